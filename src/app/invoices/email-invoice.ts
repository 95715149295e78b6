import { emailPlaceholders } from '#domain/email-template.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { eInvoiceFile } from '#app/parts/e-invoice.ts'
import { type EmailView, viewEmail } from '#app/parts/email-view.ts'
import { invoicePaper } from '#app/parts/invoice-paper.ts'
import { invoiceEmailFacts, invoiceFileName } from '#app/parts/invoice-email.ts'
import { refusePlaceholders } from '#app/parts/refuse-placeholders.ts'
import { planEmail } from '#app/parts/plan-email.ts'
import { printed } from '#app/parts/print.ts'
import { refuse } from '#app/refuse.ts'
import type { Transaction } from '#db/database.ts'
import { findEmail, hasEmailOfInvoice } from '#db/emails.ts'
import { keepFile } from '#db/files.ts'
import { findInvoice, type Invoice, lockInvoice } from '#db/invoices.ts'
import { getLetterhead } from '#db/letterheads.ts'
import { findMember } from '#db/members.ts'
import { fillTemplate } from '#domain/email-template.ts'
import { invoiceRefusal } from '#domain/invoice-state.ts'
import { assert } from '#lib/assert.ts'
import { sha256Of } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'

type Asked = {
  invoiceId: string
  to: string[]
  cc: string[]
  subject: string
  body: string
  copyToMe: boolean
  again: boolean
}

/** Sends a final invoice to the client with its PDF; it is marked as sent once the mail server took it. */
export async function emailInvoice(ctx: Context, asked: Asked): Promise<EmailView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId } = ctx
  const { invoiceId, to, cc, copyToMe } = asked
  assert(memberId, 'a person asks')
  if (ctx.mailer.from === null) refuse('mail_is_off')
  refusePlaceholders(asked.subject, 'subject', emailPlaceholders)
  refusePlaceholders(asked.body, 'body', emailPlaceholders)
  const known = await findInvoice(ctx.db, { workspaceId, invoiceId })
  if (!known) refuse('invoice_not_found')
  const refusal = invoiceRefusal(known, 'email')
  if (refusal) refuse(refusal)
  // What is final does not change, so it is printed before anything is held.
  const content = await printed(ctx.printer.invoice(await invoicePaper(ctx, known)))
  const { attachesEInvoice } = await getLetterhead(ctx.db, { workspaceId })
  const eInvoice = attachesEInvoice ? await eInvoiceFile(ctx, ctx.db, known) : { missing: [] }

  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    assert(invoice, 'a final invoice is never deleted')
    await refuseTwice(tx, { workspaceId, ...asked })
    const facts = await invoiceEmailFacts(ctx, tx, invoice)
    const me = await findMember(tx, { workspaceId, memberId })
    assert(me, 'who asks is a member')
    const kept = { sha256: sha256Of(content), mediaType: 'application/pdf', content }
    const file = { workspaceId, id: newId(), ...kept, createdAt: ctx.clock.now() }
    const emailId = await planEmail(ctx, tx, {
      kind: 'invoice',
      to,
      cc,
      bcc: copyToMe ? [me.email] : [],
      replyTo: me.email,
      language: facts.language,
      subject: fillTemplate(asked.subject, facts.values),
      body: fillTemplate(asked.body, facts.values),
      invoiceId,
      fileId: await keepFile(tx, file),
      fileName: facts.attachmentName,
      ...('xml' in eInvoice ? await keptEInvoice(ctx, tx, { invoice, ...eInvoice }) : {}),
    })
    await audit(ctx, tx, { ...invoiceEntry('email_requested', invoice), after: { to, cc } })
    const email = await findEmail(tx, { workspaceId, emailId })
    assert(email, 'it was just written')
    return viewEmail(ctx, email)
  })
}

async function keptEInvoice(
  { workspaceId, clock }: Context,
  tx: Transaction,
  { invoice, xml }: { invoice: Invoice; xml: string },
) {
  const content = Buffer.from(xml)
  const kept = { sha256: sha256Of(content), mediaType: 'application/xml', content }
  const file = { workspaceId, id: newId(), ...kept, createdAt: clock.now() }
  return {
    eInvoiceFileId: await keepFile(tx, file),
    eInvoiceFileName: `${invoiceFileName(invoice.number ?? '')}.xml`,
  }
}

async function refuseTwice(
  tx: Transaction,
  { workspaceId, invoiceId, again }: { workspaceId: string } & Pick<Asked, 'invoiceId' | 'again'>,
): Promise<void> {
  const has = async (...states: ('planned' | 'sending' | 'sent' | 'unknown')[]) =>
    await hasEmailOfInvoice(tx, { workspaceId, invoiceId, states })
  if (await has('planned', 'sending')) refuse('invoice_email_is_under_way')
  if (!again && (await has('sent', 'unknown'))) refuse('invoice_was_emailed')
}
