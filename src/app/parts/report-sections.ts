import type { FileWords } from '#domain/words/file-words.ts'
import { sumMinor, sumQuantities } from '#domain/money.ts'
import type { ReportColumn } from '#domain/report-columns.ts'
import type { ReportGrouping } from '#domain/report-views.ts'
import type { Formats } from '#lib/formats.ts'
import type { PaperCell, ReportSection } from '../ports/printer.ts'
import type { ReportRow } from './report-rows.ts'

/** What one row or many add up to. */
export type RowSums = {
  seconds: number
  quantity: string
  amountMinor: number | null
}

export function sumRows(rows: readonly ReportRow[]): RowSums {
  return {
    seconds: rows.reduce((total, row) => total + row.seconds, 0),
    quantity: sumQuantities(rows.map((row) => row.quantity)),
    amountMinor: sumMinor(rows.map((row) => row.amountMinor ?? 0)),
  }
}

/** The sums below their columns. Pieces of different things are not added up. */
export function totalCells(
  columns: readonly ReportColumn[],
  { sums, words }: { sums: RowSums; words: FileWords },
): PaperCell[] {
  const below: { [Column in ReportColumn]?: PaperCell } = {
    hours: { seconds: sums.seconds },
    km: { decimal: sums.quantity, decimals: 1 },
    amount: sums.amountMinor === null ? null : { minor: sums.amountMinor },
  }
  return columns.map((column, index) => below[column] ?? (index === 0 ? words('Total') : null))
}

/** The columns that still say something below the title of a group. */
export function columnsWithin(
  columns: readonly ReportColumn[],
  groupBy: ReportGrouping | undefined,
): ReportColumn[] {
  if (groupBy === undefined || groupBy === 'month') return [...columns]
  const said = new Set<string>(saidBy[groupBy] ?? [groupBy])
  const left = columns.filter((column) => !said.has(column))
  return left.length > 0 ? left : [...columns]
}

// What the title of a group says beside its own name.
const saidBy: { [Grouping in ReportGrouping]?: readonly ReportColumn[] } = {
  project: ['client', 'project'],
  main_project: ['client'],
}

type Request = {
  rows: readonly ReportRow[]
  columns: readonly ReportColumn[]
  groupBy: ReportGrouping | undefined
  formats: Formats
  words: FileWords
}

/** The rows under the title of their group, with its sums: by name, and calendars newest first. */
export function sectionsOf({ rows, columns, groupBy, formats, words }: Request): ReportSection[] {
  const cells = (row: ReportRow) => columns.map((column) => row.cells[column] ?? null)
  if (groupBy === undefined) return [{ title: null, rows: rows.map(cells), totals: null }]
  const groups = Map.groupBy(rows, (row) => keyOf(row, groupBy))
  const sections = [...groups.values()].map((members) => {
    const [first] = members
    return {
      title: first ? titleOf(first, { groupBy, formats, words }) : null,
      note: saidBy[groupBy] ? (first?.client.name ?? null) : null,
      rows: members.map(cells),
      totals: totalCells(columns, { sums: sumRows(members), words }),
    }
  })
  if (groupBy === 'day' || groupBy === 'month') {
    return [...groups.keys()]
      .map((key, index) => ({ key, section: sections[index] }))
      .toSorted((a, b) => (a.key < b.key ? 1 : -1))
      .flatMap(({ section }) => section ?? [])
  }
  return sections.toSorted((a, b) => (a.title ?? '').localeCompare(b.title ?? '', 'en'))
}

function keyOf(row: ReportRow, groupBy: ReportGrouping): string {
  if (groupBy === 'day') return row.day
  if (groupBy === 'month') return row.day.slice(0, 7)
  return named(row, groupBy)?.id ?? ''
}

function titleOf(
  row: ReportRow,
  { groupBy, formats, words }: { groupBy: ReportGrouping; formats: Formats; words: FileWords },
): string {
  if (groupBy === 'day') return formats.day(row.day)
  if (groupBy === 'month') return formats.dayText(row.day, { month: 'long', year: 'numeric' })
  return named(row, groupBy)?.name ?? words('No task')
}

function named(row: ReportRow, groupBy: Exclude<ReportGrouping, 'day' | 'month'>) {
  return groupBy === 'main_project' ? (row.mainProject ?? row.project) : row[groupBy]
}
