import type { FindingCode, FixKind } from './finding-words.ts'
import { mappingSubjects } from './line-mapping.ts'

/** What a finding can be about; those of mappings name the rule. */
export const findingSubjects = [
  'connection',
  'organisation',
  'currency',
  'default_item',
  'sales_account',
  'debtors_account',
  'branding_theme',
  ...mappingSubjects,
  'vat_rate',
  'work',
] as const
export type FindingSubject = (typeof findingSubjects)[number]

/** 'blocks': nothing can be sent. 'fails': some of it is refused or stays behind. 'warns': it goes, but look. */
export const findingEffects = ['blocks', 'fails', 'warns'] as const
export type FindingEffect = (typeof findingEffects)[number]

/** What one button does about a finding. */
export type Fix = {
  kind: FixKind
  /** What it chooses or makes, as its button says. */
  choice: string
  /** The code, id or name it needs. */
  value: string
  /** Of what it makes. */
  name?: string
}

export type Finding = {
  code: FindingCode
  effect: FindingEffect
  subject: FindingSubject
  subjectId: string | null
  facts: Record<string, string>
  /** How many open items it concerns. */
  itemCount: number
  /** Null where only a person can decide. */
  fix: Fix | null
  /** The contact in the accounting package that it is about. */
  contactId: string | null
}

export type FindingAbout = Pick<Finding, 'subject' | 'subjectId'>

type NewFinding = Pick<Finding, 'code' | 'effect'> & Partial<Finding>

/** A finding, with what is not said left empty. */
export function finding(about: FindingAbout, given: NewFinding): Finding {
  return { facts: {}, itemCount: 0, fix: null, contactId: null, ...about, ...given }
}

export function isSameFinding(
  one: FindingAbout & { code: string },
  other: FindingAbout & { code: string },
): boolean {
  const { code, subject, subjectId } = one
  return code === other.code && subject === other.subject && subjectId === other.subjectId
}
