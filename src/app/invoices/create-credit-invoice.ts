import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { totalsOf } from '#app/parts/invoice-lines.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { refuse } from '#app/refuse.ts'
import {
  findInvoice,
  insertInvoice,
  insertInvoiceLines,
  type InvoiceLine,
  listInvoiceLines,
  lockInvoice,
  type NewInvoiceLine,
} from '#db/invoices.ts'
import { creditOf, leftToCredit } from '#domain/credit-invoice.ts'
import { creditInvoiceRefusal } from '#domain/invoice-state.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

export type CreditRequest = {
  invoiceId: string
  issuedOn: string
  reference: string
  /** What is credited, a quantity with the sign of its line; all that is left of it, or of the invoice, unless given. */
  lines?: { lineId: string; quantity?: string | undefined }[] | undefined
  freesItems: boolean
}

/** Drafts a credit invoice: lines of a final invoice the other way round, in whole or in part, never more than is left of each. */
export async function createCreditInvoice(
  ctx: Context,
  request: CreditRequest,
): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId } = ctx
  const { invoiceId, issuedOn, reference, freesItems } = request
  assert(memberId, 'a person credits')
  return await inTransaction(ctx, async (tx) => {
    const credited = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!credited) refuse('invoice_not_found')
    const refusal = creditInvoiceRefusal(credited)
    if (refusal) refuse(refusal)

    const lines = creditLines(await listInvoiceLines(tx, { workspaceId, invoiceId }), request)
    const { clientId, currency, language, pricesIncludeVat } = credited
    const creditId = newId()
    const createdAt = ctx.clock.now()
    const dates = { issuedOn, dueOn: issuedOn, createdAt }
    const asCredited = { clientId, currency, language, pricesIncludeVat }
    const kept = { ...asCredited, reference, creditsId: invoiceId, freesItems }
    const invoice = { id: creditId, ...kept, ...dates, ...totalsOf(lines) }
    await insertInvoice(tx, { workspaceId, createdBy: memberId, invoice })
    await insertInvoiceLines(tx, { workspaceId, invoiceId: creditId, lines })
    const made = await findInvoice(tx, { workspaceId, invoiceId: creditId })
    assert(made, 'an invoice that was just made is there')
    await audit(ctx, tx, invoiceEntry('created', made))
    return await viewInvoiceIn(ctx, tx, made)
  })
}

function creditLines(
  present: readonly InvoiceLine[],
  { lines: asked }: CreditRequest,
): NewInvoiceLine[] {
  const wanted: CreditRequest['lines'] =
    asked ?? present.filter(isLeft).map((line) => ({ lineId: line.id }))
  const quantities = new Map<string, string>()
  for (const [index, { lineId, quantity }] of wanted.entries()) {
    const line = present.find((each) => each.id === lineId)
    if (!line) refuse('invoice_line_not_found', { field: `lines.${index}.lineId` })
    const chosen = quantity ?? leftToCredit(line)
    if (quantities.has(lineId) || !creditOf(line, chosen)) {
      refuse('more_than_is_left_to_credit', { field: `lines.${index}.quantity` })
    }
    quantities.set(lineId, chosen)
  }
  // In the order of the invoice, however they were asked for.
  return present
    .flatMap((line) => {
      const quantity = quantities.get(line.id)
      const amounts = quantity === undefined ? undefined : creditOf(line, quantity)
      return amounts ? [{ line, amounts }] : []
    })
    .map(({ line, amounts }, position) => ({
      id: newId(),
      position,
      projectId: line.projectId,
      description: line.description,
      unitPrice: line.unitPrice,
      discountPercentage: line.discountPercentage,
      vatRateId: line.vatRateId,
      vatPercentage: line.vatPercentage,
      itemCode: line.itemCode,
      creditsLineId: line.id,
      ...amounts,
    }))
}

function isLeft(line: InvoiceLine): boolean {
  return creditOf(line, leftToCredit(line)) !== undefined
}
