import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refusePlaceholders } from '#app/parts/refuse-placeholders.ts'
import { type ReminderSettings, viewReminderSettings } from '#app/parts/reminder-settings.ts'
import { replaceReminderSteps, setRemindersAutomatic } from '#db/reminders.ts'
import { getWorkspace, lockWorkspace } from '#db/workspaces.ts'
import { type EmailTemplate, reminderPlaceholders } from '#domain/email-template.ts'
import { type Language, languages } from '#lib/languages.ts'

type Changes = {
  isAutomatic?: boolean | undefined
  /** Null as a text: what Hourbook says. */
  steps?:
    | { daysAfterDue: number; templates: Record<Language, EmailTemplate | null> }[]
    | null
    | undefined
}

/** Changes how clients are reminded. Steps that went out stay as they were. */
export async function updateReminderSettings(
  ctx: Context,
  { changes: { isAutomatic, steps } }: { changes: Changes },
): Promise<ReminderSettings> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  steps?.forEach(({ templates }, index) => {
    for (const language of languages) {
      const field = `steps.${index}.templates.${language}`
      refusePlaceholders(
        templates[language]?.subject ?? '',
        `${field}.subject`,
        reminderPlaceholders,
      )
      refusePlaceholders(templates[language]?.body ?? '', `${field}.body`, reminderPlaceholders)
    }
  })
  return await inTransaction(ctx, async (tx) => {
    await lockWorkspace(tx, { workspaceId })
    const before = await viewReminderSettings(ctx, tx)
    if (isAutomatic !== undefined) await setRemindersAutomatic(tx, { workspaceId, isAutomatic })
    if (steps !== undefined) {
      const own = (steps ?? []).map(({ daysAfterDue, templates: { en, nl } }, index) => ({
        step: index + 1,
        daysAfterDue,
        templates: { ...(en && { en }), ...(nl && { nl }) },
      }))
      await replaceReminderSteps(tx, { workspaceId, steps: own })
    }
    const after = await viewReminderSettings(ctx, tx)
    const { name } = await getWorkspace(tx, { workspaceId })
    const about = { subject: 'workspace', id: workspaceId, name } as const
    const kept = ({
      isAutomatic: remindersAreAutomatic,
      steps: reminderSteps,
    }: ReminderSettings) => {
      return { remindersAreAutomatic, reminderSteps }
    }
    await audit(ctx, tx, { action: 'changed', ...about, before: kept(before), after: kept(after) })
    return after
  })
}
