import type { Database } from '#db/database.ts'
import type { Invoice } from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { EmailTemplate, ReminderPlaceholder, ValuesOf } from '#domain/email-template.ts'
import { paymentStanding } from '#domain/payments.ts'
import { nextReminder, reminderRefusal } from '#domain/reminders.ts'
import { createFormats } from '#lib/formats.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { type InvoiceEmailFacts, invoiceEmailFacts } from './invoice-email.ts'
import { remindersOf } from './reminder-settings.ts'
import { today } from './today.ts'

export type ReminderFacts = Omit<InvoiceEmailFacts, 'values' | 'template'> & {
  step: number
  stepCount: number
  /** From when the night sends it. */
  on: string
  today: string
  dueMinor: number
  template: EmailTemplate
  values: ValuesOf<ReminderPlaceholder>
}

/** The reminder that comes next for an invoice, with what it says; refuses where none may go out. */
export async function reminderFacts(
  ctx: Context,
  db: Database,
  invoice: Invoice,
): Promise<ReminderFacts> {
  const { workspaceId } = ctx
  const day = await today(ctx, db)
  const refusal = reminderRefusal(invoice, day)
  if (refusal) refuse(refusal)
  const { steps } = await remindersOf(db, { workspaceId })
  const next = comesNext(invoice, steps)
  const saying = steps.find(({ step }) => step === next?.step)
  if (!next || !saying) refuse('no_reminder_is_left')
  const facts = await invoiceEmailFacts(ctx, db, invoice)
  const formats = createFormats({
    ...(await getWorkspace(db, { workspaceId })),
    language: facts.language,
  })
  const { dueMinor, overdueDays } = paymentStanding(invoice, day)
  const { subject, body } = saying.templates[facts.language]
  return {
    ...facts,
    ...next,
    today: day,
    stepCount: steps.length,
    dueMinor,
    template: { subject, body },
    values: {
      ...facts.values,
      open: formats.money(dueMinor, invoice.currency),
      'days.late': String(overdueDays),
    },
  }
}

type Step = { step: number; daysAfterDue: number }

/** One that the mail server refused is sent anew before the next. */
function comesNext({ dueOn, lastReminder }: Invoice, steps: readonly Step[]) {
  const isRefused = lastReminder?.state === 'refused'
  const again = isRefused && steps.find(({ step }) => step === lastReminder.step)
  if (again) return { step: again.step, on: lastReminder.plannedOn }
  return nextReminder(steps, { dueOn, last: lastReminder })
}
