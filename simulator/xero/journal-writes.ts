import { accountByCode, classOf } from './accounts.ts'
import { taxCentsOf } from './amounts.ts'
import type { Call } from './call.ts'
import { todayIn } from './dates.ts'
import { echo, type Outcome } from './envelope.ts'
import { addHistory } from './history.ts'
import { isUuid, zeroId } from './ids.ts'
import { choiceIn, dayIn, decimalIn, flagIn, listIn, textIn, type Input } from './input.ts'
import { journalJson } from './journal-json.ts'
import { lockDateErrors } from './lock-dates.ts'
import { atScale, centsAsText, centScale } from './money.ts'
import type {
  Account,
  JournalLine,
  JournalStatus,
  LineAmountTypes,
  ManualJournal,
} from './records.ts'
import { rateOf } from './settings.ts'
import { trackingFrom } from './tracking.ts'

const statuses = ['DRAFT', 'POSTED', 'DELETED', 'VOIDED'] as const
const lineAmountTypes = ['Exclusive', 'Inclusive', 'NoTax'] as const

/** Which status may follow which (no official table is known). */
const nextStatuses: Readonly<Record<JournalStatus, readonly JournalStatus[]>> = {
  DRAFT: ['DRAFT', 'POSTED', 'DELETED'],
  POSTED: ['POSTED', 'VOIDED'],
  DELETED: [],
  VOIDED: [],
}

export function refusedJournal(
  input: Input,
  errors: readonly string[],
  id = zeroId,
  warnings: readonly string[] = [],
): Outcome {
  return { json: echo(input, 'ManualJournalID', id), errors, warnings }
}

/** Creates a manual journal, or changes the existing one. */
export function saveJournal(
  call: Call,
  input: Input,
  existing: ManualJournal | undefined,
): Outcome {
  const status = choiceIn(input, 'Status', statuses) ?? existing?.status ?? 'DRAFT'
  const isFixed = existing?.status === 'POSTED' && !call.world.switches.postedJournalIsEditable
  const next = isFixed ? (['VOIDED'] as const) : existing && nextStatuses[existing.status]
  const allowed: readonly JournalStatus[] = next ?? ['DRAFT', 'POSTED']
  if (!allowed.includes(status)) {
    const purpose = existing ? 'modification' : 'creation'
    return refusedJournal(
      input,
      [`Manual Journal not of valid status for ${purpose}`],
      existing?.id,
    )
  }
  const [errors, warnings]: [string[], string[]] = [[], []]
  const journal = journalFrom(call, input, existing, { status, errors, warnings })
  errors.push(...journalErrors(call, journal, existing))
  if (errors.length > 0) {
    return refusedJournal(input, [...new Set(errors)], existing?.id, warnings)
  }
  call.writes.set(call.organisation.manualJournals, journal)
  noteChange(call, journal, existing)
  return { json: journalJson(call, journal, true), errors, warnings }
}

const moves: Readonly<Partial<Record<JournalStatus, string>>> = {
  POSTED: 'Posted',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
}

function noteChange(call: Call, journal: ManualJournal, existing: ManualJournal | undefined) {
  const isMoved = journal.status !== existing?.status
  const changes = (isMoved && moves[journal.status]) || (existing ? 'Edited' : 'Created')
  addHistory(call, { kind: 'ManualJournals', id: journal.id }, { changes })
}

interface Notes {
  status: JournalStatus
  errors: string[]
  warnings: string[]
}

function journalFrom(
  call: Call,
  input: Input,
  existing: ManualJournal | undefined,
  notes: Notes,
): ManualJournal {
  const amountTypes =
    choiceIn(input, 'LineAmountTypes', lineAmountTypes) ?? existing?.lineAmountTypes ?? 'NoTax'
  const { timezone } = call.organisation.profile
  return {
    id: existing?.id ?? call.world.freshId(),
    updatedAt: call.now,
    narration: textIn(input, 'Narration') ?? existing?.narration ?? '',
    date: dayIn(input, 'Date') ?? existing?.date ?? todayIn(timezone, call.now),
    status: notes.status,
    lineAmountTypes: amountTypes,
    url: textIn(input, 'Url') ?? existing?.url ?? null,
    showOnCashBasisReports:
      flagIn(input, 'ShowOnCashBasisReports') ?? existing?.showOnCashBasisReports ?? true,
    lines:
      listIn(input, 'JournalLines')?.flatMap((line) => lineFrom(call, line, amountTypes, notes)) ??
      existing?.lines ??
      [],
  }
}

function lineFrom(
  call: Call,
  input: Input,
  amountTypes: LineAmountTypes,
  notes: Notes,
): JournalLine[] {
  const account = accountFor(call, input, notes)
  if (!account) return []
  const { rounding } = call.world.switches
  const amount = decimalIn(input, 'LineAmount')
  if (!amount) notes.errors.push('LineAmount must be specified for every journal line.')
  const lineCents = amount ? atScale(amount, centScale, rounding) : 0
  const taxType = textIn(input, 'TaxType') ?? (amountTypes === 'NoTax' ? 'NONE' : account.taxType)
  const rate = call.organisation.taxRates.find((each) => each.taxType === taxType)
  if (rate?.status !== 'ACTIVE') {
    notes.errors.push(
      `The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`,
    )
  } else if (!rate.appliesTo.includes(classOf(account))) {
    notes.errors.push(
      `The TaxType code '${taxType}' cannot be used with account code '${account.code ?? ''}'.`,
    )
  }
  const isTaxed = rate && amountTypes !== 'NoTax'
  const taxCents = isTaxed
    ? taxCentsOf(lineCents, rateOf(rate), amountTypes === 'Inclusive', rounding)
    : 0
  return [
    {
      description: textIn(input, 'Description') ?? null,
      accountId: account.id,
      taxType,
      taxCents,
      lineCents,
      tracking: trackingFrom(call, input, notes.errors),
    },
  ]
}

function accountFor(call: Call, input: Input, notes: Notes): Account | undefined {
  const { organisation, world } = call
  const id = textIn(input, 'AccountID')?.toLowerCase()
  const code = textIn(input, 'AccountCode')
  if (!id && !code) {
    notes.errors.push('Account code or ID must be specified')
    return undefined
  }
  const account =
    id && isUuid(id) ? organisation.accounts.get(id) : accountByCode(organisation, code ?? '')
  const shown = code ?? account?.code ?? id ?? ''
  if (!account || account.status === 'DELETED') {
    const removed = `Account code '${shown}' has been removed as it does not match a recognised account.`
    if (world.switches.unknownJournalAccount === 'warn_and_remove') notes.warnings.push(removed)
    else notes.errors.push(`Account code '${shown}' is not a valid code for this document.`)
    return undefined
  }
  if (account.status === 'ARCHIVED') {
    notes.errors.push(
      `Account code '${shown}' has been archived, or deleted. Each line item must reference a valid account.`,
    )
  } else if (isRefused(call, account)) {
    const isOwnText = account.type === 'BANK' && world.switches.bankAccountInJournals === 'own_text'
    notes.errors.push(
      isOwnText
        ? 'Bank accounts cannot be used in manual journals.'
        : `Account code '${shown}' is not a valid code for this document.`,
    )
  }
  return account
}

const alwaysRefused = ['DEBTORS', 'CREDITORS', 'RETAINEDEARNINGS']

/** Accounts that Xero keeps out of manual journals: AR, AP, retained earnings, bank, stock. */
function isRefused(call: Call, account: Account): boolean {
  if (account.type === 'BANK') return call.world.switches.bankAccountInJournals !== 'accept'
  if (account.type === 'INVENTORY') return true
  const { systemAccount } = account
  if (systemAccount === null || systemAccount === '') return false
  if (alwaysRefused.includes(systemAccount)) return true
  const { gstAccountInJournals, otherSystemAccountsInJournals } = call.world.switches
  return systemAccount === 'GST'
    ? gstAccountInJournals === 'refuse'
    : otherSystemAccountsInJournals === 'refuse'
}

function journalErrors(
  call: Call,
  journal: ManualJournal,
  existing: ManualJournal | undefined,
): string[] {
  const isClosing = journal.status === 'VOIDED' || journal.status === 'DELETED'
  const days = new Set([
    ...(journal.status === 'POSTED' || journal.status === 'VOIDED' ? [journal.date] : []),
    ...(existing?.status === 'POSTED' ? [existing.date] : []),
  ])
  const locks = [...days].flatMap((day) => lockDateErrors(call, day))
  return isClosing ? locks : [...contentErrors(journal), ...locks]
}

function contentErrors(journal: ManualJournal): string[] {
  const errors: string[] = []
  if (journal.narration.trim() === '') errors.push('Narration must be specified.')
  if (journal.lines.length < 2)
    errors.push('A manual journal must have at least two journal lines.')
  const isExclusive = journal.lineAmountTypes === 'Exclusive'
  const amounts = journal.lines.map((line) => line.lineCents + (isExclusive ? line.taxCents : 0))
  const debits = sumOf(amounts.filter((cents) => cents > 0))
  const credits = sumOf(amounts.filter((cents) => cents < 0))
  if (debits + credits !== 0) {
    errors.push(
      `The total debits (${centsAsText(debits)}) must equal total credits (${centsAsText(credits)})`,
    )
  }
  return errors
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, cents) => sum + cents, 0)
