import { invoiceStates, type InvoiceState } from '#domain/invoice-state.ts'

/** The filters of the list of invoices, as they stand in the address. */
export type InvoicesSearch = { q?: string; state?: InvoiceState; clientId?: string }

export function invoicesSearchFrom(search: Record<string, unknown>): InvoicesSearch {
  const { q, clientId } = search
  const text = typeof q === 'number' ? String(q) : q
  const state = invoiceStates.find((each) => each === search['state'])
  return {
    ...(typeof text === 'string' && text.trim() ? { q: text } : {}),
    ...(state ? { state } : {}),
    ...(typeof clientId === 'string' && clientId ? { clientId } : {}),
  }
}
