import type { XeroConnection } from '#db/xero-connections.ts'
import { followMerges, updateLinks } from '#db/xero-contact-links.ts'
import { insertContactLinks } from '#db/unlinked-clients.ts'
import { type Context, inTransaction } from '../context.ts'
import { findClient } from '#db/clients.ts'
import { audit } from './audit.ts'
import type { Contact } from '../ports/accounting.ts'
import { callXero } from './call-xero.ts'
import { expectXero } from './expect-xero.ts'
import { seenOf } from './seen-contact.ts'
import { forgetXeroLists } from './xero-lists.ts'

type OfContact = { connection: XeroConnection; contactId: string }

/** Brings an archived contact back in Xero, and takes over that it is. */
export async function restoreContact(
  ctx: Context,
  { connection, contactId }: OfContact,
): Promise<void> {
  const call = { connectionId: connection.id, purpose: 'restore_contact' as const }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.restoreContact(session, contactId),
  )
  forgetXeroLists(connection, 'contacts')
  await takeOver(ctx, connection, expectXero(outcome))
  await inTransaction(ctx, async (tx) => {
    const about = { subject: 'xero_connection', id: connection.id, name: connection.name } as const
    await audit(ctx, tx, { action: 'changed', ...about, after: { restoredContact: contactId } })
  })
}

/** Takes over what became of a contact in Xero. */
export async function followContact(
  ctx: Context,
  { connection, contactId }: OfContact,
): Promise<void> {
  const call = { connectionId: connection.id, purpose: 'read_contacts' as const }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.readContactsById(session, [contactId]),
  )
  for (const contact of expectXero(outcome)) {
    // There is one at most.
    // oxlint-disable-next-line no-await-in-loop
    await takeOver(ctx, connection, contact)
  }
}

async function takeOver(ctx: Context, connection: XeroConnection, contact: Contact): Promise<void> {
  const { workspaceId } = ctx
  const { tenantId } = connection
  const links = [{ contactId: contact.contactId, ...seenOf(contact) }]
  await inTransaction(ctx, async (tx) => {
    await updateLinks(tx, { workspaceId, tenantId, links })
  })
}

/** The client of a contact that was merged goes along to the contact it was merged into. */
export async function followMerge(
  ctx: Context,
  { connection, contactId, intoContactId }: OfContact & { intoContactId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const { tenantId } = connection
  const merges = [{ contactId, intoContactId }]
  await inTransaction(ctx, async (tx) => {
    await followMerges(tx, { workspaceId, tenantId, merges })
    const about = { subject: 'xero_connection', id: connection.id, name: connection.name } as const
    const [before, after] = [{ contact: contactId }, { contact: intoContactId }]
    await audit(ctx, tx, { action: 'changed', ...about, before, after })
  })
}

/** Links a client to the contact that has its name. Where another client got it meanwhile, nothing is done. */
export async function linkContact(
  ctx: Context,
  { connection, contactId, clientId }: OfContact & { clientId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const { tenantId } = connection
  const links = [{ clientId, contactId, status: 'ACTIVE', updatedAt: null }]
  const linkedAt = ctx.clock.now()
  await inTransaction(ctx, async (tx) => {
    await insertContactLinks(tx, { workspaceId, tenantId, linkedAt, links })
    const client = await findClient(tx, { workspaceId, clientId })
    const about = { subject: 'client', id: clientId, name: client?.name ?? '' } as const
    await audit(ctx, tx, { action: 'changed', ...about, after: { xeroContact: contactId } })
  })
}
