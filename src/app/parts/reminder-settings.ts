import type { Database } from '#db/database.ts'
import { listClientsWithAddress } from '#db/clients.ts'
import { listInvoicesToRemind } from '#db/invoices.ts'
import { findReminderSettings, type OwnReminderStep } from '#db/reminders.ts'
import type { EmailTemplate } from '#domain/email-template.ts'
import { dueReminder, usualReminderDays } from '#domain/reminders.ts'
import { reminderTemplate } from '#domain/words/reminder-templates.ts'
import type { Language } from '#lib/languages.ts'
import type { Context } from '../context.ts'
import { today } from './today.ts'

export type ReminderStepView = {
  step: number
  daysAfterDue: number
  /** `isOwn`: the workspace says it otherwise than Hourbook. */
  templates: Record<Language, EmailTemplate & { isOwn: boolean }>
}

export type Reminders = { isAutomatic: boolean; steps: ReminderStepView[] }

/** How a workspace reminds its clients: its own steps, else those of Hourbook. */
export async function remindersOf(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<Reminders> {
  const { isAutomatic, steps: own } = await findReminderSettings(db, { workspaceId })
  const usual: OwnReminderStep[] = usualReminderDays.map((daysAfterDue, index) => {
    return { step: index + 1, daysAfterDue, templates: {} }
  })
  const steps = own.length > 0 ? own : usual
  return {
    isAutomatic,
    steps: steps.map(({ step, daysAfterDue, templates }) => {
      const of = (language: Language) => {
        const template = templates[language]
        const ours = reminderTemplate(language, { step, count: steps.length })
        return { ...(template ?? ours), isOwn: template !== undefined }
      }
      return { step, daysAfterDue, templates: { en: of('en'), nl: of('nl') } }
    }),
  }
}

export type ReminderSettings = Reminders & {
  /** Whether a mail server is configured. */
  isMailOn: boolean
  /** Of how many invoices clients would be reminded now, and of how many they cannot be for want of an address. */
  dueNow: { invoices: number; withoutAddress: number }
}

export async function viewReminderSettings(ctx: Context, db: Database): Promise<ReminderSettings> {
  const { workspaceId } = ctx
  const reminders = await remindersOf(db, { workspaceId })
  const day = await today(ctx, db)
  const late = await listInvoicesToRemind(db, { workspaceId, today: day })
  const due = late.filter((invoice) => dueReminder(reminders.steps, invoice, day))
  const clientIds = [...new Set(due.map(({ clientId }) => clientId))]
  const reachable = await listClientsWithAddress(db, { workspaceId, clientIds })
  const withoutAddress = due.filter(({ clientId }) => !reachable.has(clientId)).length
  const dueNow = { invoices: due.length - withoutAddress, withoutAddress }
  return { ...reminders, isMailOn: ctx.mailer.from !== null, dueNow }
}
