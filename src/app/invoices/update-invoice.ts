import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { totalsOf } from '#app/parts/invoice-lines.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { type PlacedLine, placeLines, repriceLines } from '#app/parts/place-lines.ts'
import { refuse } from '#app/refuse.ts'
import {
  findInvoice,
  type Invoice,
  type InvoiceLine,
  listInvoiceLines,
  lockInvoice,
  updateInvoiceRow,
} from '#db/invoices.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import type { Language } from '#lib/languages.ts'
import { assert } from '#lib/assert.ts'

export type InvoiceChanges = {
  issuedOn?: string | undefined
  dueOn?: string | undefined
  reference?: string | undefined
  language?: Language | null | undefined
  pricesIncludeVat?: boolean | undefined
  /** All lines in their order: takes the place of those that were typed. Lines that bill items stay, before the others where they are not named. */
  lines?: PlacedLine[] | undefined
}

/** Changes a draft: its dates, its reference, its language, whether its prices include VAT, the lines that were typed and the order of all. */
export async function updateInvoice(
  ctx: Context,
  { invoiceId, changes }: { invoiceId: string; changes: InvoiceChanges },
): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const refusal = invoiceRefusal(invoice, 'edit')
    if (refusal) refuse(refusal)
    if (changes.lines && invoice.creditsId !== null) {
      refuse('credit_lines_are_fixed', { field: 'lines' })
    }
    const issuedOn = changes.issuedOn ?? invoice.issuedOn
    const dueOn = changes.dueOn ?? (invoice.dueOn < issuedOn ? issuedOn : invoice.dueOn)
    if (dueOn < issuedOn) refuse('due_is_before_issued', { field: 'dueOn' })

    const { pricesIncludeVat = invoice.pricesIncludeVat } = changes
    const isToggled = pricesIncludeVat !== invoice.pricesIncludeVat
    if (isToggled)
      refuseOtherPrices(invoice, await listInvoiceLines(tx, { workspaceId, invoiceId }))
    const draft = { workspaceId, invoiceId, clientId: invoice.clientId, pricesIncludeVat }
    if (changes.lines) await placeLines(tx, { ...draft, lines: changes.lines })
    else if (isToggled) await repriceLines(tx, draft)
    const totals = totalsOf(await listInvoiceLines(tx, { workspaceId, invoiceId }))
    const reference = changes.reference ?? invoice.reference
    const { language = invoice.language } = changes
    const values = { issuedOn, dueOn, reference, language, pricesIncludeVat, ...totals }
    await updateInvoiceRow(tx, { workspaceId, invoiceId, values })
    const changed = await findInvoice(tx, { workspaceId, invoiceId })
    assert(changed, 'a locked invoice is there')
    const { lines } = changes
    const typed = lines ? { typedLines: lines } : {}
    const after = { ...values, ...typed }
    await audit(ctx, tx, {
      ...invoiceEntry('changed', changed),
      before: invoice,
      after: { ...invoice, ...after },
    })
    return await viewInvoiceIn(ctx, tx, changed)
  })
}

/** A credit says prices as what it credits does, and work is priced without VAT. */
function refuseOtherPrices({ creditsId }: Invoice, lines: readonly InvoiceLine[]): void {
  const field = 'pricesIncludeVat'
  if (creditsId !== null) refuse('credit_lines_are_fixed', { field })
  if (lines.some((line) => line.itemCount > 0)) refuse('work_is_priced_without_vat', { field })
}
