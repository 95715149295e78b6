import { invoiceStates, type InvoiceState } from '#domain/invoice-state.ts'
import { dueFilters, type DueFilter } from '#domain/payments.ts'

/** The filters of the list of invoices, as they stand in the address. */
export type InvoicesSearch = {
  q?: string
  state?: InvoiceState
  clientId?: string
  due?: DueFilter
}

export function invoicesSearchFrom(search: Record<string, unknown>): InvoicesSearch {
  const { q, clientId } = search
  const text = typeof q === 'number' ? String(q) : q
  const state = invoiceStates.find((each) => each === search['state'])
  const due = dueFilters.find((each) => each === search['due'])
  return {
    ...(typeof text === 'string' && text.trim() ? { q: text } : {}),
    ...(state ? { state } : {}),
    ...(due ? { due } : {}),
    ...(typeof clientId === 'string' && clientId ? { clientId } : {}),
  }
}
