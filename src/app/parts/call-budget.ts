import { findCallUse } from '#db/call-limits.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { barOf, dayBudget } from '#domain/call-limits.ts'
import type { Context } from '../context.ts'

export type CallBudget = {
  used: number
  left: number
  /** Nightly and other background work stops when no more than these are left. */
  keptForPeople: number
  /** When the day ends that the calls are counted for; null when it is not yet begun. */
  endsAt: Date | null
  /** No call is made before this moment; null when calls can be made. */
  parkedUntil: Date | null
}

/** The calls of the present day to an organisation: as Xero told, or else as all processes counted them. */
export async function describeBudget(
  ctx: Pick<Context, 'db' | 'clock' | 'accounting'>,
  { tenantId }: Pick<XeroConnection, 'tenantId'>,
): Promise<CallBudget> {
  const now = ctx.clock.now()
  const { dayLimit } = ctx.accounting
  const use = await findCallUse(ctx.db, { tenantId, now })
  const bar = use && barOf(use, { now, urgency: 'person', dayLimit })
  const parkedUntil = bar?.limit === 'day' ? bar.until : null
  return { ...dayBudget(use, { now, dayLimit }), parkedUntil }
}
