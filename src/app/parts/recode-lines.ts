import { listBilledItems } from '#db/allocations.ts'
import { type BillingProject, listBillingProjects, listItems } from '#db/billable-items.ts'
import type { Transaction } from '#db/database.ts'
import { listInvoiceLines } from '#db/invoices.ts'
import { listXeroDocumentLines, type XeroDocumentLine } from '#db/xero-document-lines.ts'
import { type XeroDocument } from '#db/xero-documents.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { listClientTerms } from '#db/xero-exports.ts'
import type { BillableItem } from '#domain/billable-item.ts'
import { type Codes, codesOf, type LineCodes } from '#domain/export-plan.ts'
import type { Bookable } from '#domain/line-mapping.ts'
import { taxMinor } from '#domain/money.ts'
import { assert } from '#lib/assert.ts'
import { refuse } from '../refuse.ts'
import { withContacts } from './plan-export.ts'
import { bookableSold, postedLines } from './post-sale.ts'

type Recode = {
  workspaceId: string
  document: XeroDocument
  connection: XeroConnection
  codes: Codes
}
type Recoded = Pick<XeroDocumentLine, 'id' | 'itemCode' | 'accountCode' | 'taxType' | 'tracking'>
type Mapping = Bookable & Pick<BillableItem, 'vatRateId' | 'vatPercentage'>

/** The codes that the lines of a document would get today. Refuses when they would change an amount. */
export async function recodeLines(tx: Transaction, recode: Recode): Promise<Recoded[]> {
  const { workspaceId, document, connection, codes } = recode
  const documentIds = [document.id]
  const lines =
    (await listXeroDocumentLines(tx, { workspaceId, documentIds })).get(document.id) ?? []
  // What takes a journal back is booked as that was, whatever the codes of today are.
  if (document.reversesId !== null) return lines
  const isInvoice = document.kind === 'invoice'
  const { tenantId, clientId } = document
  const terms = await listClientTerms(tx, { workspaceId, tenantId, clientIds: [clientId] })
  const mapping = await (isInvoice ? mappingOfItems(tx, recode, lines) : mappingOfSold(tx, recode))
  return lines.map((line) => {
    if (!isInvoice && line.position === 0) {
      return { ...line, accountCode: connection.debtorsAccountCode }
    }
    const own = mapping.get(line.id) ?? mapping.get(String(line.position))
    assert(own, 'every line bills something')
    const coded = codesOf(
      own,
      isInvoice ? withContacts(codes, terms) : { ...codes, defaultItemCode: null },
    )
    if ('refusal' in coded) refuse(coded.refusal)
    if (taxMinor(line.netMinor, own.vatPercentage) !== line.taxMinor) {
      refuse('document_amounts_would_change')
    }
    return { id: line.id, ...forKind(coded, isInvoice) }
  })
}

// A journal names no product: its product only decides the account.
function forKind(codes: LineCodes, isInvoice: boolean): Omit<LineCodes, 'bookedBy' | 'taxedBy'> {
  return isInvoice ? codes : { ...codes, itemCode: null }
}

async function mappingOfItems(
  tx: Transaction,
  { workspaceId, document }: Recode,
  lines: readonly XeroDocumentLine[],
): Promise<Map<string, Mapping>> {
  const documentKind = 'xero_document'
  const billed = await listBilledItems(tx, { workspaceId, documentKind, documentId: document.id })
  const idsOf = (kind: string) =>
    billed.flatMap((each) => (each.itemKind === kind ? each.itemId : []))
  const items = await listItems(tx, {
    workspaceId,
    timeEntryIds: idsOf('time_entry'),
    expenseIds: idsOf('expense'),
    mileageIds: idsOf('mileage'),
  })
  const projectIds = lines.flatMap((line) => line.projectId ?? [])
  const projects = await listBillingProjects(tx, { workspaceId, projectIds })
  const byItem = new Map(items.map((item) => [item.id, item]))
  const byProject = new Map(projects.map((project) => [project.id, bookableProject(project)]))
  const mapping = new Map<string, Mapping>()
  for (const line of lines) {
    const project = line.projectId === null ? undefined : byProject.get(line.projectId)
    if (project) mapping.set(line.id, project)
  }
  // A price per task is booked as its task is.
  const planned = new Map(
    projects.flatMap((project) => project.planned.map((each) => [each.itemId, each] as const)),
  )
  for (const { lineId, itemId } of billed) {
    const item = byItem.get(itemId)
    const project = mapping.get(lineId)
    const part = planned.get(itemId)
    if (item) mapping.set(lineId, item)
    else if (project && part) {
      const { taskId, itemCode } = part
      mapping.set(lineId, { ...project, taskId, itemCode })
    }
  }
  return mapping
}

function bookableProject(project: BillingProject): Mapping {
  const { id: projectId, invoiceMethod } = project
  const kind = invoiceMethod === 'subscription' ? 'subscription_period' : 'instalment'
  return { ...project, kind, taskId: null, projectId, itemCode: null }
}

// The lines of a journal follow those of the invoice, after the one line for the debtors.
async function mappingOfSold(
  tx: Transaction,
  { workspaceId, document }: Recode,
): Promise<Map<string, Mapping>> {
  assert(document.invoiceId, 'a journal is of an invoice')
  const lines = await listInvoiceLines(tx, { workspaceId, invoiceId: document.invoiceId })
  return new Map(
    postedLines(lines).map((line, index) => [
      String(index + 1),
      bookableSold(line, document.clientId),
    ]),
  )
}
