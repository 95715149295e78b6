import { newWriteKey } from '#client/api.ts'
import { receiptMaxBytes } from '#domain/receipt.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastCause } from '../ui/toast.tsx'
import {
  dropUpload,
  newUploadOf,
  type NewUpload,
  retryUpload,
  startUploads,
  useUploadsInSight,
} from './receipt-uploads.ts'
import { expenseQuery, readReceipt, type Receipt, removeReceipt } from './receipts.ts'
import type { Expense } from './registrations.ts'

/** A file that is no receipt: it waits for its expense, is on its way, was refused, or was one until a moment ago. */
export type PendingFile = NewUpload & {
  key: string
  state: 'waiting' | 'sending' | 'failed' | 'removed'
  share: number
  problem: string | null
  isRepeatable: boolean
}

export type Receipts = ReturnType<typeof useReceipts>

/** The receipts of an expense. Those of one that exists are added and removed at once; others wait for it. */
export function useReceipts(expense: Expense | null, dropped: readonly File[] = []) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const uploads = useUploadsInSight(expense?.id ?? null)
  const now = useQuery({ ...expenseQuery(expense?.id ?? ''), enabled: expense !== null })
  const kept = (now.data ?? expense)?.receipts ?? []
  // Not on their way: they wait for an expense that is not there yet, were too big, or were receipts a moment ago.
  const [held, setHeld] = useState<readonly PendingFile[]>(() => dropped.map(heldFile))
  const latest = useRef(held)
  useEffect(() => {
    latest.current = held
  }, [held])
  // What was sent keeps its picture until it has arrived; the rest lets go of it.
  useEffect(() => () => latest.current.forEach(forgetPicture), [])

  function heldFile(file: File): PendingFile {
    const isTooBig = file.size > receiptMaxBytes
    const state = isTooBig ? 'failed' : 'waiting'
    const problem = isTooBig ? t('receipts.tooBig') : null
    return {
      ...newUploadOf(file),
      key: newWriteKey(),
      state,
      share: 0,
      problem,
      isRepeatable: false,
    }
  }

  /** Sends what waited for the expense. What is too big stays behind; answers how much that is. */
  const send = (expenseId: string): number => {
    startUploads(
      expenseId,
      held.filter(({ state }) => state === 'waiting'),
    )
    const left = held.filter(({ state }) => state !== 'waiting')
    setHeld(left)
    // At once: the form may close before it is drawn again.
    latest.current = left
    return left.filter(({ state }) => state === 'failed').length
  }

  const add = (files: readonly File[]) => {
    const added = files.map(heldFile)
    const isHeld = ({ state }: PendingFile) => expense === null || state === 'failed'
    setHeld((all) => [...all, ...added.filter(isHeld)])
    if (expense) {
      startUploads(
        expense.id,
        added.filter((each) => !isHeld(each)),
      )
    }
  }

  const unhold = (key: string) => setHeld((all) => all.filter((each) => each.key !== key))

  const drop = (key: string) => {
    unhold(key)
    dropUpload(key)
  }

  const remove = async (receipt: Receipt) => {
    if (!expense) return
    const expenseId = expense.id
    try {
      const file = await readReceipt(expenseId, receipt)
      await removeReceipt({ expenseId, receiptId: receipt.id })
      setHeld((all) => [
        ...all,
        { ...heldFile(file), state: 'removed', key: receipt.id, previewUrl: null },
      ])
    } catch (cause) {
      toastCause(cause)
    }
    await queryClient.invalidateQueries({ queryKey: ['expenses'] })
  }

  const bringBack = (file: PendingFile) => {
    if (!expense) return
    unhold(file.key)
    startUploads(expense.id, [newUploadOf(file.file)])
  }

  const pending: readonly PendingFile[] = [...held, ...uploads]
  return { kept, pending, add, drop, send, remove, bringBack, retry: retryUpload }
}

function forgetPicture({ previewUrl }: NewUpload): void {
  if (previewUrl) URL.revokeObjectURL(previewUrl)
}
