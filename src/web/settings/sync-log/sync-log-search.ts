import { isWorkDay } from '#domain/work-day.ts'
import { oneOf, textOf } from '../../search-params.ts'

export const purposes = [
  'connect',
  'disconnect',
  'revoke_consent',
  'refresh_tokens',
  'check_connection',
  'read_organisation',
  'read_permits',
  'read_accounts',
  'read_items',
  'read_tax_rates',
  'read_tracking_categories',
  'read_branding_themes',
  'create_account',
  'restore_account',
  'create_item',
  'create_tax_rate',
  'create_tracking_option',
  'import_contacts',
  'find_contacts',
  'create_contacts',
  'read_contacts',
  'restore_contact',
  'number_contacts',
  'find_invoices',
  'create_invoices',
  'find_manual_journals',
  'create_manual_journals',
  'read_invoices',
  'read_manual_journals',
  'close_documents',
  'attach_files',
  'find_attachments',
  'add_notes',
  'find_notes',
  'update_invoices',
  'find_credit_notes',
  'create_credit_notes',
  'allocate_credit_notes',
  'email_invoices',
  'mark_invoices_sent',
] as const

export const outcomes = ['ok', 'rejected', 'busy', 'unauthorised', 'unknown'] as const

export type Outcome = (typeof outcomes)[number]

export type SyncLogSearch = {
  purpose?: (typeof purposes)[number] | undefined
  outcome?: Outcome | undefined
  /** Only the calls of one document or import. */
  subjectId?: string | undefined
  /** Only the calls about this document, alone or with others. */
  documentId?: string | undefined
  /** Only the calls to this administration, by its connection. */
  administration?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export function syncLogSearchFrom(search: Record<string, unknown>): SyncLogSearch {
  return {
    purpose: oneOf(search['purpose'], purposes),
    outcome: oneOf(search['outcome'], outcomes),
    subjectId: textOf(search['subjectId']),
    documentId: textOf(search['documentId']),
    administration: textOf(search['administration']),
    from: dayOf(search['from']),
    to: dayOf(search['to']),
  }
}

export type SyncLogFilter = Omit<SyncLogSearch, 'administration'> & {
  connectionId?: string | undefined
}

/** The filter as the API takes it. */
export function filterOf({ administration, ...search }: SyncLogSearch): SyncLogFilter {
  return { ...search, connectionId: administration }
}

function dayOf(value: unknown): string | undefined {
  const text = textOf(value)
  return text !== undefined && isWorkDay(text) ? text : undefined
}
