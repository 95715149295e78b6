import type { RefusalCode } from './refusals.ts'

/** What became of the contact that a client is linked to. */
export type ContactState = 'active' | 'archived' | 'merged' | 'forgotten'

/** The state of a contact by the status that is kept of it; one that we do not know is left to Xero. */
export function contactState(status: string): ContactState {
  switch (status) {
    case 'ARCHIVED':
      return 'archived'
    case 'MERGED':
      return 'merged'
    case 'GDPRREQUEST':
      return 'forgotten'
    default:
      return 'active'
  }
}

/** Why nothing can be invoiced to the contact of a client; undefined when it can, or when there is no contact yet. */
export function contactRefusal(status: string | null): RefusalCode | undefined {
  if (status === null) return undefined
  const state = contactState(status)
  return state === 'active' ? undefined : refusalOf[state]
}

const refusalOf = {
  archived: 'client_is_archived_in_xero',
  merged: 'client_is_merged_in_xero',
  forgotten: 'client_is_forgotten_in_xero',
} as const satisfies Record<Exclude<ContactState, 'active'>, RefusalCode>
