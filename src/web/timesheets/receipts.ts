import { answered, api, writeHeaders } from '#client/api.ts'
import type { Expense } from './registrations.ts'

export type Receipt = Expense['receipts'][number]

/** What the file picker offers. Without HEIC: a phone then hands over its pictures as JPEG, which Xero takes too. */
export const offeredTypes = 'image/jpeg,image/png,image/webp,application/pdf'

type Of = { expenseId: string; receiptId: string }

export function receiptUrl({ expenseId, receiptId }: Of): string {
  return `/api/v1/expenses/${expenseId}/receipts/${receiptId}`
}

export async function addReceipt(expenseId: string, file: File): Promise<Receipt> {
  const form = new FormData()
  form.append('file', file)
  return await answered(
    api.POST('/api/v1/expenses/{expenseId}/receipts', {
      params: { path: { expenseId } },
      headers: writeHeaders(),
      body: { file: '' },
      bodySerializer: () => form,
    }),
  )
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

export async function readReceipts({ id, receipts }: Expense): Promise<File[]> {
  return await Promise.all(receipts.map((receipt) => readReceipt(id, receipt)))
}

/** One after the other: they are to stand in this order. */
export async function addReceipts(expenseId: string, files: readonly File[]): Promise<void> {
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    await addReceipt(expenseId, file)
  }
}
