import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'

export type EmailSettings = { isOn: boolean; from: string | null }

/** Whether e-mails can be sent, and from which address. */
export async function getEmailSettings(ctx: Context): Promise<EmailSettings> {
  allow(ctx, 'settings:write')
  const { from } = ctx.mailer
  return await Promise.resolve({ isOn: from !== null, from })
}
