import { newWriteKey, Refusal } from '#client/api.ts'
import { upload } from '#client/upload.ts'
import { receiptMaxBytes } from '#domain/receipt.ts'
import i18next from 'i18next'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { queryClient } from '../query-client.ts'
import { toastCause, toastProblem } from '../ui/toast.tsx'
import { type Receipt, removeReceipt } from './receipts.ts'

/** A file on its way to an expense. Kept outside of pages: it goes on when its form is closed, and is not lost when it fails. */
export type Upload = {
  key: string
  expenseId: string
  file: File
  /** The picture itself, where it is one. */
  previewUrl: string | null
  state: 'waiting' | 'sending' | 'failed'
  /** How much of it has left, from 0 to 1. */
  share: number
  problem: string | null
  /** Whether sending the same again can help. */
  isRepeatable: boolean
}

export type NewUpload = Pick<Upload, 'file' | 'previewUrl'>

let uploads: readonly Upload[] = []
const listeners = new Set<() => void>()
const running = new Map<string, { key: string; abort: AbortController }>()
/** Up to this many bytes nobody can tell whether all of it has left: a file that is given up is let arrive, and removed. */
const smallBytes = 1_000_000
// Expenses whose uploads are in sight: what fails there says so itself.
const inSight: string[] = []

/** The uploads of an expense; of none, when it is not there yet. */
export function useUploads(expenseId: string | null): readonly Upload[] {
  const all = useSyncExternalStore(subscribe, () => uploads)
  return useMemo(() => all.filter((each) => each.expenseId === expenseId), [all, expenseId])
}

/** The same for a form that shows what fails: elsewhere a message tells of it. */
export function useUploadsInSight(expenseId: string | null): readonly Upload[] {
  useEffect(() => {
    if (expenseId === null) return undefined
    inSight.push(expenseId)
    return () => void inSight.splice(inSight.indexOf(expenseId), 1)
  }, [expenseId])
  return useUploads(expenseId)
}

/** Sends the files, one after the other: they are to stand in this order. */
export function startUploads(expenseId: string, files: readonly NewUpload[]): void {
  const added = files.map(({ file, previewUrl }): Upload => ({
    key: newWriteKey(),
    expenseId,
    file,
    previewUrl,
    state: 'waiting',
    share: 0,
    problem: null,
    isRepeatable: false,
  }))
  change([...uploads, ...added])
  void sendNext(expenseId)
}

/** Adds what is dropped on an expense. What is too big is not even sent. */
export function addReceipts(expenseId: string, files: readonly File[]): void {
  const isTooBig = ({ size }: File) => size > receiptMaxBytes
  for (const { name } of files.filter(isTooBig)) {
    const problem = i18next.t('receipts.tooBig')
    toastProblem(i18next.t('receipts.failed', { name, problem }))
  }
  const taken = files.filter((file) => !isTooBig(file))
  startUploads(
    expenseId,
    taken.map((file) => newUploadOf(file)),
  )
}

export function newUploadOf(file: File): NewUpload {
  return { file, previewUrl: file.type.startsWith('image/') ? URL.createObjectURL(file) : null }
}

export function retryUpload(key: string): void {
  const found = uploads.find((each) => each.key === key)
  if (!found) return
  set(key, { state: 'waiting', share: 0, problem: null })
  void sendNext(found.expenseId)
}

/** Gives a file up, whether it waits, is being sent, or failed. What may have arrived is removed once it has. */
export function dropUpload(key: string): void {
  const found = forget(key)
  if (!found || found.share === 1 || found.file.size <= smallBytes) return
  for (const each of running.values()) if (each.key === key) each.abort.abort()
}

/** Gives up what is on its way to an expense that is taken back. */
export function dropUploadsOf(expenseId: string): void {
  for (const { key } of uploads.filter((each) => each.expenseId === expenseId)) forget(key)
  running.get(expenseId)?.abort.abort()
}

function forget(key: string): Upload | undefined {
  const found = uploads.find((each) => each.key === key)
  if (found?.previewUrl) URL.revokeObjectURL(found.previewUrl)
  change(uploads.filter((each) => each.key !== key))
  return found
}

async function sendNext(expenseId: string): Promise<void> {
  if (running.has(expenseId)) return
  const next = uploads.find((each) => each.expenseId === expenseId && each.state === 'waiting')
  if (!next) return
  const { key, file } = next
  const abort = new AbortController()
  running.set(expenseId, { key, abort })
  set(key, { state: 'sending' })
  try {
    const receipt = await upload<Receipt>({
      address: `/api/v1/expenses/${expenseId}/receipts`,
      file,
      writeKey: key,
      onProgress: (share) => set(key, { share }),
      signal: abort.signal,
    })
    const isWanted = forget(key) !== undefined
    if (isWanted) showReceipt(expenseId, receipt)
    else await removeReceipt({ expenseId, receiptId: receipt.id }).catch(toastCause)
  } catch (cause) {
    if (!abort.signal.aborted) fail(key, cause)
  }
  running.delete(expenseId)
  void queryClient.invalidateQueries({ queryKey: ['expenses'] })
  await sendNext(expenseId)
}

function fail(key: string, cause: unknown): void {
  // A file that was refused is refused again; a connection that broke may hold.
  const isRepeatable = !(cause instanceof Refusal && cause.isAnswer)
  const problem = isRepeatable ? i18next.t('receipts.connectionBroke') : cause.message
  set(key, { state: 'failed', problem, isRepeatable })
  const failed = uploads.find((each) => each.key === key)
  if (!failed || inSight.includes(failed.expenseId)) return
  toastProblem(i18next.t('receipts.failed', { name: failed.file.name, problem }))
}

type WithReceipts = { receipts: Receipt[] }

/** Shows a receipt in the form of its expense before that is read again. */
function showReceipt(expenseId: string, receipt: Receipt): void {
  queryClient.setQueryData<WithReceipts>(['expenses', expenseId], (expense) =>
    expense && !expense.receipts.some(({ id }) => id === receipt.id)
      ? { ...expense, receipts: [...expense.receipts, receipt] }
      : expense,
  )
}

function set(key: string, changes: Partial<Upload>): void {
  change(uploads.map((each) => (each.key === key ? { ...each, ...changes } : each)))
}

function change(to: readonly Upload[]): void {
  if (uploads.length === 0 && to.length > 0) addEventListener('beforeunload', askBeforeLeaving)
  if (uploads.length > 0 && to.length === 0) removeEventListener('beforeunload', askBeforeLeaving)
  uploads = to
  for (const listener of listeners) listener()
}

// Closing the page would lose what is not on the server yet.
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
