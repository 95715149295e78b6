import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'

export type Readiness = components['schemas']['XeroReadiness']
export type Finding = components['schemas']['XeroFinding']

/** What a fix may have changed, beside the check itself, which it answers with. */
export const fixedKeys: readonly QueryKey[] = [
  ['xero', 'connection'],
  ['xero', 'mappings'],
  ['xero', 'items'],
  ['xero', 'accounts'],
  ['clients'],
  ['tasks'],
  ['products'],
  ['vat-rates'],
  ['uninvoiced'],
  ['me'],
]

// Looked at again with every visit: whoever comes back may have put something right elsewhere.
export const readinessQuery = queryOptions({
  queryKey: ['xero', 'readiness'],
  queryFn: () => readReadiness(),
  staleTime: 0,
})

export function readReadiness(isFresh = false): Promise<Readiness> {
  const query = isFresh ? { refresh: 'true' as const } : {}
  return answered(api.GET('/api/v1/xero/readiness', { params: { query } }))
}
