/** What can be changed, as the audit log names it. */
export const auditSubjects = [
  'workspace',
  'member',
  'api_token',
  'client',
  'project',
  'subscription',
  'task',
  'product',
  'vat_rate',
  'tag',
  'vehicle',
  'team',
  'contract',
  'budget',
  'rate',
  'xero_connection',
  'xero_sign_in',
  'password',
  'xero_mapping',
  'xero_account',
  'xero_item',
  'xero_tax_rate',
  'invoice',
  'xero_export',
  'xero_document',
  'write_off',
  'contact_import',
  'file_import',
  'approval',
  'stand_in',
  'email',
  'letterhead',
  'recurring_invoice',
  'estimate',
] as const
export type AuditSubject = (typeof auditSubjects)[number]

/** What was done to it. */
export const auditActions = [
  'created',
  'changed',
  'deleted',
  'revoked',
  'connected',
  'disconnected',
  'chosen',
  'started',
  'applied',
  'finalised',
  'sent',
  'retried',
  'discarded',
  'void_requested',
  'update_requested',
  'credit_requested',
  'email_requested',
  'reminded',
  'mark_sent_requested',
  'voided',
  'credited',
  'accepted',
  'declined',
  'paid',
  'payment_taken_back',
  'link_made',
  'link_withdrawn',
  'differences_accepted',
  'reversed',
  're_rated',
  'submitted',
  'taken_back',
  'approved',
  'rejected',
] as const
export type AuditAction = (typeof auditActions)[number]

export type FieldChange = { field: string; before: unknown; after: unknown }

// Whatever is called like this stays out of the log, wherever it comes from.
const secret = /secret|token|password|hash|cipher|sealed|credential|api_?key/i
// These say nothing that the entry itself does not say.
const unsaid = new Set(['id', 'workspaceId', 'createdAt', 'updatedAt'])
const longestText = 300

type Fields = Readonly<Record<string, unknown>>

/** What differs between two states of a thing, field by field; without secrets, and long texts cut short. */
export function changesBetween(before: Fields, after: Fields): FieldChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields]
    .filter((field) => !unsaid.has(field) && !secret.test(field))
    .filter((field) => compared(before[field]) !== compared(after[field]))
    .map((field) => ({ field, before: kept(before[field]), after: kept(after[field]) }))
}

// Nothing and nothing said are the same, and so are "95" and "95.0000".
function compared(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'null'
  if (typeof value === 'string') {
    return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value
  }
  if (Array.isArray(value)) return value.length === 0 ? 'null' : `[${value.map(compared).join()}]`
  if (typeof value !== 'object' || isMoment(value)) return JSON.stringify(value)
  const entries = Object.entries(value)
    .map(([name, each]) => `${name}:${compared(each)}`)
    .filter((entry) => !entry.endsWith(':null'))
  return entries.length === 0 ? 'null' : `{${entries.toSorted().join()}}`
}

function kept(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > longestText ? `${value.slice(0, longestText).toWellFormed()}…` : value
  }
  if (Array.isArray(value)) return value.map(kept)
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || isMoment(value)) return value
  const entries = Object.entries(value).filter(([name]) => !secret.test(name))
  return Object.fromEntries(entries.map(([name, each]) => [name, kept(each)]))
}

// Moments say themselves as texts; other objects are made of parts.
function isMoment(value: object): boolean {
  return 'toISOString' in value
}
