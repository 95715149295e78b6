import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { clientViolations, refuseViolations } from '#app/refuse-violations.ts'
import { keptConnections } from '#app/parts/client-administration.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { refuseUnknownTags } from '#app/parts/client-tags.ts'
import { refuse } from '#app/refuse.ts'
import {
  type ClientFields,
  clientTags,
  insertClients,
  listTagsOfClients,
  listTakenClientNumbers,
  wantedKey,
} from '#db/clients.ts'
import { setLinks } from '#db/links.ts'
import type { Transaction } from '#db/database.ts'
import { newId } from '#lib/ids.ts'

export type NewClient = Pick<ClientFields, 'name'> &
  Partial<ClientFields> & { tagIds?: readonly string[] }

const nothing: Omit<ClientFields, 'name'> = {
  number: null,
  email: null,
  phone: null,
  vatNumber: null,
  electronicAddress: null,
  buyerReference: null,
  invoiceAddress: {},
  visitingAddress: {},
  contactPersons: [],
  paymentTermDays: null,
  hourlyRate: null,
  mileageRate: null,
  vatRateId: null,
  hourRounding: null,
  notes: '',
  language: null,
  iban: null,
  billingContact: null,
  getsReminders: true,
  connectionId: null,
}

/** Makes clients, all of them or none. A number that is taken, here or in the list itself, is refused by name. */
export async function createClients(
  ctx: Context,
  { items }: { items: readonly NewClient[] },
): Promise<ClientView[]> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const clients = await refuseViolations(clientViolations, () =>
    inTransaction(ctx, async (tx) => {
      const given = items.map(({ connectionId = null }, index) => {
        return { connectionId, field: `items.${index}.connectionId` }
      })
      const keptOf = await keptConnections(tx, { workspaceId, given })
      const made = items.map((fields) => ({
        ...nothing,
        ...fields,
        connectionId: keptOf(fields.connectionId ?? null),
        id: newId(),
        source: 'hourbook' as const,
      }))
      await refuseTaken(tx, workspaceId, made)
      await refuseUnknownTags(tx, { workspaceId, clients: made, fieldOf: fieldOfItem })
      await insertClients(tx, { workspaceId, createdAt, clients: made })
      for (const { id: ownerId, tagIds: ids = [] } of made) {
        // A transaction carries out one statement at a time.
        // oxlint-disable-next-line no-await-in-loop
        if (ids.length > 0) await setLinks(tx, clientTags, { workspaceId, ownerId, ids })
      }
      const clients = await withTags(tx, { workspaceId, clients: made })
      await audit(
        ctx,
        tx,
        clients.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'client',
          id,
          name: after.name,
          after,
        })),
      )
      return clients
    }),
  )
  const rest = {
    archivedAt: null,
    createdAt,
    updatedAt: createdAt,
    xeroContactId: null,
    xeroShortCode: null,
    xeroContact: null,
  }
  return clients.map((client) => clientView(ctx, { ...client, ...rest }))
}

async function withTags<Made extends { id: string; tagIds?: readonly string[] }>(
  tx: Transaction,
  { workspaceId, clients }: { workspaceId: string; clients: Made[] },
) {
  const clientIds = clients.flatMap(({ id, tagIds = [] }) => (tagIds.length > 0 ? id : []))
  const tags = await listTagsOfClients(tx, { workspaceId, clientIds })
  return clients.map(({ tagIds: _tagIds, ...client }) => ({
    ...client,
    tags: tags.get(client.id) ?? [],
  }))
}

async function refuseTaken(
  tx: Transaction,
  workspaceId: string,
  items: ClientFields[],
): Promise<void> {
  const wantedOf = ({ number, connectionId }: ClientFields) =>
    number === null ? [] : [{ number, connectionId }]
  const taken = await listTakenClientNumbers(tx, { workspaceId, wanted: items.flatMap(wantedOf) })
  for (const [index, item] of items.entries()) {
    for (const wanted of wantedOf(item)) {
      if (taken.has(wantedKey(wanted))) {
        refuse('client_number_is_taken', {
          field: `items.${index}.number`,
          detail: say('Client number {{number}} is taken.', { number: wanted.number }),
        })
      }
      taken.add(wantedKey(wanted))
    }
  }
}
