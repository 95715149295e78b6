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

type AskedInvoices = { on: string; clientId: string; currency: string }

/** The invoices of a client in one currency, page by page. */
export function agedInvoicesList(asked: AskedInvoices) {
  return {
    queryKey: ['ageing', 'invoices', asked],
    read: async (cursor: string | undefined) => {
      const query = { ...asked, limit: 50, ...(cursor ? { cursor } : {}) }
      return await answered(api.GET('/api/v1/ageing/invoices', { params: { query } }))
    },
  }
}
