import { noItems, type ExportItems } from '../finance/types.ts'
import type { ReportFilter, ReportTab } from './report-search.ts'

/** What is known of a row that was shown when it was selected. */
export type SelectableRow = {
  id: string
  clientId: string
  clientName: string
  amountMinor: number | null
  /** Billable, on no document yet and not written off. */
  isOpen: boolean
  isWrittenOff: boolean
}

/** All rows that matched a filter: of these only the ids and the sums are known. */
export type BulkSelection = {
  ids: ReadonlySet<string>
  amountMinor: number
  /** Those that are billable, on no document yet and not written off. */
  openIds: ReadonlySet<string>
  /** The client of all of them, when the filter named one. */
  client: { id: string; name: string } | null
  /** What they matched. */
  filter: ReportFilter
}

export type TabSelection = {
  ids: ReadonlySet<string>
  known: ReadonlyMap<string, SelectableRow>
  bulk: BulkSelection | null
}

/** One selection over the three tabs. */
export type ReportSelection = Record<ReportTab, TabSelection>

const nothing: TabSelection = { ids: new Set(), known: new Map(), bulk: null }

export const emptySelection: ReportSelection = {
  hours: nothing,
  expenses: nothing,
  mileages: nothing,
}

/** The selection after checkboxes were clicked. Whatever changed is among the rows shown. */
export function withToggled(
  selection: TabSelection,
  ids: ReadonlySet<string>,
  rows: readonly SelectableRow[],
): TabSelection {
  if (ids.size === 0) return nothing
  const known = new Map(selection.known)
  for (const row of rows) {
    if (ids.has(row.id) !== selection.ids.has(row.id)) known.set(row.id, row)
  }
  return { ...selection, ids, known }
}

/** Everything that matches takes the place of what was selected in this tab. */
export function withAll(bulk: BulkSelection): TabSelection {
  return { ids: bulk.ids, known: new Map(), bulk }
}

/** Whether only the server knows whose some of the open rows are. */
export function hasUnknownClients({ ids, known, bulk }: TabSelection): boolean {
  if (!bulk || bulk.client) return false
  return [...bulk.openIds].some((id) => ids.has(id) && !known.has(id))
}

/** The selection with rows that were read to know whose they are. */
export function withKnown(selection: TabSelection, rows: readonly SelectableRow[]): TabSelection {
  const read = new Map(rows.map((row) => [row.id, row]))
  return { ...selection, known: new Map([...read, ...selection.known]) }
}

/** Whether some of the selection is, or may be, written off: of rows that were never shown only the server knows. */
export function mayBeWrittenOff(selection: ReportSelection): boolean {
  return Object.values(selection).some(({ ids, known, bulk }) =>
    [...ids].some((id) => known.get(id)?.isWrittenOff ?? (bulk && !bulk.openIds.has(id))),
  )
}

export type SelectionSum = { count: number; amountMinor: number; openCount: number }

function sumOf({ ids, known, bulk }: TabSelection): SelectionSum {
  let amountMinor = bulk?.amountMinor ?? 0
  let openCount = bulk?.openIds.size ?? 0
  for (const row of known.values()) {
    const isIn = ids.has(row.id)
    if (isIn === (bulk?.ids.has(row.id) ?? false)) continue
    const sign = isIn ? 1 : -1
    amountMinor += sign * (row.amountMinor ?? 0)
    openCount += row.isOpen ? sign : 0
  }
  return { count: ids.size, amountMinor, openCount }
}

export function sumOfAll(selection: ReportSelection): SelectionSum {
  const sums = Object.values(selection).map(sumOf)
  return {
    count: sums.reduce((total, each) => total + each.count, 0),
    amountMinor: sums.reduce((total, each) => total + each.amountMinor, 0),
    openCount: sums.reduce((total, each) => total + each.openCount, 0),
  }
}

/** All that is selected, as the API takes it. */
export function itemsOf(selection: ReportSelection): ExportItems {
  return {
    ...noItems,
    timeEntryIds: [...selection.hours.ids],
    expenseIds: [...selection.expenses.ids],
    mileageIds: [...selection.mileages.ids],
  }
}

/** The ids of all that is selected, by kind. */
export function registrationsOf(selection: ReportSelection) {
  const { timeEntryIds, expenseIds, mileageIds } = itemsOf(selection)
  return { timeEntryIds, expenseIds, mileageIds }
}

export type ClientItems = { clientId: string; clientName: string; items: ExportItems }

/** What of the selection can still be invoiced, client by client. Needs every client: see hasUnknownClients. */
export function openItemsByClient(selection: ReportSelection): ClientItems[] {
  const clients = new Map<string, ClientItems>()
  const places = { hours: 'timeEntryIds', expenses: 'expenseIds', mileages: 'mileageIds' } as const
  for (const tab of ['hours', 'expenses', 'mileages'] as const) {
    const { ids, known, bulk } = selection[tab]
    for (const id of ids) {
      const row = known.get(id)
      const client = row ? { id: row.clientId, name: row.clientName } : bulk?.client
      if (!client || !(row?.isOpen ?? bulk?.openIds.has(id))) continue
      const group = clients.get(client.id) ?? {
        clientId: client.id,
        clientName: client.name,
        items: { ...noItems, timeEntryIds: [], expenseIds: [], mileageIds: [] },
      }
      group.items[places[tab]].push(id)
      clients.set(client.id, group)
    }
  }
  return [...clients.values()].toSorted((a, b) => a.clientName.localeCompare(b.clientName))
}
