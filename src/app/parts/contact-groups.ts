import type { XeroConnection } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'
import type { ContactGroup, Outcome } from '../ports/accounting.ts'
import { callXero } from './call-xero.ts'

/** The contact groups of the organisation, as they are now. */
export async function readContactGroups(
  ctx: Context,
  { id: connectionId }: Pick<XeroConnection, 'id'>,
): Promise<Outcome<ContactGroup[]>> {
  return await callXero(
    ctx,
    { connectionId, purpose: 'import_contacts' },
    async (session) => await ctx.accounting.listContactGroups(session),
  )
}
