import type { Database } from '#db/database.ts'
import {
  findSubscription,
  type KeptPause,
  listPauses,
  listSettledPeriods,
  type SettledPeriod,
} from '#db/subscriptions.ts'
import { getWorkspace } from '#db/workspaces.ts'
import {
  type DatedPrice,
  nextBillablePeriod,
  pricePeriod,
  type Subscription,
} from '#domain/subscription-billing.ts'
import { elapsedPeriods, type Period } from '#domain/subscription-periods.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

export type PeriodStatus = 'invoiced' | 'written_off' | 'due' | 'paused' | 'upcoming'

export type SubscriptionView = {
  proratesPauses: boolean
  pauses: KeptPause[]
  prices: DatedPrice[]
  /** The newest first, from the next one on. */
  periods: (Period & { status: PeriodStatus; amountMinor: number; pausedDays: number })[]
}

const mostPeriods = 100

/** The pauses and prices of a subscription, and what became of its periods. */
export async function viewSubscription(
  ctx: Context,
  db: Database,
  { projectId }: { projectId: string },
): Promise<SubscriptionView> {
  const { workspaceId } = ctx
  const key = { workspaceId, projectId }
  const subscription = await findSubscription(db, key)
  if (!subscription) return { proratesPauses: false, pauses: [], prices: [], periods: [] }
  const settled = await listSettledPeriods(db, key)
  const { timeZone } = await getWorkspace(db, { workspaceId })
  const today = dayIn(timeZone, ctx.clock.now())
  return {
    proratesPauses: subscription.proratesPauses,
    pauses: await listPauses(db, key),
    prices: [...subscription.prices],
    periods: periodsOf(subscription, { settled, today }),
  }
}

function periodsOf(
  subscription: Subscription,
  { settled, today }: { settled: SettledPeriod[]; today: string },
): SubscriptionView['periods'] {
  const bySettled = new Map(settled.map((each) => [each.startsOn, each]))
  const elapsed = elapsedPeriods(subscription, today).filter(
    (each) => !bySettled.has(each.startsOn),
  )
  const open = elapsed.map((period) => {
    const priced = pricePeriod(subscription, period)
    const status = priced ? ('due' as const) : ('paused' as const)
    const { amountMinor = 0, pausedDays = 0 } = priced ?? {}
    return { ...period, status, amountMinor, pausedDays }
  })
  const done = settled.map(({ isWrittenOff, ...period }) => {
    const status = isWrittenOff ? ('written_off' as const) : ('invoiced' as const)
    return { ...period, status, pausedDays: 0 }
  })
  const next = nextBillablePeriod(subscription, today)
  const upcoming = next && !bySettled.has(next.startsOn) ? [next] : []
  return [
    ...open,
    ...done,
    ...upcoming.map(({ startsOn, endsOn, amountMinor, pausedDays }) => ({
      startsOn,
      endsOn,
      status: 'upcoming' as const,
      amountMinor,
      pausedDays,
    })),
  ]
    .toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
    .slice(0, mostPeriods)
}
