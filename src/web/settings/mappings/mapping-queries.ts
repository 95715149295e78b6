import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions } from '@tanstack/react-query'
import { given } from '../../search-params.ts'
import type { OfAdministration } from '../xero/xero-queries.ts'

export type Mapping = components['schemas']['XeroMapping']
export type Subject = Mapping['subject']
export type TrackingCategory = {
  categoryId: string
  name: string
  options: { optionId: string; name: string }[]
}

/** What is read again after a mapping changed: exports preview anew. */
export const mappingKeys = [['xero'], ['tasks'], ['products'], ['xero-exports']] as const

export const mappingsQuery = (asked: OfAdministration) =>
  queryOptions({
    queryKey: ['xero', 'mappings', asked.connectionId],
    queryFn: () => answered(api.GET('/api/v1/xero/mappings', { params: { query: given(asked) } })),
  })

export const trackingQuery = (asked: OfAdministration) =>
  queryOptions({
    queryKey: ['xero', 'tracking-categories', asked.connectionId],
    queryFn: () =>
      answered(api.GET('/api/v1/xero/tracking-categories', { params: { query: given(asked) } })),
    staleTime: 60_000,
  })

export const lineAccountsQuery = (asked: OfAdministration) =>
  queryOptions({
    queryKey: ['xero', 'accounts', 'line', asked.connectionId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/xero/accounts', {
          params: { query: { purpose: 'line', ...given(asked) } },
        }),
      ),
    staleTime: 60_000,
  })
