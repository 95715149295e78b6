import { type AnswerOf, answered, api, type ItemOf } from '#client/api.ts'
import { estimateStates, type EstimateState } from '#domain/estimate-state.ts'
import { queryOptions } from '@tanstack/react-query'
import { given, oneOf, textOf } from '../../search-params.ts'

export type EstimateSummary = ItemOf<'/api/v1/estimates'>
export type Estimate = AnswerOf<'/api/v1/estimates/{estimateId}'>

/** How the list is looked at, as it stands in the address. */
export type EstimatesSearch = {
  q?: string | undefined
  state?: EstimateState | undefined
  clientId?: string | undefined
}

export function estimatesSearchFrom(search: Record<string, unknown>): EstimatesSearch {
  return given({
    q: textOf(search['q']),
    state: oneOf(search['state'], estimateStates),
    clientId: textOf(search['clientId']),
  })
}

export async function readEstimates(search: EstimatesSearch, cursor: string | undefined) {
  return await answered(
    api.GET('/api/v1/estimates', {
      params: { query: { ...given({ ...search, cursor }), limit: 50 } },
    }),
  )
}

export const estimateQuery = (estimateId: string) =>
  queryOptions({
    queryKey: ['estimates', estimateId],
    queryFn: () =>
      answered(api.GET('/api/v1/estimates/{estimateId}', { params: { path: { estimateId } } })),
  })

/** The estimate that a project or an own invoice was made of, if any. */
export const originQuery = (made: { projectId: string } | { invoiceId: string }) =>
  queryOptions({
    queryKey: ['estimates', 'origin', made],
    queryFn: () =>
      answered(api.GET('/api/v1/estimates', { params: { query: { ...made, limit: 1 } } })),
  })
