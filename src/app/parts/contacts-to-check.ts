import type { XeroConnection } from '#db/xero-connections.ts'
import type { ClientToCheck } from '#db/xero-readiness.ts'
import type { Context } from '../context.ts'
import type { Contact } from '../ports/accounting.ts'
import { callXero } from './call-xero.ts'
import { expectXero } from './expect-xero.ts'
import { lookUpContacts } from './link-contacts.ts'
import { rememberContacts } from './xero-lists.ts'

const mostUnlinked = 100
const mostLinked = 200
/** As many ids as fit an address. */
const idsInACall = 40

type Asked = { connection: XeroConnection; clients: readonly ClientToCheck[]; isFresh: boolean }

/** What Xero has of the contacts that clients are linked to, and of those that unlinked ones may be. */
export async function readContactsOf(
  ctx: Context,
  { connection, clients, isFresh }: Asked,
): Promise<{ contacts: Contact[]; clientsNotLookedUp: number }> {
  const unlinked = clients.filter((each) => each.contactId === null)
  const some = unlinked.slice(0, mostUnlinked)
  const found =
    some.length === 0
      ? []
      : expectXero(
          await rememberContacts(ctx, {
            connection,
            isFresh,
            about: some.map(({ id, number, name }) => [id, number, name]),
            read: () => lookUpContacts(ctx, { connection, clients: some }),
          }),
        )
  const linkedIds = clients.flatMap((each) => each.contactId ?? [])
  const contacts = [...found]
  for (let start = 0; start < Math.min(linkedIds.length, mostLinked); start += idsInACall) {
    const ids = linkedIds.slice(start, Math.min(start + idsInACall, mostLinked))
    const call = { connectionId: connection.id, purpose: 'read_contacts' as const }
    const about = ids
    const read = () =>
      callXero(ctx, call, (session) => ctx.accounting.readContactsById(session, ids))
    contacts.push(...expectXero(await rememberContacts(ctx, { connection, isFresh, about, read })))
  }
  const clientsNotLookedUp =
    unlinked.length - some.length + Math.max(0, linkedIds.length - mostLinked)
  return { contacts, clientsNotLookedUp }
}
