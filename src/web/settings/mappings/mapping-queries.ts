import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions } from '@tanstack/react-query'

export type Mapping = components['schemas']['XeroMapping']
export type Subject = Mapping['subject']
export type TrackingCategory = {
  categoryId: string
  name: string
  options: { optionId: string; name: string }[]
}

/** What is read again after a mapping changed: exports preview anew. */
export const mappingKeys = [['xero'], ['tasks'], ['products'], ['xero-exports']] as const

export const mappingsQuery = queryOptions({
  queryKey: ['xero', 'mappings'],
  queryFn: () => answered(api.GET('/api/v1/xero/mappings')),
})

export const trackingQuery = queryOptions({
  queryKey: ['xero', 'tracking-categories'],
  queryFn: () => answered(api.GET('/api/v1/xero/tracking-categories', {})),
  staleTime: 60_000,
})

export const lineAccountsQuery = queryOptions({
  queryKey: ['xero', 'accounts', 'line'],
  queryFn: () =>
    answered(api.GET('/api/v1/xero/accounts', { params: { query: { purpose: 'line' } } })),
  staleTime: 60_000,
})
