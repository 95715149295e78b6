import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

export type Ageing = components['schemas']['Ageing']
export type AgedClient = Ageing['clients'][number]
export type AgedInvoice = components['schemas']['AgedInvoice']

export function ageingQuery(on: string) {
  return queryOptions({
    queryKey: ['ageing', on],
    queryFn: () => answered(api.GET('/api/v1/ageing', { params: { query: { on } } })),
    placeholderData: keepPreviousData,
  })
}

export function agedInvoicesQuery({ on, clientId }: { on: string; clientId: string }) {
  return queryOptions({
    queryKey: ['ageing', on, clientId],
    queryFn: () =>
      answered(api.GET('/api/v1/ageing/invoices', { params: { query: { on, clientId } } })),
  })
}
