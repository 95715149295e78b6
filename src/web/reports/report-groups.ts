import type { Sort } from '../ui/data-list-types.ts'
import type { ReportGroup, ReportTotals } from './report-queries.ts'

/** What bars compare: amounts, for those who may see them; else hours, pieces or kilometres. */
export function measureOf(sums: ReportTotals, { seesMoney }: { seesMoney: boolean }): number {
  return seesMoney ? (sums.amountMinor ?? 0) : quantityOf(sums)
}

/** The groups in the order asked for; equal ones stay as they were, which is by name. */
export function sortedGroups(
  groups: readonly ReportGroup[],
  { sort, seesMoney }: { sort: Sort; seesMoney: boolean },
): ReportGroup[] {
  const sign = sort.isDescending ? -1 : 1
  if (sort.key === 'label') {
    return groups.toSorted((a, b) => sign * (a.label ?? '').localeCompare(b.label ?? ''))
  }
  const valueOf = (group: ReportGroup): number => {
    switch (sort.key) {
      case 'count':
        return group.count
      case 'measure':
        return quantityOf(group)
      case 'invoicedMinor':
        return group.invoicedMinor ?? 0
      case 'writtenOffMinor':
        return group.writtenOffMinor ?? 0
      case 'uninvoicedMinor':
        return group.uninvoicedMinor ?? 0
      default:
        return measureOf(group, { seesMoney })
    }
  }
  return groups.toSorted((a, b) => sign * (valueOf(a) - valueOf(b)))
}

function quantityOf({ seconds, quantity, km }: ReportTotals): number {
  return seconds ?? Number(quantity ?? km ?? 0)
}
