import { answered, api } from '#client/api.ts'
import { queryOptions } from '@tanstack/react-query'
import { isUnderWay } from '../document-words.ts'
import type { InvoicesSearch } from './invoices-search.ts'

const pollMs = 1_500

export async function readInvoices(search: InvoicesSearch, cursor: string | undefined) {
  return await answered(
    api.GET('/api/v1/invoices', {
      params: { query: { ...search, limit: 50, ...(cursor ? { cursor } : {}) } },
    }),
  )
}

/** An invoice; asked again and again while its sales transaction is on its way. */
export function invoiceQuery(invoiceId: string) {
  return queryOptions({
    queryKey: ['invoices', invoiceId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/invoices/{invoiceId}', {
          params: { path: { invoiceId } },
        }),
      ),
    refetchInterval: ({ state }) => {
      const transaction = state.data?.salesTransaction
      return transaction && isUnderWay(transaction) ? pollMs : false
    },
  })
}
