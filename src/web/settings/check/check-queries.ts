import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'
import { given } from '../../search-params.ts'
import type { OfAdministration } from '../xero/xero-queries.ts'

export type Readiness = components['schemas']['XeroReadiness']
export type Finding = components['schemas']['XeroFinding']

/** What a fix may have changed, beside the check itself, which it answers with. */
export const fixedKeys: readonly QueryKey[] = [
  ['xero', 'connection'],
  ['xero', 'mappings'],
  ['xero', 'items'],
  ['xero', 'accounts'],
  ['xero', 'tax-rates'],
  ['clients'],
  ['tasks'],
  ['products'],
  ['vat-rates'],
  ['uninvoiced'],
  ['me'],
]

// Looked at again with every visit: whoever comes back may have put something right elsewhere.
export const readinessQuery = (asked: OfAdministration) =>
  queryOptions({
    queryKey: ['xero', 'readiness', asked.connectionId],
    queryFn: () => readReadiness(asked),
    staleTime: 0,
  })

export function readReadiness(
  { connectionId }: OfAdministration,
  isFresh = false,
): Promise<Readiness> {
  const query = given({ connectionId, refresh: isFresh ? ('true' as const) : undefined })
  return answered(api.GET('/api/v1/xero/readiness', { params: { query } }))
}
