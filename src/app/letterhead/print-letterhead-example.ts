import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { senderNow } from '#app/parts/invoice-parties.ts'
import { printed } from '#app/parts/print.ts'
import { findLogo, getLetterhead } from '#db/letterheads.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { inventInvoice } from '#domain/invented-invoice.ts'
import type { LetterheadLayout } from '#domain/letterhead.ts'
import { paymentCode } from '#domain/payment-code.ts'
import { addDays } from '#domain/work-day.ts'
import { dayIn } from '#lib/zoned-time.ts'

/** An invented invoice on the letterhead, to see how it looks. */
export async function printLetterheadExample(
  ctx: Context,
  { layout }: { layout?: LetterheadLayout | undefined },
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(ctx, 'invoices:read')
  const { db, workspaceId } = ctx
  const workspace = await getWorkspace(db, { workspaceId })
  const letterhead = await getLetterhead(db, { workspaceId })
  const sender = await senderNow(db, { workspaceId })
  const { currency, paymentTermDays, invoicePrefix, timeZone } = workspace
  const issuedOn = dayIn(timeZone, ctx.clock.now())
  const invented = inventInvoice(workspace.language)
  const number = `${invoicePrefix}${issuedOn.slice(0, 4)}-0042`
  const { name, iban, bic } = sender
  const { totalMinor } = invented
  const transfer = { name, iban, bic, currency, amountMinor: totalMinor, text: number }
  const bytes = await printed(
    ctx.printer.invoice({
      ...invented,
      formats: workspace,
      layout: layout ?? letterhead.layout,
      accentColor: letterhead.accentColor,
      logo: (await findLogo(db, { workspaceId })) ?? null,
      parties: { sender, recipient: invented.recipient },
      number,
      credits: null,
      issuedOn,
      dueOn: addDays(issuedOn, paymentTermDays),
      currency,
      remarks: [],
      paymentTerms: letterhead.paymentTerms,
      footer: letterhead.footer,
      paymentCode: (letterhead.showsPaymentCode && paymentCode(transfer)) || null,
      eInvoice: null,
      hours: [],
    }),
  )
  return { name: 'example', bytes }
}
