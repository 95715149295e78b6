import { findCallUse } from '#db/call-limits.ts'
import { findImportCosts } from '#db/contact-imports.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { barOf, dayBudget } from '#domain/call-limits.ts'
import { forecastNight, nextNightOn } from '#domain/night.ts'
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

/** How many calls the next nightly import will make, judged by those before; null when it is switched off. */
export async function forecastTonight(
  ctx: Pick<Context, 'db' | 'clock' | 'workspaceId'>,
  connection: XeroConnection,
): Promise<{ calls: number; on: string } | null> {
  if (connection.nightlyImport === 'off') return null
  const { workspaceId } = ctx
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const costs = await findImportCosts(ctx.db, { workspaceId, connectionId: connection.id })
  const { nightlyLastStartedOn: lastStartedOn, contactsModifiedSince } = connection
  const on = nextNightOn({ timeZone, lastStartedOn }, ctx.clock.now())
  return { on, calls: forecastNight(on, { ...costs, hasCursor: contactsModifiedSince !== null }) }
}
