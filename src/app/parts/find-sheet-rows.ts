import { say } from '#domain/words/say.ts'
import { clientNumberKey } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import type { RawRow, RowFinding } from '#db/file-import-rows.ts'
import { listSheetClients, listSimilarClients, type StoredSheetClient } from '#db/sheet-clients.ts'
import { type ClientFieldName, type ClientRow, readClientRow } from '#domain/client-sheet.ts'
import type { RowProblem } from '#domain/sheet-row.ts'
import { clientFinder, nameKey } from '#domain/client-suggestion.ts'
import type { Matching } from '#domain/sheet-columns.ts'
import { firstChoice, type FoundRow, matchRow, unreadableRow } from '#domain/sheet-match.ts'

/** `cell` is what stands where the name is looked for, whatever it is. */
type ReadRow = { position: number; cell: string; client: ClientRow | null; problems: RowProblem[] }
type GoodRow = { position: number; client: ClientRow }

/** What the rows of a file would change, each by itself; what does not go together is left to a person. */
export async function findSheetRows(
  tx: Transaction,
  given: {
    workspaceId: string
    rows: RawRow[]
    matching: Matching<ClientFieldName>
    width: number
  },
): Promise<RowFinding[]> {
  const { workspaceId, rows, matching, width } = given
  const nameAt = matching.indexOf('name')
  const read: ReadRow[] = rows.map(({ position, cells }) => ({
    position,
    cell: cells[nameAt]?.trim() ?? '',
    ...readClientRow(cells, { matching, width }),
  }))
  const good = read.filter(isGood)
  const found = await matchAll(tx, { workspaceId, good })
  settleNumbers(good, found)
  settleNames(good, found)
  return read.map((row) => {
    const what = found.get(row.position) ?? unreadableRow(row.problems)
    const { clientId, ...rest } = what
    return {
      ...rest,
      position: row.position,
      recordId: clientId,
      name: (row.client?.name || row.cell).slice(0, shownLength) || null,
      number: row.client?.number?.slice(0, shownLength) ?? null,
      choice: firstChoice(what),
    }
  })
}

const shownLength = 255

function isGood(row: ReadRow): row is ReadRow & GoodRow {
  return row.client !== null && row.problems.length === 0
}

async function matchAll(
  tx: Transaction,
  { workspaceId, good }: { workspaceId: string; good: GoodRow[] },
): Promise<Map<number, FoundRow>> {
  const finder = clientFinder(await listSimilarClients(tx, { workspaceId }))
  const numberKeys = good.flatMap(({ client }) =>
    client.number === null ? [] : [clientNumberKey(client.number)],
  )
  const ids = good.flatMap(({ client }) => finder.find(client)?.client.id ?? [])
  const stored = await listSheetClients(tx, { workspaceId, numberKeys, ids })
  const byKey = Map.groupBy(stored, (client) => client.numberKey)
  const clients = new Map(stored.map((client) => [client.id, sheetClient(client)]))
  return new Map(
    good.map(({ position, client }) => {
      const same = client.number === null ? [] : byKey.get(clientNumberKey(client.number))
      const numbered = clientMeant(client, same ?? [])
      return [position, matchRow(client, { numbered, clients, finder })]
    }),
  )
}

function sheetClient({ numberKey: _key, connectionId: _connection, ...client }: StoredSheetClient) {
  return client
}

/** Of clients of several administrations with one number, the one of that name, else that of the default one. */
function clientMeant(row: ClientRow, same: readonly StoredSheetClient[]) {
  const named = same.find((client) => nameKey(client.name) === nameKey(row.name))
  const found = named ?? same.find((client) => client.connectionId === null) ?? same[0]
  return found && sheetClient(found)
}

/** Two rows with one number: which of them is right, only their writer knows. */
function settleNumbers(good: GoodRow[], found: Map<number, FoundRow>): void {
  const numbered = good.filter(({ client }) => client.number !== null)
  const groups = Map.groupBy(numbered, ({ client }) => clientNumberKey(client.number ?? ''))
  for (const group of groups.values()) {
    if (group.length < 2) continue
    const positions = group.map((row) => row.position)
    for (const { position } of group) {
      const others = positions.filter((each) => each !== position)
      const words = sameNumber(others)
      found.set(position, {
        ...unreadableRow([{ field: 'number', words }]),
        reason: 'several_rows_have_this_number',
      })
    }
  }
}

/** Two new clients without a number and with one name are more likely one. */
function settleNames(good: GoodRow[], found: Map<number, FoundRow>): void {
  const seen = new Set<string>()
  for (const { position, client } of good) {
    const what = found.get(position)
    if (client.number !== null || what?.finding !== 'new') continue
    const key = nameKey(client.name)
    if (seen.has(key)) {
      found.set(position, { ...what, finding: 'conflict', reason: 'several_rows_have_this_name' })
    }
    seen.add(key)
  }
}

const mostListed = 3

function sameNumber(positions: number[]): string {
  const rows = positions.slice(0, mostListed).join(', ')
  const count = positions.length - mostListed
  return count > 0
    ? say('Row {{rows}} and {{count}} more have this number too. Keep one of them.', {
        rows,
        count,
      })
    : say('Row {{rows}} has this number too. Keep one of them.', { rows })
}
