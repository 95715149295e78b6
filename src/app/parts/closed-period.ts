import { say } from '#domain/words/say.ts'
import { getApprovalSettings } from '#db/approval-settings.ts'
import type { Database } from '#db/database.ts'
import { type ClosingRule, closedThrough } from '#domain/closed-period.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

/** The last day on which nothing may be added, changed or removed; null when every day is open. */
export async function readClosedThrough(ctx: Context, db: Database): Promise<string | null> {
  return closedThroughOf(ctx, await getApprovalSettings(db, ctx))
}

/** The same of what was read already. */
export function closedThroughOf(
  ctx: Context,
  { timeZone, weekStartsOn, ...rule }: ClosingRule & { timeZone: string; weekStartsOn: 0 | 1 | 6 },
): string | null {
  return closedThrough(rule, { today: dayIn(timeZone, ctx.clock.now()), weekStartsOn })
}

/** The words of a refusal, with the day. */
export function closedWords(through: string | null): string {
  return say('Everything up to and including {{day}} is closed.', { day: through })
}
