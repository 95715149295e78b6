import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { clientViolations, refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  type ClientFields,
  clientNumberKey,
  insertClients,
  listTakenClientNumbers,
} from '#db/clients.ts'
import { newId } from '#lib/ids.ts'

/** Makes clients, all of them or none. A number that is taken, here or in the list itself, is refused by name. */
export async function createClients(
  ctx: Context,
  { items }: { items: ClientFields[] },
): Promise<ClientView[]> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const clients = items.map((fields) => ({ ...fields, id: newId(), source: 'hourbook' as const }))
  await refuseViolations(clientViolations, () =>
    inTransaction(ctx, async (tx) => {
      const numbers = items.flatMap((item) => item.number ?? [])
      refuseTaken(items, await listTakenClientNumbers(tx, { workspaceId, numbers }))
      await insertClients(tx, { workspaceId, createdAt, clients })
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

function refuseTaken(items: ClientFields[], taken: Set<string>): void {
  for (const [index, { number }] of items.entries()) {
    if (number === null) continue
    const key = clientNumberKey(number)
    if (taken.has(key)) {
      refuse('client_number_is_taken', {
        field: `items.${index}.number`,
        detail: `Client number ${number} is taken.`,
      })
    }
    taken.add(key)
  }
}
