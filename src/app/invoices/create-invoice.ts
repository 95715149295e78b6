import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { type Gathered, lockAndGatherItems } from '#app/parts/gather-items.ts'
import { toInvoiceLines, totalsOf } from '#app/parts/invoice-lines.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { priceWrittenLines, type WrittenLine } from '#app/parts/place-lines.ts'
import { refuse } from '#app/refuse.ts'
import {
  refuseHugeLines,
  refuseSettledItems,
  refuseNothingToBill,
} from '#app/parts/refuse-left-out.ts'
import { saveGathered } from '#app/parts/save-gathered.ts'
import { insertAllocations } from '#db/allocations.ts'
import { findClient } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { findInvoice, insertInvoice, insertInvoiceLines } from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { type LineGrouping, linesOf } from '#domain/document-lines.ts'
import { addDays } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'
import type { Language } from '#lib/languages.ts'
import { newId } from '#lib/ids.ts'

export type InvoiceRequest = {
  clientId?: string | null | undefined
  items: ItemSelection
  groupBy: LineGrouping
  lines: WrittenLine[]
  issuedOn: string
  dueOn?: string | null | undefined
  reference: string
  /** As the client reads, unless one is chosen. */
  language?: Language | null | undefined
  /** Whether unit prices have the VAT in them; not unless given. */
  pricesIncludeVat?: boolean | undefined
}

/** Drafts an own invoice, from registered items and from lines that a person types. Its items are billed from now on. */
export async function createInvoice(ctx: Context, request: InvoiceRequest): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person invoices')
  return await inTransaction(ctx, async (tx) => {
    const gathered = await lockAndGatherItems(tx, { workspaceId, selection: request.items })
    refuseSettledItems(gathered.leftOut)
    const { leftOut } = gathered
    refuseNothingToBill({ count: gathered.items.length + request.lines.length, leftOut })
    const { pricesIncludeVat = false } = request
    if (pricesIncludeVat && gathered.items.length > 0) {
      refuse('work_is_priced_without_vat', { field: 'pricesIncludeVat' })
    }
    const client = await clientOf(ctx, tx, { request, gathered })
    const { currency, paymentTermDays } = await getWorkspace(tx, { workspaceId })
    const { issuedOn, reference } = request
    const dueOn = request.dueOn ?? addDays(issuedOn, client.paymentTermDays ?? paymentTermDays)
    if (dueOn < issuedOn) refuse('due_is_before_issued', { field: 'dueOn' })

    const above = linesOf(gathered.items, request.groupBy, undefined, gathered.write)
    const owner = { workspaceId, clientId: client.id, pricesIncludeVat }
    const typed = { ...owner, lines: request.lines, above }
    const lines = toInvoiceLines([...above, ...(await priceWrittenLines(tx, typed))])
    refuseHugeLines(lines)
    const invoiceId = newId()
    const createdAt = ctx.clock.now()
    const dates = { issuedOn, dueOn, createdAt }
    const language = request.language ?? null
    const kept = { clientId: client.id, reference, language, currency, pricesIncludeVat }
    const invoice = { id: invoiceId, ...kept, ...dates }
    await insertInvoice(tx, {
      workspaceId,
      createdBy: memberId,
      invoice: { ...invoice, ...totalsOf(lines) },
    })
    await insertInvoiceLines(tx, { workspaceId, invoiceId, lines })
    const itemIdOf = await saveGathered(tx, { workspaceId, createdAt, gathered })
    const allocations = lines.flatMap(({ id, parts }) =>
      parts.map((part) => ({
        ...part,
        itemId: itemIdOf(part.itemId),
        documentId: invoiceId,
        lineId: id,
      })),
    )
    const documentKind = 'invoice'
    await insertAllocations(tx, { workspaceId, documentKind, createdAt, allocations })
    const made = await findInvoice(tx, { workspaceId, invoiceId })
    assert(made, 'an invoice that was just made is there')
    await audit(ctx, tx, invoiceEntry('created', made))
    return await viewInvoiceIn(ctx, tx, made)
  })
}

/** The one client of the invoice: the one that is given, else that of the items. */
async function clientOf(
  { workspaceId }: Context,
  tx: Transaction,
  { request, gathered }: { request: InvoiceRequest; gathered: Gathered },
) {
  const [first, ...others] = new Set([
    ...(request.clientId ? [request.clientId] : []),
    ...gathered.items.map((item) => item.clientId),
  ])
  if (others.length > 0) refuse('items_of_several_clients', { field: 'items' })
  if (first === undefined) refuse('client_not_found', { field: 'clientId' })
  const client = await findClient(tx, { workspaceId, clientId: first })
  return client ?? refuse('client_not_found', { field: 'clientId' })
}
