import { type AnswerOf, answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
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

/** The reminder that comes next for an invoice; asked anew each time. */
export function reminderDraftQuery(invoiceId: string) {
  return queryOptions({
    queryKey: ['invoices', invoiceId, 'reminder-draft'],
    queryFn: () =>
      answered(
        api.GET('/api/v1/invoices/{invoiceId}/reminder-draft', { params: { path: { invoiceId } } }),
      ),
    staleTime: Infinity,
    gcTime: 0,
  })
}

export type InvoiceEmailDraft = AnswerOf<'/api/v1/invoices/{invoiceId}/email-draft'>

/** The e-mail that would go with an invoice; asked anew each time. */
export function invoiceEmailDraftQuery(invoiceId: string) {
  return queryOptions({
    queryKey: ['invoices', invoiceId, 'email-draft'],
    queryFn: () =>
      answered(
        api.GET('/api/v1/invoices/{invoiceId}/email-draft', { params: { path: { invoiceId } } }),
      ),
    // What is being written must not change under the hand.
    staleTime: Infinity,
    gcTime: 0,
  })
}

export type EInvoiceNeed = AnswerOf<'/api/v1/invoices/{invoiceId}/ubl-needs'>['items'][number]

/** What is missing for an e-invoice; asked anew each time, as it is filled in elsewhere. */
export function eInvoiceNeedsQuery(invoiceId: string) {
  return queryOptions({
    queryKey: ['invoices', invoiceId, 'e-invoice'],
    queryFn: () =>
      answered(
        api.GET('/api/v1/invoices/{invoiceId}/ubl-needs', { params: { path: { invoiceId } } }),
      ),
    staleTime: 0,
    gcTime: 0,
  })
}

export type InvoiceSeries = components['schemas']['InvoiceSeries']

export const invoiceNumbersQuery = queryOptions({
  queryKey: ['invoices', 'numbers'],
  queryFn: () => answered(api.GET('/api/v1/invoice-numbers')),
})
