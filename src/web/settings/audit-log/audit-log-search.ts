import { type AuditSubject, auditSubjects } from '#domain/audit.ts'
import { isWorkDay } from '#domain/work-day.ts'
import { oneOf, textOf } from '../../search-params.ts'

export type AuditLogSearch = {
  /** A person, or 'hourbook' for what nobody asked for. */
  memberId?: string | undefined
  subject?: AuditSubject | undefined
  /** Only the changes of one thing. */
  subjectId?: string | undefined
  q?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export function auditLogSearchFrom(search: Record<string, unknown>): AuditLogSearch {
  return {
    memberId: textOf(search['memberId']),
    subject: oneOf(search['subject'], auditSubjects),
    subjectId: textOf(search['subjectId']),
    q: textOf(search['q']),
    from: dayOf(search['from']),
    to: dayOf(search['to']),
  }
}

function dayOf(value: unknown): string | undefined {
  const text = textOf(value)
  return text !== undefined && isWorkDay(text) ? text : undefined
}
