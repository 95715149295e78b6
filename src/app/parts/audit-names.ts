import type { Invoice } from '#db/invoices.ts'
import type { XeroDocument } from '#db/xero-documents.ts'
import type { AuditAction } from '#domain/audit.ts'
import { sumMinor } from '#domain/money.ts'
import type { Audited } from './audit.ts'
import type { PlannedParts } from './export-parts.ts'
import type { ExportRequest } from './plan-export.ts'

// What the audit log calls documents, and what it keeps of them.

type Named = Pick<Invoice, 'id' | 'number' | 'clientName' | 'issuedOn' | 'totalMinor'>

export function invoiceEntry(action: AuditAction, invoice: Named): Audited {
  const { id, number, clientName, issuedOn, totalMinor } = invoice
  const name = number === null ? clientName : `${number} · ${clientName}`
  return { action, subject: 'invoice', id, name, after: { issuedOn, totalMinor } }
}

export function documentEntry(action: AuditAction, document: XeroDocument): Audited {
  const { id, xeroNumber, reference, clientName } = document
  const name = [xeroNumber ?? reference, clientName].filter(Boolean).join(' · ')
  return { action, subject: 'xero_document', id, name }
}

const namedClients = 3

/** One entry for a whole export: its documents are kept with it. */
export function exportEntry(
  id: string,
  { planned, request }: { planned: PlannedParts; request: Omit<ExportRequest, 'items'> },
): Audited {
  const documents = planned.parts.flatMap((part) => part.planned.documents.all())
  const clients = [...new Set(documents.map((document) => document.clientName))]
  const others = clients.length - namedClients
  const name = clients.slice(0, namedClients).join(', ') + (others > 0 ? ` +${others}` : '')
  const totalMinor = sumMinor(documents.map((document) => document.totalMinor))
  const { status, issuedOn } = request
  const after = { documents: documents.length, totalMinor, status, issuedOn }
  return { action: 'created', subject: 'xero_export', id, name, after }
}
