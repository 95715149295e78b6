import { invoiceMethods, type InvoiceMethod } from '#domain/rates.ts'
import { isWorkDay } from '#domain/work-day.ts'

export const methodFilters = invoiceMethods.filter((method) => method !== 'none')

/** The filters of Uninvoiced, as they stand in the address. */
export type UninvoicedSearch = {
  q?: string
  clientId?: string
  method?: InvoiceMethod
  through?: string
}

export function uninvoicedSearchFrom(search: Record<string, unknown>): UninvoicedSearch {
  const { q, clientId, through } = search
  const text = typeof q === 'number' ? String(q) : q
  const method = methodFilters.find((each) => each === search['method'])
  return {
    ...(typeof text === 'string' && text.trim() ? { q: text } : {}),
    ...(typeof clientId === 'string' && clientId ? { clientId } : {}),
    ...(method ? { method } : {}),
    ...(typeof through === 'string' && isWorkDay(through) ? { through } : {}),
  }
}
