/** How many rows of an import were found to be what, and what came of them. */
export type RowCounts<Finding extends string, Result extends string> = {
  findings: Partial<Record<Finding, number>>
  results: Partial<Record<Result, number>>
  /** Rows that are chosen to be written, whatever was written of them already. */
  toApply: number
}

type Counted<Finding, Result> = {
  import_id: string
  finding: Finding | null
  choice: string
  result: Result | null
  count: number
}

/** Adds up rows that were counted by finding, choice and result; imports without rows have none of each. */
export function sumRowCounts<Finding extends string, Result extends string>(
  importIds: readonly string[],
  rows: readonly Counted<Finding, Result>[],
): Map<string, RowCounts<Finding, Result>> {
  const counts = new Map(
    importIds.map((id): [string, RowCounts<Finding, Result>] => [
      id,
      { findings: {}, results: {}, toApply: 0 },
    ]),
  )
  for (const { import_id, finding, choice, result, count } of rows) {
    const each = counts.get(import_id)
    if (!each || !finding) continue
    const { findings, results } = each
    findings[finding] = (findings[finding] ?? 0) + Number(count)
    if (result) results[result] = (results[result] ?? 0) + Number(count)
    if (choice !== 'skip') each.toApply += Number(count)
  }
  return counts
}
