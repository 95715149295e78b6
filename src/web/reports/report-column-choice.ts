import {
  isOfMoney,
  type ReportColumn,
  type ReportTab,
  reportColumns,
} from '#domain/report-columns.ts'

/** What a person ticks: a trip and its times are columns in files, and one thing on the screen. */
export type ColumnChoice = { key: ChoiceKey; columns: readonly ReportColumn[] }
export type ChoiceKey =
  | Exclude<ReportColumn, 'from' | 'to' | 'returnTrip' | 'startedAt' | 'endedAt'>
  | 'trip'
  | 'times'

const together: { [Column in ReportColumn]?: ChoiceKey } = {
  from: 'trip',
  to: 'trip',
  returnTrip: 'trip',
  startedAt: 'times',
  endedAt: 'times',
}
const unusual: ReadonlySet<ChoiceKey> = new Set(['times', 'rateOrigin', 'billable', 'approval'])

/** The columns that can be ticked for a report. */
export function columnChoices(
  tab: ReportTab,
  { seesMoney, isApproved }: { seesMoney: boolean; isApproved: boolean },
): ColumnChoice[] {
  const visible = reportColumns[tab].filter(
    (column) => (seesMoney || !isOfMoney(column)) && (isApproved || column !== 'approval'),
  )
  const groups = Map.groupBy(visible, keyOf)
  return [...groups].map(([key, columns]) => ({ key, columns }))
}

/** What is shown before anybody chose. */
export function usualChoices(choices: readonly ColumnChoice[]): ChoiceKey[] {
  return choices.map(({ key }) => key).filter((key) => !unusual.has(key))
}

/** The keys of the columns that were chosen. */
export function chosenKeys(columns: readonly ReportColumn[]): ReadonlySet<ChoiceKey> {
  return new Set(columns.map(keyOf))
}

/** The columns of the keys, in the order of the report. */
export function columnsOfKeys(
  choices: readonly ColumnChoice[],
  keys: ReadonlySet<ChoiceKey>,
): ReportColumn[] {
  return choices.flatMap((each) => (keys.has(each.key) ? each.columns : []))
}

function keyOf(column: ReportColumn): ChoiceKey {
  return together[column] ?? (column as ChoiceKey)
}
