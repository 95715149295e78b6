import type { Transaction } from '#db/database.ts'
import { keepFile } from '#db/files.ts'
import type { Invoice } from '#db/invoices.ts'
import { recordReminder } from '#db/reminders.ts'
import { type EmailTemplate, fillTemplate } from '#domain/email-template.ts'
import { sha256Of } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { invoiceEntry } from './audit-names.ts'
import { audit } from './audit.ts'
import { planEmail } from './plan-email.ts'
import type { ReminderFacts } from './reminder-email.ts'

export type PlannedReminder = EmailTemplate & {
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string | null
}

/** Writes a reminder down with the invoice itself, and that its step is taken. The invoice is locked. */
export async function planReminder(
  ctx: Context,
  tx: Transaction,
  given: { invoice: Invoice; facts: ReminderFacts; content: Uint8Array; planned: PlannedReminder },
): Promise<string> {
  const { workspaceId } = ctx
  const { invoice, facts, content, planned } = given
  const { to, cc, bcc, replyTo } = planned
  const { step, dueMinor } = facts
  const kept = { sha256: sha256Of(content), mediaType: 'application/pdf', content }
  const file = { workspaceId, id: newId(), ...kept, createdAt: ctx.clock.now() }
  const emailId = await planEmail(ctx, tx, {
    kind: 'invoice',
    to,
    cc,
    bcc,
    replyTo,
    language: facts.language,
    subject: fillTemplate(planned.subject, facts.values),
    body: fillTemplate(planned.body, facts.values),
    invoiceId: invoice.id,
    reminderStep: step,
    fileId: await keepFile(tx, file),
    fileName: facts.attachmentName,
  })
  const reminder = { step, emailId, dueMinor, plannedOn: facts.today }
  await recordReminder(tx, { workspaceId, invoiceId: invoice.id, ...reminder })
  await audit(ctx, tx, { ...invoiceEntry('reminded', invoice), after: { step, to, cc } })
  return emailId
}
