import { fileWords } from './words/file-words.ts'
import type { RefusalCode } from './refusals.ts'

/** What is to go to Xero with a document. */
export type AttachOptions = {
  timesheet: boolean
  receipts: boolean
  /** Whether the customer sees the files with the online invoice. */
  online: boolean
  /** A line in the document's history with the way back to its export. */
  note: boolean
}

export const attachNothing: AttachOptions = {
  timesheet: false,
  receipts: false,
  online: false,
  note: false,
}

export type AttachmentKind = 'timesheet' | 'receipt' | 'note'
/** left_out: it cannot go along, and stays beside its document with the reason. */
export type AttachmentState =
  | 'planned'
  | 'sending'
  | 'confirmed'
  | 'rejected'
  | 'unknown'
  | 'left_out'

/** A receipt of an expense that a document bills. */
export type BilledReceipt = {
  expenseId: string
  spentOn: string
  receiptId: string
  fileId: string
  name: string
  mediaType: string
}

export type PlannedFile = { kind: 'timesheet' | 'receipt'; name: string; fileId: string | null }
export type ReceiptLeftOut = {
  expenseId: string
  name: string
  fileId: string
  reason: RefusalCode
}

/** Xero keeps ten files with a document. */
const filesPerDocument = 10
// Of what may be a receipt here; Xero takes neither WebP nor HEIC.
const takenInXero = new Set(['image/jpeg', 'image/png', 'application/pdf'])

/** The files of one document in the order they are sent, each under a name of its own, and what cannot go along. */
export function planFiles(
  document: {
    hasHours: boolean
    receipts: readonly BilledReceipt[]
    /** What it is written in; English unless given. */
    language?: string | undefined
  },
  attach: AttachOptions,
): { files: PlannedFile[]; leftOut: ReceiptLeftOut[] } {
  const files: PlannedFile[] = []
  const leftOut: ReceiptLeftOut[] = []
  if (attach.timesheet && document.hasHours) {
    const name = fileWords(document.language ?? null)('Timesheet.pdf')
    files.push({ kind: 'timesheet', name, fileId: null })
  }
  for (const receipt of attach.receipts ? document.receipts : []) {
    const { expenseId, name, fileId } = receipt
    // One paper for several expenses goes along once.
    if ([...files, ...leftOut].some((file) => file.fileId === fileId)) continue
    if (!takenInXero.has(receipt.mediaType)) {
      leftOut.push({ expenseId, name, fileId, reason: 'receipt_is_not_for_xero' })
    } else if (files.length >= filesPerDocument) {
      leftOut.push({ expenseId, name, fileId, reason: 'too_many_files' })
    } else {
      const taken = files.map((file) => file.name)
      files.push({ kind: 'receipt', name: nameInXero(receipt, taken), fileId })
    }
  }
  return { files, leftOut }
}

/** A receipt's name in Xero: its day first, without what Xero forbids, and unlike the others of its document. */
function nameInXero({ spentOn, name }: BilledReceipt, taken: readonly string[]): string {
  const plain = name.replaceAll(/[<>:"/\\|?*+%#&]/g, '_')
  const [, stem = '', ending = ''] = /^(.*)(\.\w+)$/.exec(plain) ?? [plain, plain]
  const isTaken = (asked: string) =>
    taken.some((each) => each.toLowerCase() === asked.toLowerCase())
  for (let count = 1; ; count += 1) {
    const asked = `${spentOn} ${stem}${count === 1 ? '' : ` (${count})`}${ending}`
    if (!isTaken(asked)) return asked
  }
}

/** How many calls it costs: one for each file and note. */
export function callsToAttach(
  documents: readonly { files: readonly PlannedFile[] }[],
  attach: AttachOptions,
): number {
  const files = documents.reduce((sum, document) => sum + document.files.length, 0)
  return files + (attach.note ? documents.length : 0)
}

/** Why a person cannot have it sent once more; undefined when they can. */
export function attachmentRetryRefusal({
  state,
}: {
  state: AttachmentState
}): RefusalCode | undefined {
  return state === 'rejected' ? undefined : 'attachment_is_not_rejected'
}
