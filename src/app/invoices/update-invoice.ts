import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import {
  type FreeLine,
  priceFreeLines,
  toInvoiceLines,
  totalsOf,
} from '#app/parts/invoice-lines.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { refuse } from '#app/refuse.ts'
import type { Transaction } from '#db/database.ts'
import {
  deleteInvoiceLines,
  findInvoice,
  insertInvoiceLines,
  listInvoiceLines,
  lockInvoice,
  updateInvoiceRow,
} from '#db/invoices.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import { assert } from '#lib/assert.ts'

export type InvoiceChanges = {
  issuedOn?: string | undefined
  dueOn?: string | undefined
  reference?: string | undefined
  /** Takes the place of all lines that were typed; lines that bill items stay. */
  lines?: FreeLine[] | undefined
}

/** Changes a draft: its dates, its reference and the lines that were typed. */
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

    if (changes.lines) {
      const { clientId } = invoice
      await replaceFreeLines(tx, { workspaceId, invoiceId, clientId, lines: changes.lines })
    }
    const totals = totalsOf(await listInvoiceLines(tx, { workspaceId, invoiceId }))
    const reference = changes.reference ?? invoice.reference
    const values = { issuedOn, dueOn, reference, ...totals }
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

async function replaceFreeLines(
  tx: Transaction,
  replacement: { workspaceId: string; invoiceId: string; clientId: string; lines: FreeLine[] },
): Promise<void> {
  const { workspaceId, invoiceId } = replacement
  const present = await listInvoiceLines(tx, { workspaceId, invoiceId })
  const typed = present.filter((line) => line.itemCount === 0)
  const kept = present.filter((line) => line.itemCount > 0)
  const lineIds = typed.map((line) => line.id)
  await deleteInvoiceLines(tx, { workspaceId, invoiceId, lineIds })
  const firstPosition = 1 + Math.max(-1, ...kept.map((line) => line.position))
  const lines = toInvoiceLines(await priceFreeLines(tx, replacement), firstPosition)
  await insertInvoiceLines(tx, { workspaceId, invoiceId, lines })
}
