import { type AnswerOf, answered, api, type ItemOf } from '#client/api.ts'
import { queryOptions } from '@tanstack/react-query'
import { given, oneOf, textOf } from '../../search-params.ts'

export type RecurringSummary = ItemOf<'/api/v1/recurring-invoices'>
export type RecurringInvoice = AnswerOf<'/api/v1/recurring-invoices/{recurringInvoiceId}'>

export const recurringKeys = [['recurring-invoices'], ['invoices']]

const sorts = ['client', 'interval', 'nextOn'] as const

/** How the list is looked at, as it stands in the address. */
export type RecurringSearch = {
  q?: string | undefined
  sort?: (typeof sorts)[number] | undefined
  isDescending?: true | undefined
  /** The one that is open beside the list. */
  open?: string | undefined
}

export function recurringSearchFrom(search: Record<string, unknown>): RecurringSearch {
  return {
    q: textOf(search['q']),
    sort: oneOf(search['sort'], sorts),
    isDescending: search['isDescending'] === true ? true : undefined,
    open: textOf(search['open']),
  }
}

export async function readRecurring(
  { q, sort, isDescending }: RecurringSearch,
  cursor: string | undefined,
) {
  const order = { sort, isDescending: isDescending ? ('true' as const) : undefined }
  return await answered(
    api.GET('/api/v1/recurring-invoices', {
      params: { query: { ...given({ q, ...order, cursor }), limit: 50 } },
    }),
  )
}

export const recurringQuery = (recurringInvoiceId: string) =>
  queryOptions({
    queryKey: ['recurring-invoices', recurringInvoiceId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/recurring-invoices/{recurringInvoiceId}', {
          params: { path: { recurringInvoiceId } },
        }),
      ),
  })
