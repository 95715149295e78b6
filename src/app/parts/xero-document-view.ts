import type { XeroDocument } from '#db/xero-documents.ts'
import { discardRefusal, retryRefusal } from '#domain/document-state.ts'
import { explainXeroProblem } from '#domain/xero-problems.ts'
import type { Context } from '../context.ts'
import { type Allowance, allowanceOf } from '../allowance.ts'
import { without } from '#lib/without.ts'

type Amounts = { subtotalMinor: number; taxMinor: number; totalMinor: number }

export type XeroDocumentView = Pick<
  XeroDocument,
  | 'id'
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
  | 'subtotalMinor'
  | 'taxMinor'
  | 'totalMinor'
  | 'attempts'
  | 'xeroId'
  | 'xeroNumber'
  | 'xeroStatus'
  | 'createdAt'
  | 'confirmedAt'
> & {
  /** Where it is in Xero; null before it is there. */
  url: string | null
  /** The amounts of both sides when they are not the same. */
  difference: { planned: Amounts; xero: Amounts } | null
  problem: {
    code: string
    message: string
    fix: string
    settingsPath: string | null
    detail: string
  } | null
  can: { retry: Allowance; discard: Allowance }
}

const kept = [
  'connectionId',
  'tenantId',
  'problemCode',
  'problemDetail',
  'xeroSubtotalMinor',
  'xeroTaxMinor',
  'xeroTotalMinor',
  'shortCode',
] as const

/** The document as people see it: with its address in Xero, what is the matter and what can be done. */
export function viewXeroDocument(
  ctx: Pick<Context, 'accounting'>,
  document: XeroDocument,
): XeroDocumentView {
  const { problemCode, problemDetail } = document
  const problem = problemCode === null ? null : explainXeroProblem(problemCode)
  return {
    ...without(document, ...kept),
    url: urlOf(ctx, document),
    difference: differenceOf(document),
    problem:
      problem && problemCode
        ? { ...problem, code: problemCode, detail: problemDetail ?? '' }
        : null,
    can: {
      retry: allowanceOf(retryRefusal(document)),
      discard: allowanceOf(discardRefusal(document)),
    },
  }
}

function urlOf({ accounting }: Pick<Context, 'accounting'>, document: XeroDocument): string | null {
  const { kind, xeroId, shortCode } = document
  if (xeroId === null || shortCode === null) return null
  return kind === 'invoice'
    ? accounting.invoiceUrl(shortCode, xeroId)
    : accounting.manualJournalUrl(shortCode, xeroId)
}

function differenceOf(document: XeroDocument): XeroDocumentView['difference'] {
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
