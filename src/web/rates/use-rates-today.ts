import { answered, api } from '#client/api.ts'
import { rateOn, type RateSubjectKind } from '#domain/rates.ts'
import { useQueries } from '@tanstack/react-query'
import { useCan, useMe } from '../me.ts'

const idsAtOnce = 100

/** What the rows of a list ask today; the rate they were given until that is known. */
export function useRatesToday<Row extends { id: string }>(
  kind: RateSubjectKind,
  {
    rows = [],
    firstOf,
  }: { rows: readonly Row[] | undefined; firstOf: (row: Row) => string | null },
): (row: Row) => string | null {
  const can = useCan()
  const { today } = useMe()
  const starts = Array.from({ length: Math.ceil(rows.length / idsAtOnce) }, (_, page) => page)
  const pages = useQueries({
    queries: starts.map((page) => {
      const ids = rows.slice(page * idsAtOnce, (page + 1) * idsAtOnce).map((row) => row.id)
      return {
        queryKey: ['rates', kind, ids],
        queryFn: () =>
          answered(
            api.GET('/api/v1/rates', { params: { query: { kind, id: ids, limit: idsAtOnce } } }),
          ),
        enabled: can('rates:read'),
      }
    }),
  })
  const known = new Map(
    pages.flatMap((page) => page.data?.items ?? []).map((rates) => [rates.id, rates]),
  )
  return (row) => {
    const rates = known.get(row.id)
    return rates ? rateOn(rates, today).rate : firstOf(row)
  }
}
