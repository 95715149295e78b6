import { say } from '#domain/words/say.ts'
import { clientNumberKey, listTakenClientNumbers, wantedKey } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import type { RowToWrite, SettledFileRow } from '#db/file-import-rows.ts'
import type { FileImport } from '#db/file-imports.ts'
import { insertSheetClients, lockSheetClients, updateSheetClients } from '#db/sheet-clients.ts'
import {
  type ClientFieldName,
  readClientRow,
  type SheetClient,
  withRow,
} from '#domain/client-sheet.ts'
import type { Matching } from '#domain/sheet-columns.ts'
import type { FoundRow } from '#domain/sheet-match.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'

type Client = SheetClient & { id: string; connectionId: string | null }
type Plan =
  | { kind: 'create' | 'update'; row: RowToWrite; client: Client }
  | { kind: 'failed'; row: RowToWrite; words: string }

/** Creates and changes the clients of some rows, in bulk. What meanwhile became impossible fails with words. */
export async function writeSheetRows(
  ctx: Context,
  tx: Transaction,
  { found, rows }: { found: FileImport; rows: RowToWrite[] },
): Promise<SettledFileRow[]> {
  if (rows.length === 0) return []
  const { workspaceId } = ctx
  const now = ctx.clock.now()
  const plans = await planRows(tx, { workspaceId, found, rows })
  const clientsOf = (kind: Plan['kind']) => {
    const clients = plans.flatMap((plan) =>
      plan.kind === kind && plan.kind !== 'failed' ? plan.client : [],
    )
    // Of several rows for one client the last holds what the ones before it said.
    return [...new Map(clients.map((client) => [client.id, client])).values()]
  }
  const made = await insertSheetClients(tx, {
    workspaceId,
    createdAt: now,
    clients: clientsOf('create'),
  })
  await updateSheetClients(tx, { workspaceId, updatedAt: now, clients: clientsOf('update') })
  return plans.map((plan) => settle(plan, made))
}

async function planRows(
  tx: Transaction,
  { workspaceId, found, rows }: { workspaceId: string; found: FileImport; rows: RowToWrite[] },
): Promise<Plan[]> {
  const ids = rows.flatMap((row) => (row.choice === 'apply' ? (row.recordId ?? []) : []))
  const clients: Map<string, Client> = await lockSheetClients(tx, { workspaceId, ids })
  const wanted = rows.flatMap(({ recordId, number }) => {
    const before = recordId === null ? undefined : clients.get(recordId)
    const isOwn =
      before?.number && number && clientNumberKey(before.number) === clientNumberKey(number)
    const connectionId = before?.connectionId ?? null
    return number === null || isOwn ? [] : [{ number, connectionId }]
  })
  const taken = await listTakenClientNumbers(tx, { workspaceId, wanted })
  return rows.map((row) => planRow(row, { found, clients, taken }))
}

function planRow(
  row: RowToWrite,
  known: { found: FileImport; clients: Map<string, Client>; taken: ReadonlySet<string> },
): Plan {
  const connectionId = known.clients.get(row.recordId ?? '')?.connectionId ?? null
  if (row.number !== null && known.taken.has(wantedKey({ number: row.number, connectionId }))) {
    return { kind: 'failed', row, words: takenWords(row) }
  }
  if (row.choice === 'create' || row.recordId === null) {
    return {
      kind: 'create',
      row,
      client: { ...newClient(row, known.found), id: newId(), connectionId },
    }
  }
  const before = known.clients.get(row.recordId)
  if (!before) return { kind: 'failed', row, words: say('The client was deleted in the meantime.') }
  // Only what was shown: what changed since then stays as it is.
  const changes = row.changes as FoundRow['changes'] // Rows are only ever written with changes.
  const changed = Object.fromEntries(changes.map((change) => [change.field, change.to]))
  const client = { ...before, ...(changed as Partial<SheetClient>) }
  known.clients.set(client.id, client)
  return { kind: 'update', row, client }
}

function newClient({ cells }: RowToWrite, { matching, headings }: FileImport): SheetClient {
  const { client } = readClientRow(cells, {
    matching: matching as Matching<ClientFieldName>, // Only fields that exist are ever matched.
    width: headings.length,
  })
  if (!client) throw new Error('a row that can be applied can be read')
  return withRow(null, client)
}

function settle(plan: Plan, made: Set<string>): SettledFileRow {
  const { position, recordId } = plan.row
  if (plan.kind === 'failed') return { position, recordId, result: 'failed', detail: plan.words }
  if (plan.kind === 'create' && !made.has(plan.client.id)) {
    return { position, recordId: null, result: 'failed', detail: takenWords(plan.row) }
  }
  const result = plan.kind === 'create' ? 'created' : 'updated'
  return { position, recordId: plan.client.id, result, detail: null }
}

function takenWords({ number }: RowToWrite): string {
  return say('Another client has the number {{number}}.', { number })
}
