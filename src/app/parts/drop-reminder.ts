import type { Transaction } from '#db/database.ts'
import { dropEmail, type Email } from '#db/emails.ts'
import { lockInvoice } from '#db/invoices.ts'
import { findReminderOfEmail } from '#db/reminders.ts'
import { paymentStanding } from '#domain/payments.ts'
import { reminderRefusal } from '#domain/reminders.ts'
import { say } from '#domain/words/say.ts'
import type { Context } from '../context.ts'
import { today } from './today.ts'

/**
 * Gives up a reminder that waits and is no longer true: paid, credited, or another in its place. The invoice is held until the
 * attempt is begun, so that no payment comes between.
 */
export async function dropReminder(
  ctx: Context,
  tx: Transaction,
  { id: emailId, reminderStep, invoiceId }: Email,
): Promise<boolean> {
  if (reminderStep === null || invoiceId === null) return false
  const { workspaceId } = ctx
  const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
  const reminder = await findReminderOfEmail(tx, { workspaceId, emailId })
  const day = await today(ctx, tx)
  const isTrue =
    invoice &&
    reminder &&
    reminderRefusal(invoice, day) === undefined &&
    paymentStanding(invoice, day).dueMinor === reminder.dueMinor
  if (isTrue) return false
  const answer = say('It is no longer true: something was paid or credited, or it was replaced.')
  await dropEmail(tx, { workspaceId, emailId, answer })
  return true
}
