import { receiptMaxBytes } from '#domain/receipt.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastProblem } from '../ui/toast.tsx'
import { addReceipt, readReceipt, type Receipt, removeReceipt } from './receipts.ts'
import type { Expense } from './registrations.ts'

/** A file that is no receipt: it waits for its expense, is on its way, was refused, or was one until a moment ago. */
export type PendingFile = {
  key: string
  file: File
  /** The picture itself, where it is one. */
  previewUrl: string | null
  isSending: boolean
  isRemoved: boolean
  problem: string | null
}

export type Receipts = ReturnType<typeof useReceipts>

/** The receipts in a form. Those of an expense that exists are added and removed at once; others wait for it. */
export function useReceipts(expense: Expense | null) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [kept, setKept] = useState<readonly Receipt[]>(expense?.receipts ?? [])
  const [pending, setPending] = useState<readonly PendingFile[]>([])
  const previews = useRef<string[]>([])
  useEffect(() => () => previews.current.forEach((url) => URL.revokeObjectURL(url)), [])

  const refresh = async () => await queryClient.invalidateQueries({ queryKey: ['expenses'] })
  const change = (key: string, changes: Partial<PendingFile>) =>
    setPending((all) => all.map((each) => (each.key === key ? { ...each, ...changes } : each)))
  const drop = (key: string) => setPending((all) => all.filter((each) => each.key !== key))

  /** Sends what waits, one after the other; answers how many were refused. */
  const send = async (expenseId: string, files: readonly PendingFile[] = pending) => {
    let refused = 0
    for (const { key, file, isRemoved } of files) {
      if (isRemoved) continue
      if (file.size > receiptMaxBytes) {
        refused += 1
        continue
      }
      change(key, { isSending: true, isRemoved: false, problem: null })
      try {
        // oxlint-disable-next-line no-await-in-loop -- in the order they were chosen
        const receipt = await addReceipt(expenseId, file)
        setKept((all) => [...all.filter(({ id }) => id !== receipt.id), receipt])
        drop(key)
      } catch (cause) {
        refused += 1
        change(key, { isSending: false, problem: wordsOf(cause, t('ui.problem')) })
      }
    }
    await refresh()
    return refused
  }

  const add = (files: readonly File[]) => {
    const added = files.map((file, index): PendingFile => {
      const previewUrl = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
      if (previewUrl) previews.current.push(previewUrl)
      const problem = file.size > receiptMaxBytes ? t('receipts.tooBig') : null
      const key = `${Date.now()}-${index}`
      return { key, file, previewUrl, isSending: false, isRemoved: false, problem }
    })
    setPending((all) => [...all, ...added])
    if (expense) void send(expense.id, added)
  }

  const remove = async (receipt: Receipt) => {
    if (!expense) return
    const expenseId = expense.id
    try {
      const file = await readReceipt(expenseId, receipt)
      await removeReceipt({ expenseId, receiptId: receipt.id })
      setKept((all) => all.filter(({ id }) => id !== receipt.id))
      const gone = { isSending: false, isRemoved: true, problem: null, previewUrl: null }
      setPending((all) => [...all, { ...gone, key: receipt.id, file }])
    } catch (cause) {
      toastProblem(wordsOf(cause, t('ui.problem')))
    }
    await refresh()
  }

  const bringBack = (file: PendingFile) => {
    if (expense) void send(expense.id, [{ ...file, isRemoved: false }])
  }

  return { kept, pending, add, drop, send, remove, bringBack }
}

function wordsOf(cause: unknown, otherwise: string): string {
  return cause instanceof Error && cause.message ? cause.message : otherwise
}
