import type { XeroDocument } from '#db/xero-documents.ts'
import {
  attachmentRetryRefusal,
  type AttachmentKind,
  type AttachmentState,
} from '#domain/attachments.ts'
import {
  changeRefusal,
  creditedRefusal,
  discardRefusal,
  type DocumentChange,
  retryRefusal,
  reverseRefusal,
} from '#domain/document-state.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'
import { explainXeroProblem } from '#domain/xero-problems.ts'
import type { Context } from '../context.ts'
import { type Allowance, allowanceOf } from '../allowance.ts'
import { momentOf } from '#lib/clock.ts'
import { without } from '#lib/without.ts'
import { changeFacts, isChangeLive } from './request-change.ts'

type ProblemView = {
  code: string
  message: string
  fix: string
  settingsPath: string | null
  detail: string
}

type Amounts = { subtotalMinor: number; taxMinor: number; totalMinor: number }

export type XeroDocumentView = Pick<
  XeroDocument,
  | 'id'
  | 'connectionId'
  | 'administrationName'
  | 'kind'
  | 'exportId'
  | 'invoiceId'
  | 'clientId'
  | 'clientName'
  | 'projectId'
  | 'state'
  | 'targetStatus'
  | 'lookupText'
  | 'reference'
  | 'issuedOn'
  | 'dueOn'
  | 'currency'
  | 'brandingThemeId'
  | 'subtotalMinor'
  | 'taxMinor'
  | 'totalMinor'
  | 'attempts'
  | 'xeroId'
  | 'xeroNumber'
  | 'xeroStatus'
  | 'createdAt'
  | 'confirmedAt'
  | 'xeroPaidMinor'
  | 'xeroCreditedMinor'
  | 'xeroDueMinor'
  | 'xeroFullyPaidOn'
  | 'xeroSentToContact'
  | 'reversesId'
  | 'reversal'
  | 'reversedAt'
  | 'xeroReadAt'
> & {
  /** Where it is in Xero; null before it is there. */
  url: string | null
  /** The amounts of both sides when they are not the same. */
  difference: { planned: Amounts; xero: Amounts } | null
  problem: ProblemView | null
  /** The files and notes that go with it. */
  attachments: {
    id: string
    kind: AttachmentKind
    name: string
    isOnline: boolean
    state: AttachmentState
    problem: ProblemView | null
    can: { retry: Allowance }
  }[]
  /** Voided, deleted or credited in Xero: since when, who asked for it (null: somebody in Xero), how many items are free again. */
  closed: { at: Date; byName: string | null; items: number } | null
  /** The last change that was asked for. */
  change: {
    id: string
    kind: DocumentChange
    state: 'planned' | 'sending' | 'unknown' | 'done' | 'rejected'
    requestedByName: string
    problem: { code: string; message: string; fix: string; detail: string } | null
  } | null
  can: {
    retry: Allowance
    discard: Allowance
    void: Allowance
    update: Allowance
    credit: Allowance
    release: Allowance
    email: Allowance
    markSent: Allowance
    reverse: Allowance
  }
  /** The credit note that Hourbook wrote over it in Xero. */
  creditNote: {
    id: string
    xeroId: string
    number: string | null
    url: string | null
    issuedOn: string
    totalMinor: number
    /** What of it is taken off the invoice; null: nothing yet. */
    allocatedMinor: number | null
    billsAgain: boolean
    difference: { planned: Amounts; xero: Amounts } | null
    /** When it was seen that somebody in Xero took it from the invoice again. */
    goneAt: Date | null
  } | null
}

const kept = [
  'tenantId',
  'problemCode',
  'problemDetail',
  'xeroSubtotalMinor',
  'xeroTaxMinor',
  'xeroTotalMinor',
  'shortCode',
  'closedAt',
  'closedByName',
  'itemsFreed',
] as const

/** The document as people see it: with its address in Xero, what is the matter and what can be done. */
export function viewXeroDocument(
  ctx: Pick<Context, 'accounting'>,
  document: XeroDocument,
): XeroDocumentView {
  return {
    ...without(document, ...kept),
    url: urlOf(ctx, document),
    // While an update is under way both sides are not meant to be the same.
    difference: isBeingChanged(document) ? null : differenceOf(document),
    problem: viewProblem(document),
    attachments: document.attachments.map((attachment) => ({
      ...without(attachment, 'problemCode', 'problemDetail'),
      problem:
        attachment.state === 'left_out'
          ? viewLeftOut(attachment.problemCode)
          : viewProblem(attachment),
      can: { retry: allowanceOf(attachmentRetryRefusal(attachment)) },
    })),
    closed: document.closedAt && {
      at: document.closedAt,
      byName: document.closedByName,
      items: document.itemsFreed ?? 0,
    },
    change: document.change && viewChange(document.change),
    creditNote: viewCreditNote(ctx, document),
    can: {
      retry: allowanceOf(retryRefusal(document)),
      discard: allowanceOf(discardRefusal(document)),
      void: allowanceOf(changeRefusal(changeFacts(document), 'void')),
      update: allowanceOf(changeRefusal(changeFacts(document), 'update')),
      credit: allowanceOf(changeRefusal(changeFacts(document), 'credit')),
      release: allowanceOf(creditedRefusal(changeFacts(document))),
      email: allowanceOf(changeRefusal(changeFacts(document), 'email')),
      markSent: allowanceOf(changeRefusal(changeFacts(document), 'mark_sent')),
      reverse: allowanceOf(reverseRefusal(changeFacts(document))),
    },
  }
}

function isBeingChanged(document: XeroDocument): boolean {
  const isContent = document.change?.kind !== 'email' && document.change?.kind !== 'mark_sent'
  return isContent && isChangeLive(document)
}

function viewCreditNote(
  { accounting }: Pick<Context, 'accounting'>,
  { creditNote, shortCode }: XeroDocument,
): XeroDocumentView['creditNote'] {
  if (!creditNote) return null
  const { id, xeroId, xeroNumber, issuedOn, allocatedMinor, billsAgain, goneAt } = creditNote
  return {
    id,
    xeroId,
    number: xeroNumber,
    url: shortCode && accounting.creditNoteUrl(shortCode, xeroId),
    issuedOn,
    totalMinor: creditNote.xeroTotalMinor,
    allocatedMinor,
    billsAgain,
    difference: differenceOf(creditNote),
    goneAt: goneAt === null ? null : momentOf(goneAt),
  }
}

function viewProblem({
  problemCode: code,
  problemDetail,
}: {
  problemCode: string | null
  problemDetail: string | null
}): ProblemView | null {
  return code === null ? null : { ...explainXeroProblem(code), code, detail: problemDetail ?? '' }
}

// It was never asked of Xero: the reason is Hourbook's own.
function viewLeftOut(reason: string | null): ProblemView | null {
  const code = reason as RefusalCode // Written from the closed list when it was left out.
  const words: { title: string; fix?: string } = refusals[code]
  return { code, message: words.title, fix: words.fix ?? '', settingsPath: null, detail: '' }
}

function viewChange(
  change: NonNullable<XeroDocument['change']>,
): NonNullable<XeroDocumentView['change']> {
  const { id, kind, state, requestedByName, problemCode, problemDetail } = change
  const problem = problemCode && {
    code: problemCode,
    ...explainProblem(problemCode),
    detail: problemDetail ?? '',
  }
  return {
    id,
    kind,
    state,
    requestedByName,
    problem: problem || null,
  }
}

// A change is refused by Xero, or by us for what Xero has: both have words.
function explainProblem(code: string): { message: string; fix: string } {
  if (!isRefusalCode(code)) {
    const { message, fix } = explainXeroProblem(code)
    return { message, fix }
  }
  const words: { title: string; fix?: string } = refusals[code]
  return { message: words.title, fix: words.fix ?? '' }
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}

function urlOf({ accounting }: Pick<Context, 'accounting'>, document: XeroDocument): string | null {
  const { kind, xeroId, shortCode } = document
  if (xeroId === null || shortCode === null) return null
  return kind === 'invoice'
    ? accounting.invoiceUrl(shortCode, xeroId)
    : accounting.manualJournalUrl(shortCode, xeroId)
}

type BothSides = Amounts &
  Pick<XeroDocument, 'xeroSubtotalMinor' | 'xeroTaxMinor' | 'xeroTotalMinor'>

function differenceOf(document: BothSides): XeroDocumentView['difference'] {
  const { subtotalMinor, taxMinor, totalMinor } = document
  const { xeroSubtotalMinor, xeroTaxMinor, xeroTotalMinor } = document
  if (xeroSubtotalMinor === null || xeroTaxMinor === null || xeroTotalMinor === null) return null
  const isSame =
    subtotalMinor === xeroSubtotalMinor &&
    taxMinor === xeroTaxMinor &&
    totalMinor === xeroTotalMinor
  if (isSame) return null
  return {
    planned: { subtotalMinor, taxMinor, totalMinor },
    xero: { subtotalMinor: xeroSubtotalMinor, taxMinor: xeroTaxMinor, totalMinor: xeroTotalMinor },
  }
}
