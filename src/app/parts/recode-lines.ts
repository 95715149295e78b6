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
import { shownMinor, withVat } from '#domain/vat-amounts.ts'
import { assert } from '#lib/assert.ts'
import { refuse } from '../refuse.ts'
import { withContacts } from './plan-export.ts'
import { bookableSold, postedLines } from './sale-documents.ts'

type Recode = {
  workspaceId: string
  document: XeroDocument
  connection: XeroConnection
  codes: Codes
}
type Recoded = Pick<XeroDocumentLine, 'id' | 'itemCode' | 'accountCode' | 'taxType' | 'tracking'>
type Mapping = Bookable &
  Pick<BillableItem, 'vatRateId' | 'vatPercentage'> & { pricesIncludeVat?: boolean }

/** The codes that the lines of a document would get today. Refuses when they would change an amount. */
export async function recodeLines(tx: Transaction, recode: Recode): Promise<Recoded[]> {
  const { workspaceId, document, connection, codes } = recode
  const documentIds = [document.id]
  const lines =
    (await listXeroDocumentLines(tx, { workspaceId, documentIds })).get(document.id) ?? []
  // What takes a journal back is booked as that was, whatever the codes of today are.
  if (document.reversesId !== null) return lines
  const isSale = document.invoiceId !== null
  const isJournal = document.kind === 'manual_journal'
  const { tenantId, clientId } = document
  const terms = await listClientTerms(tx, { workspaceId, tenantId, clientIds: [clientId] })
  const mapping = await (isSale ? mappingOfSold(tx, recode) : mappingOfItems(tx, recode, lines))
  return lines.map((line) => {
    if (isJournal && line.position === 0) {
      return { ...line, accountCode: connection.debtorsAccountCode }
    }
    const own = mapping.get(line.id) ?? mapping.get(String(line.position))
    assert(own, 'every line bills something')
    const coded = codesOf(
      own,
      isSale ? { ...codes, defaultItemCode: null } : withContacts(codes, terms),
    )
    if ('refusal' in coded) refuse(coded.refusal)
    const { pricesIncludeVat = false } = own
    const { taxMinor } = withVat(shownMinor(line, pricesIncludeVat), { ...own, pricesIncludeVat })
    if (taxMinor !== line.taxMinor) {
      refuse('document_amounts_would_change')
    }
    return { id: line.id, ...codesFor(coded, isSale) }
  })
}

// A sales transaction names no product: its product only decides the account.
function codesFor(codes: LineCodes, isSale: boolean): Omit<LineCodes, 'bookedBy' | 'taxedBy'> {
  return isSale ? { ...codes, itemCode: null } : codes
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

// The lines of a sales invoice are those of the invoice; those of a journal follow the one line for the debtors.
async function mappingOfSold(
  tx: Transaction,
  { workspaceId, document }: Recode,
): Promise<Map<string, Mapping>> {
  assert(document.invoiceId, 'a sales transaction is of an invoice')
  const all = await listInvoiceLines(tx, { workspaceId, invoiceId: document.invoiceId })
  const isJournal = document.kind === 'manual_journal'
  const lines = isJournal ? postedLines(all) : all
  return new Map(
    lines.map((line, index) => [
      String(isJournal ? index + 1 : index),
      bookableSold(line, document.clientId),
    ]),
  )
}
