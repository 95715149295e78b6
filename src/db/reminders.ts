import { sql } from 'kysely'
import type { EmailTemplate } from '#domain/email-template.ts'
import type { Language } from '#lib/languages.ts'
import type { Database, Transaction } from './database.ts'

export type OwnReminderStep = {
  step: number
  daysAfterDue: number
  templates: Partial<Record<Language, EmailTemplate>>
}

type OwnReminders = { isAutomatic: boolean; steps: OwnReminderStep[] }

/** How a workspace reminds; no steps where they are Hourbook's. */
export async function findReminderSettings(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<OwnReminders> {
  const settings = await db
    .selectFrom('reminder_settings')
    .where('workspace_id', '=', workspaceId)
    .select('is_automatic')
    .executeTakeFirst()
  const { rows } = await sql<OwnReminderStep>`
    select s.step, s.days_after_due as "daysAfterDue",
      coalesce((select json_object_agg(t.language, json_build_object('subject', t.subject, 'body', t.body))
        from reminder_templates t where t.workspace_id = s.workspace_id and t.step = s.step), '{}') as templates
    from reminder_steps s where s.workspace_id = ${workspaceId} order by s.step`.execute(db)
  return { isAutomatic: settings?.is_automatic ?? false, steps: rows }
}

export async function setRemindersAutomatic(
  tx: Transaction,
  { workspaceId, isAutomatic }: { workspaceId: string; isAutomatic: boolean },
): Promise<void> {
  await tx
    .insertInto('reminder_settings')
    .values({ workspace_id: workspaceId, is_automatic: isAutomatic, last_started_on: null })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet({ is_automatic: isAutomatic }),
    )
    .execute()
}

/** Puts these steps in the place of those that were; none: those of Hourbook. */
export async function replaceReminderSteps(
  tx: Transaction,
  { workspaceId, steps }: { workspaceId: string; steps: readonly OwnReminderStep[] },
): Promise<void> {
  await tx.deleteFrom('reminder_steps').where('workspace_id', '=', workspaceId).execute()
  if (steps.length === 0) return
  await tx
    .insertInto('reminder_steps')
    .values(
      steps.map(({ step, daysAfterDue }) => ({
        workspace_id: workspaceId,
        step,
        days_after_due: daysAfterDue,
      })),
    )
    .execute()
  const templates = steps.flatMap(({ step, templates: of }) =>
    (['en', 'nl'] as const).flatMap((language) => {
      const template = of[language]
      return template ? [{ workspace_id: workspaceId, step, language, ...template }] : []
    }),
  )
  if (templates.length > 0) await tx.insertInto('reminder_templates').values(templates).execute()
}

/** Every workspace that reminds by itself. Only the schedule asks this. */
export async function listAutomaticReminders(
  db: Database,
): Promise<{ workspaceId: string; timeZone: string; lastStartedOn: string | null }[]> {
  return await db
    .selectFrom('reminder_settings')
    .innerJoin('workspaces', 'workspaces.workspace_id', 'reminder_settings.workspace_id')
    .where('is_automatic', '=', true)
    .select([
      'reminder_settings.workspace_id as workspaceId',
      'workspaces.time_zone as timeZone',
      'last_started_on as lastStartedOn',
    ])
    .orderBy('reminder_settings.workspace_id')
    .execute()
}

/** Takes the night for whoever comes first; answers whether that was this one. */
export async function takeReminderNight(
  tx: Transaction,
  { workspaceId, startedOn }: { workspaceId: string; startedOn: string },
): Promise<boolean> {
  const taken = await tx
    .updateTable('reminder_settings')
    .where('workspace_id', '=', workspaceId)
    .where('is_automatic', '=', true)
    .where(sql<boolean>`last_started_on is distinct from ${startedOn}::date`)
    .set({ last_started_on: startedOn })
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

/** Writes down that a step was asked for. One whose e-mail was refused gets this one instead. */
export async function recordReminder(
  tx: Transaction,
  given: {
    workspaceId: string
    invoiceId: string
    step: number
    emailId: string
    dueMinor: number
    plannedOn: string
  },
): Promise<void> {
  const { workspaceId, invoiceId, step } = given
  const values = { email_id: given.emailId, due_minor: given.dueMinor, planned_on: given.plannedOn }
  await tx
    .insertInto('invoice_reminders')
    .values({ workspace_id: workspaceId, invoice_id: invoiceId, step, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'invoice_id', 'step'])
        .doUpdateSet(values)
        .where(
          sql<boolean>`exists (select from emails e where e.workspace_id = invoice_reminders.workspace_id
            and e.id = invoice_reminders.email_id and e.state = 'refused')`,
        ),
    )
    .returning('step')
    .executeTakeFirstOrThrow()
}

/** The reminder that an e-mail is; undefined where another e-mail has taken its place. */
export async function findReminderOfEmail(
  db: Database,
  { workspaceId, emailId }: { workspaceId: string; emailId: string },
): Promise<{ step: number; dueMinor: number } | undefined> {
  return await db
    .selectFrom('invoice_reminders')
    .where('workspace_id', '=', workspaceId)
    .where('email_id', '=', emailId)
    .select(['step', 'due_minor as dueMinor'])
    .executeTakeFirst()
}
