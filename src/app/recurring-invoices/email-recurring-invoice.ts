import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { invoiceEmailFacts } from '#app/parts/invoice-email.ts'
import { invoicePaper } from '#app/parts/invoice-paper.ts'
import { planEmail } from '#app/parts/plan-email.ts'
import { printed } from '#app/parts/print.ts'
import { today } from '#app/parts/today.ts'
import type { Transaction } from '#db/database.ts'
import { hasEmailOfInvoice } from '#db/emails.ts'
import { keepFile } from '#db/files.ts'
import { findInvoice, lockInvoice } from '#db/invoices.ts'
import { getLetterhead } from '#db/letterheads.ts'
import { findRecurringOfInvoice, setRecurringProblem } from '#db/recurring-invoices.ts'
import { emailStates } from '#domain/email-state.ts'
import { fillTemplate } from '#domain/email-template.ts'
import { sha256Of } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'

/** Sends an invoice that was made by itself, once; why it cannot go out is kept with its template. */
export async function emailRecurringInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  const known = await findInvoice(ctx.db, { workspaceId, invoiceId })
  if (!known) return
  if (ctx.mailer.from === null) {
    await inTransaction(ctx, async (tx) => await keepProblem(ctx, tx, invoiceId, 'mail_is_off'))
    return
  }
  const content = await printed(ctx.printer.invoice(await invoicePaper(ctx, known)))
  await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice || (await hasEmailOfInvoice(tx, { workspaceId, invoiceId, states: emailStates })))
      return
    const facts = await invoiceEmailFacts(ctx, tx, invoice)
    const { to, language, template, values } = facts
    if (to.length === 0) return await keepProblem(ctx, tx, invoiceId, 'client_has_no_email')
    const { email } = await getLetterhead(tx, { workspaceId })
    const kept = { sha256: sha256Of(content), mediaType: 'application/pdf', content }
    const file = { workspaceId, id: newId(), ...kept, createdAt: ctx.clock.now() }
    await planEmail(ctx, tx, {
      kind: 'invoice',
      to,
      replyTo: email || null,
      language,
      subject: fillTemplate(template.subject, values),
      body: fillTemplate(template.body, values),
      invoiceId,
      fileId: await keepFile(tx, file),
      fileName: facts.attachmentName,
    })
    await audit(ctx, tx, { ...invoiceEntry('email_requested', invoice), after: { to } })
  })
}

async function keepProblem(
  ctx: Context,
  tx: Transaction,
  invoiceId: string,
  code: 'mail_is_off' | 'client_has_no_email',
): Promise<void> {
  const { workspaceId } = ctx
  const recurringInvoiceId = await findRecurringOfInvoice(tx, { workspaceId, invoiceId })
  if (recurringInvoiceId === undefined) return
  const problem = { code, detail: '', on: await today(ctx, tx) }
  await setRecurringProblem(tx, { workspaceId, recurringInvoiceId, ...problem })
}
