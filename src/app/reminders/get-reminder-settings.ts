import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ReminderSettings, viewReminderSettings } from '#app/parts/reminder-settings.ts'

/** How clients are reminded of overdue invoices, and of how many that would be now. */
export async function getReminderSettings(ctx: Context): Promise<ReminderSettings> {
  allow(ctx, 'invoices:read')
  return await viewReminderSettings(ctx, ctx.db)
}
