import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { clientViolations, refuseViolations } from '#app/refuse-violations.ts'
import { keptConnections } from '#app/parts/client-administration.ts'
import { refuse } from '#app/refuse.ts'
import { type ClientFields, insertClients, listTakenClientNumbers, wantedKey } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { newId } from '#lib/ids.ts'

/** Makes clients, all of them or none. A number that is taken, here or in the list itself, is refused by name. */
export async function createClients(
  ctx: Context,
  { items }: { items: ClientFields[] },
): Promise<ClientView[]> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const clients = await refuseViolations(clientViolations, () =>
    inTransaction(ctx, async (tx) => {
      const given = items.map(({ connectionId }, index) => {
        return { connectionId, field: `items.${index}.connectionId` }
      })
      const keptOf = await keptConnections(tx, { workspaceId, given })
      const made = items.map((fields) => ({
        ...fields,
        connectionId: keptOf(fields.connectionId),
        id: newId(),
        source: 'hourbook' as const,
      }))
      await refuseTaken(tx, workspaceId, made)
      await insertClients(tx, { workspaceId, createdAt, clients: made })
      return made
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
          detail: `Client number ${wanted.number} is taken.`,
        })
      }
      taken.add(wantedKey(wanted))
    }
  }
}
