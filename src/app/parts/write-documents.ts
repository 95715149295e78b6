import { getWorkspace } from '#db/workspaces.ts'
import { fileWords } from '#domain/words/file-words.ts'
import { insertAllocations, type NewAllocation } from '#db/allocations.ts'
import type { Transaction } from '#db/database.ts'
import { giveSums, insertSettledHours, type SettledHour } from '#db/hour-sums.ts'
import { Inserts } from '#db/insert-many.ts'
import { insertPlannedEmails } from '#db/xero-document-changes.ts'
import { insertXeroDocuments, type NewXeroDocument } from '#db/xero-documents.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { attachNothing, type ReceiptLeftOut } from '#domain/attachments.ts'
import { insertAttachments, type NewAttachment } from '#db/xero-attachments.ts'
import { invoiceReference } from '#domain/lookup-text.ts'
import { newId } from '#lib/ids.ts'
import type { Gathered } from './gather-items.ts'
import { refuseTooLarge } from './refuse-left-out.ts'
import {
  type ExportRequest,
  type PlannedExport,
  type PlannedExportDocument,
  referenceOf,
} from './plan-export.ts'

// Each piece is priced and spelled out while the database writes the one before.
const documentsAtOnce = 50

type Write = {
  workspaceId: string
  createdAt: Date
  createdBy: string
  connection: XeroConnection
  exportId: string
  /** Of this Hourbook, for the way back. */
  url: string
  request: ExportRequest
  planned: PlannedExport
  gathered: Gathered
  /** The id an item got when it was written down. */
  itemIdOf: (itemId: string) => string
}

/** Writes the documents of an export with their lines, and that they bill their items; refuses one that is too large. */
export async function writeInvoices(tx: Transaction, write: Write): Promise<void> {
  const inserts = new Inserts(tx)
  const { language } = await getWorkspace(tx, write)
  const billed: string[] = []
  await giveSums(tx)
  for (const documents of write.planned.documents.inPieces(documentsAtOnce)) {
    refuseTooLarge(documents)
    // oxlint-disable-next-line no-await-in-loop
    await writePiece(inserts, { ...write, documents, language, billed })
  }
  // These, too, are added up while the database writes.
  const hours = hoursAmong(write.gathered, billed)
  await insertSettledHours(tx, inserts, { workspaceId: write.workspaceId, hours })
}

function hoursAmong({ items }: Gathered, ids: readonly string[]): SettledHour[] {
  const hours = new Map<string, SettledHour>()
  for (const { kind, id, seconds, rounded, projectId, on, unitPrice } of items) {
    if (kind !== 'time_entry' || seconds === null) continue
    const roundingSeconds = rounded?.seconds ?? 0
    const worked = seconds - roundingSeconds
    hours.set(id, { projectId, on, unitPrice, seconds: worked, roundingSeconds })
  }
  return ids.flatMap((id) => hours.get(id) ?? [])
}

async function writePiece(
  inserts: Inserts,
  write: Write & {
    documents: readonly PlannedExportDocument[]
    language: string
    billed: string[]
  },
): Promise<void> {
  const { workspaceId, createdAt, itemIdOf } = write
  const allocations: NewAllocation[] = []
  const attachments: NewAttachment[] = []
  const documents = write.documents.map((plan): NewXeroDocument => {
    const documentId = newId()
    const lines = plan.lines.map((line) => {
      const lineId = newId()
      for (const { itemKind, itemId, amountMinor } of line.parts) {
        allocations.push({ itemKind, itemId: itemIdOf(itemId), documentId, lineId, amountMinor })
        write.billed.push(itemId)
      }
      return {
        id: lineId,
        projectId: line.projectId,
        description: line.description,
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        netMinor: line.netMinor,
        taxMinor: line.taxMinor,
        itemCode: line.itemCode,
        accountCode: line.accountCode,
        taxType: line.taxType,
        tracking: line.tracking,
      }
    })
    attachments.push(...attachmentsOf(write, { plan, documentId }))
    return documentOf(write, { plan, documentId, lines })
  })
  await insertXeroDocuments(inserts, { workspaceId, createdAt, documents })
  const connectionId = write.connection.id
  await insertAttachments(inserts, { workspaceId, connectionId, createdAt, attachments })
  const documentKind = 'xero_document'
  await insertAllocations(inserts, { workspaceId, documentKind, createdAt, allocations })
  if (write.request.email) {
    const documentIds = documents.map((each) => each.id)
    const asked = { requestedBy: write.createdBy, requestedAt: createdAt }
    await insertPlannedEmails(inserts, { workspaceId, connectionId, documentIds, ...asked })
  }
}

function attachmentsOf(
  {
    request,
    exportId,
    url,
    language,
  }: Pick<Write, 'request' | 'exportId' | 'url'> & { language: string },
  { plan, documentId }: { plan: PlannedExportDocument; documentId: string },
): NewAttachment[] {
  const { online: isOnline, note } = request.attach ?? attachNothing
  const files = plan.files.map((file) => ({ ...file, id: newId(), documentId, isOnline }))
  const beside = (sent: readonly NewAttachment[]) => [
    ...sent,
    ...keptBeside(documentId, plan.receiptsLeftOut),
  ]
  if (!note) return beside(files)
  const name = fileWords(language)('Made by Hourbook of the work in {{url}}', {
    url: `${url}/finance/xero-exports/${exportId}`,
  })
  const kind = 'note' as const
  return beside([...files, { id: newId(), documentId, kind, name, fileId: null, isOnline: false }])
}

/** What cannot go along, to be kept with the document. */
export function keptBeside(
  documentId: string,
  receipts: readonly ReceiptLeftOut[],
): NewAttachment[] {
  return receipts.map(({ name, fileId, reason }) => ({
    id: newId(),
    documentId,
    kind: 'receipt',
    name,
    fileId,
    isOnline: false,
    leftOut: reason,
  }))
}

function documentOf(
  write: Pick<Write, 'connection' | 'exportId' | 'request' | 'planned' | 'createdBy'>,
  made: {
    plan: PlannedExportDocument
    documentId: string
    lines: NewXeroDocument['lines']
  },
): NewXeroDocument {
  const { connection, exportId, request, planned, createdBy } = write
  const { plan, documentId, lines } = made
  const reference = referenceOf(request)
  return {
    id: documentId,
    kind: 'invoice',
    connectionId: connection.id,
    tenantId: connection.tenantId,
    exportId,
    invoiceId: null,
    clientId: plan.clientId,
    projectId: plan.projectId,
    targetStatus: request.status,
    lookupText: invoiceReference(reference, documentId),
    reference,
    issuedOn: request.issuedOn,
    dueOn: plan.dueOn,
    currency: planned.currency,
    brandingThemeId: planned.brandingTheme?.themeId ?? null,
    subtotalMinor: plan.subtotalMinor,
    taxMinor: plan.taxMinor,
    totalMinor: plan.totalMinor,
    createdBy,
    lines,
  }
}
