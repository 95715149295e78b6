import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type EmailSettings, viewEmailSettings } from '#app/parts/email-settings.ts'

/** Whether e-mails can be sent, from which address, and what goes with invoices. */
export async function getEmailSettings(ctx: Context): Promise<EmailSettings> {
  allow(ctx, 'settings:write')
  return await viewEmailSettings(ctx, ctx.db)
}
