import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import type { RateSubjectKind } from '#domain/rates.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'

export type RateOwner = { kind: RateSubjectKind; id: string }
export type ReRatingPreview = components['schemas']['ReRatingPreview']
export type ReRatedItem = ReRatingPreview['items'][number]
export type RatedKind = 'time_entry' | 'mileage'

/** What is read again when a rate, or the rate of work, changed. */
export const rateKeys: readonly QueryKey[] = [
  ['rates'],
  ['clients'],
  ['projects'],
  ['tasks'],
  ['members'],
  ['workspace'],
  ['time-entries'],
  ['mileages'],
  ['reports'],
  ['uninvoiced'],
  ['budgets'],
]

/** The rates of one subject, and from which days on they count. */
export const ratesQuery = ({ kind, id }: RateOwner) =>
  queryOptions({
    queryKey: ['rates', kind, id],
    queryFn: async () => {
      const query = kind.startsWith('workspace') ? { kind } : { kind, id: [id] }
      const { items } = await answered(api.GET('/api/v1/rates', { params: { query } }))
      return items[0] ?? null
    },
  })

export type AskedChange = {
  subject: RateOwner
  validFrom: string | null
  rate: string | null
  isRemoved: boolean
}

export const previewOfChange = (change: AskedChange) => ({
  key: ['rates', 'preview', change],
  read: (cursor: string | undefined) =>
    answered(
      api.POST('/api/v1/rates/preview', {
        body: { ...bodyOf(change), limit: 50, cursor: cursor ?? null },
      }),
    ),
})

export const previewOfItems = (items: { kind: RatedKind; ids: string[] }) => ({
  key: ['rates', 're-rating', items],
  read: (cursor: string | undefined) =>
    answered(
      api.POST('/api/v1/re-ratings/preview', {
        body: { ...items, limit: 50, cursor: cursor ?? null },
      }),
    ),
})

/** A change as it is sent; the workspace needs no id. */
export function bodyOf({ subject: { kind, id }, ...change }: AskedChange) {
  return { ...change, subject: kind.startsWith('workspace') ? { kind } : { kind, id } }
}
