import type { EmailState } from './email-state.ts'
import type { InvoiceState } from './invoice-state.ts'
import { type Payable, paymentRefusal, paymentStanding } from './payments.ts'
import type { RefusalCode } from './refusals.ts'
import { addDays } from './work-day.ts'

export const mostReminderSteps = 5

/** After how many days the reminders go out, until a workspace says it otherwise. */
export const usualReminderDays = [7, 21, 35] as const

export type ReminderStep = { step: number; daysAfterDue: number }
export type LastReminder = { step: number; plannedOn: string }

/** The reminder that comes next, and the day from which the night sends it; undefined after the last. */
export function nextReminder(
  steps: readonly ReminderStep[],
  { dueOn, last }: { dueOn: string; last: LastReminder | null },
): { step: number; on: string } | undefined {
  const next = steps.find(({ step }) => step > (last?.step ?? 0))
  if (!next) return undefined
  const byDueDate = addDays(dueOn, next.daysAfterDue)
  if (last === null) return { step: next.step, on: byDueDate }
  // Where the one before came late, the client has as long to pay as between the steps.
  const before = steps.findLast(({ step }) => step < next.step)
  const wait = next.daysAfterDue - (before?.daysAfterDue ?? 0)
  const byLast = addDays(last.plannedOn, wait)
  return { step: next.step, on: byLast > byDueDate ? byLast : byDueDate }
}

export type Remindable = Payable & { state: InvoiceState; getsReminders: boolean }

/** Why a client is not reminded of an invoice; undefined when it can be. */
export function reminderRefusal(invoice: Remindable, today: string): RefusalCode | undefined {
  const refusal = paymentRefusal(invoice)
  if (refusal) return refusal
  if (paymentStanding(invoice, today).overdueDays === 0) return 'invoice_is_not_overdue'
  return invoice.getsReminders ? undefined : 'client_gets_no_reminders'
}

/** Whether the night reminds of an invoice on a day. One that was refused waits for a person. */
export function dueReminder(
  steps: readonly ReminderStep[],
  invoice: Remindable & { lastReminder: (LastReminder & { state: EmailState }) | null },
  today: string,
): boolean {
  const { dueOn, lastReminder: last } = invoice
  // A client who never got the invoice is not late with it.
  if (invoice.state !== 'sent' || last?.state === 'refused') return false
  if (reminderRefusal(invoice, today)) return false
  const next = nextReminder(steps, { dueOn, last })
  return next !== undefined && next.on <= today
}

/** Whether each step comes later than the one before. */
export function areRising(days: readonly number[]): boolean {
  return days.every((each, index) => index === 0 || each > (days[index - 1] ?? 0))
}
