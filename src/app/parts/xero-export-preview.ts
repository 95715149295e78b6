import type { LeftOut } from './gather-items.ts'
import { attachNothing, callsToAttach } from '#domain/attachments.ts'
import type { ItemKind } from '#domain/billable-item.ts'
import type { RoundedHours } from '#domain/document-lines.ts'
import type { LineTracking } from '#domain/export-plan.ts'
import type { BookedBy } from '#domain/line-mapping.ts'
import { callsToSend } from '#domain/sending.ts'
import type { TaxedBy } from '#domain/tax-type.ts'
import { sumMinor } from '#domain/money.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'
import type { ExportPart, PlannedParts } from './export-parts.ts'
import {
  type ExportRequest,
  type PlannedExport,
  type PlannedExportDocument,
  referenceOf,
} from './plan-export.ts'
import { without } from '#lib/without.ts'

type PreviewLine = {
  description: string
  quantity: string
  unitPrice: string
  netMinor: number
  taxMinor: number
  vatPercentage: string
  taxType: string
  /** What chose the tax type. */
  taxedBy: TaxedBy
  accountCode: string | null
  itemCode: string | null
  /** The rule that chose the product or account. */
  bookedBy: BookedBy
  tracking: LineTracking[]
  projectId: string | null
  itemCount: number
  /** Null where hours are billed as they were worked, and of what is not hours. */
  rounded: RoundedHours | null
}

export type XeroExportPreview = {
  documents: {
    key: string
    clientId: string
    clientName: string
    contact: 'linked' | 'will_be_created'
    contactCurrency: string | null
    clientEmail: string | null
    projectId: string | null
    /** Where it goes, when there are several. */
    administration: { connectionId: string; name: string } | null
    /** The name of how it looks; null: as Xero chooses. */
    brandingTheme: string | null
    issuedOn: string
    dueOn: string
    reference: string
    status: ExportRequest['status']
    currency: string
    lines: PreviewLine[]
    files: { kind: 'timesheet' | 'receipt'; name: string }[]
    subtotalMinor: number
    taxMinor: number
    totalMinor: number
  }[]
  leftOut: {
    itemKind: ItemKind
    itemId: string
    name: string
    reason: RefusalCode
    message: string
    billedBy: LeftOut['billedBy']
  }[]
  /** Receipts that do not go along, and why. */
  receiptsLeftOut: { expenseId: string; name: string; reason: RefusalCode; message: string }[]
  totals: {
    documents: number
    lines: number
    items: number
    files: number
    subtotalMinor: number
    taxMinor: number
    totalMinor: number
  }
  /** How many calls to Xero it will cost. */
  calls: number
  previewHash: string
}

/** The plan of an export as people see it before they send it. */
export function viewPreview(
  { parts, leftOut, previewHash, hasSeveral }: PlannedParts,
  request: ExportRequest,
): XeroExportPreview {
  const documents = parts.flatMap((part) => viewDocuments(part, { request, hasSeveral }))
  const plans = parts.map((part) => part.planned)
  const lines = documents.flatMap((document) => document.lines)
  return {
    documents,
    leftOut: leftOut.map(({ message, ...each }) => ({
      ...each,
      message: message ?? refusals[each.reason].title,
    })),
    receiptsLeftOut: plans
      .flatMap((each) => each.documents.all().flatMap((document) => document.receiptsLeftOut))
      .map((each) => ({ ...each, message: refusals[each.reason].title })),
    totals: {
      documents: documents.length,
      lines: lines.length,
      items: lines.reduce((count, line) => count + line.itemCount, 0),
      files: documents.reduce((count, document) => count + document.files.length, 0),
      subtotalMinor: sumMinor(documents.map((each) => each.subtotalMinor)),
      taxMinor: sumMinor(documents.map((each) => each.taxMinor)),
      totalMinor: sumMinor(documents.map((each) => each.totalMinor)),
    },
    calls: plans.reduce((calls, planned) => calls + callsOf(planned, request), 0),
    previewHash: previewHash(),
  }
}

function viewDocuments(
  { connection, planned }: ExportPart,
  { request, hasSeveral }: { request: ExportRequest; hasSeveral: boolean },
): XeroExportPreview['documents'] {
  const { issuedOn, status } = request
  const reference = referenceOf(request)
  const { currency } = planned
  const administration = hasSeveral ? { connectionId: connection.id, name: connection.name } : null
  return planned.documents.all().map((document) => ({
    key: document.key,
    clientId: document.clientId,
    clientName: document.clientName,
    contact: document.isContactLinked ? ('linked' as const) : ('will_be_created' as const),
    contactCurrency: document.contactCurrency,
    clientEmail: document.clientEmail,
    projectId: document.projectId,
    administration,
    brandingTheme: planned.brandingTheme?.name ?? null,
    issuedOn,
    dueOn: document.dueOn,
    reference,
    status,
    currency,
    lines: document.lines.map(viewLine),
    files: document.files.map(({ kind, name }) => ({ kind, name })),
    subtotalMinor: document.subtotalMinor,
    taxMinor: document.taxMinor,
    totalMinor: document.totalMinor,
  }))
}

function callsOf(planned: PlannedExport, request: ExportRequest): number {
  const documents = planned.documents.all()
  const unlinked = documents.filter((each) => !each.isContactLinked)
  const newContacts = new Set(unlinked.map((each) => each.clientId)).size
  return (
    callsToSend({ documents: documents.length, newContacts }) +
    callsToAttach(documents, request.attach ?? attachNothing) +
    (request.email ? documents.length : 0)
  )
}

function viewLine(line: PlannedExportDocument['lines'][number]): PreviewLine {
  const itemCount = line.parts.length
  return {
    ...without(line, 'parts', 'vatRateId', 'kind', 'taskId', 'clientId'),
    itemCount,
    rounded: line.rounded ?? null,
  }
}
