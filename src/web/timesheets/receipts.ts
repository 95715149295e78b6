import { answered, api, writeHeaders } from '#client/api.ts'
import { queryOptions } from '@tanstack/react-query'
import type { Expense } from './registrations.ts'

export type Receipt = Expense['receipts'][number]

/** What the file picker offers. Without HEIC: a phone then hands over its pictures as JPEG, which Xero takes too. */
export const offeredTypes = 'image/jpeg,image/png,image/webp,application/pdf'

type Of = { expenseId: string; receiptId: string }

export function receiptUrl({ expenseId, receiptId }: Of): string {
  return `/api/v1/expenses/${expenseId}/receipts/${receiptId}`
}

/** An expense as it is now, with the receipts that were added since its list was read. */
export function expenseQuery(expenseId: string) {
  const params = { path: { expenseId } }
  return queryOptions({
    queryKey: ['expenses', expenseId],
    queryFn: () => answered(api.GET('/api/v1/expenses/{expenseId}', { params })),
  })
}

export async function removeReceipt(of: Of): Promise<void> {
  await answered(
    api.DELETE('/api/v1/expenses/{expenseId}/receipts/{receiptId}', {
      params: { path: of },
      headers: writeHeaders(),
    }),
  )
}

/** The file itself, to put it back when somebody changes their mind. */
export async function readReceipt(expenseId: string, { id, name }: Receipt): Promise<File> {
  const response = await fetch(receiptUrl({ expenseId, receiptId: id }))
  if (!response.ok) throw new Error(name)
  return new File([await response.blob()], name)
}
