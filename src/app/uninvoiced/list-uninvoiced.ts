import { allow } from '#app/allow.ts'
import { type Allowance, allowanceOf } from '#app/allowance.ts'
import type { Context } from '#app/context.ts'
import { uninvoicedCursorFrom } from '#app/parts/uninvoiced-cursor.ts'
import { encodeCursor, type Page } from '#db/page.ts'
import { listUninvoicedRows, type OpenPlanned, type UninvoicedRow } from '#db/uninvoiced.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { isDue, leftMinor } from '#domain/fixed-price.ts'
import { sumMinor } from '#domain/money.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import { billablePeriods, nextBillablePeriod, pauseOn } from '#domain/subscription-billing.ts'
import type { Period } from '#domain/subscription-periods.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { without } from '#lib/without.ts'

export type UninvoicedView = Omit<
  UninvoicedRow,
  'billedMinor' | 'subscription' | 'billedPeriodStarts' | 'sortKey' | 'openPlanned'
> & {
  /** Of the fixed price; null for other methods. */
  fixedPriceLeftMinor: number | null
  /** The parts of a planned price that nothing bills yet. */
  plannedInstalments: (OpenPlanned & { isDue: boolean })[]
  duePeriods: (Period & { amountMinor: number })[]
  /** The last day of the first period, or the day of the first part, that is due already. */
  dueSinceOn: string | null
  /** The last day of the first period that is not over yet, or the day of the next part. */
  nextDueOn: string | null
  /** Whether its subscription stands still on the day. */
  isPaused: boolean
  /** All that can be billed now. */
  leftMinor: number
  /** What the work comes to: invoiced, written off and left together, to the cent. */
  workedMinor: number
  canInvoice: Allowance
}

/** What there is to bill of each project, up to and including a day; today unless given. */
export async function listUninvoiced(
  ctx: Context,
  {
    cursor,
    limit,
    ...query
  }: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    clientId?: string | undefined
    method?: InvoiceMethod | undefined
    through?: string | undefined
  },
): Promise<Page<UninvoicedView> & { through: string }> {
  allow(ctx, 'invoices:read')
  const { workspaceId } = ctx
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const through = query.through ?? dayIn(timeZone, ctx.clock.now())
  const after = uninvoicedCursorFrom(cursor)
  const rows = await listUninvoicedRows(ctx.db, { workspaceId, ...query, through, limit, after })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => viewRow(row, through)),
    nextCursor: last ? encodeCursor([...last.sortKey, last.projectId]) : null,
    through,
  }
}

function viewRow(row: UninvoicedRow, through: string): UninvoicedView {
  const { billedMinor, subscription, billedPeriodStarts, openPlanned, ...rest } = row
  const view = without(rest, 'sortKey')
  const priceMinor = row.fixedPriceMinor
  const isFixed = row.invoiceMethod === 'fixed_price' && priceMinor !== null
  const fixedPriceLeftMinor = isFixed ? leftMinor({ priceMinor, billedMinor }) : null
  const periods = subscription
    ? periodsOf(subscription, billedPeriodStarts, through)
    : { ...noPeriods, ...daysOf(openPlanned, through) }
  const plannedInstalments = openPlanned.map((each) => ({ ...each, isDue: isDue(each, through) }))
  const duePlanned = plannedInstalments.filter((each) => each.isDue)
  const left = sumMinor([
    row.openHours.amountMinor,
    row.openExpenses.amountMinor,
    row.openMileages.amountMinor,
    fixedPriceLeftMinor ?? 0,
    ...duePlanned.map((part) => part.amountMinor),
    ...periods.duePeriods.map((period) => period.amountMinor),
  ])
  const openCount = row.openHours.count + row.openExpenses.count + row.openMileages.count
  const hasSomething =
    openCount > 0 ||
    (fixedPriceLeftMinor ?? 0) > 0 ||
    plannedInstalments.length > 0 ||
    periods.duePeriods.length > 0
  return {
    ...view,
    fixedPriceLeftMinor,
    plannedInstalments,
    ...periods,
    leftMinor: left,
    workedMinor: sumMinor([row.invoicedMinor, row.writtenOffMinor, left]),
    canInvoice: allowanceOf(hasSomething ? undefined : 'nothing_to_bill'),
  }
}

// Parts without a day can be billed at any time, so they have no day to show.
function daysOf(planned: readonly OpenPlanned[], through: string) {
  const days = planned.flatMap((each) => each.dueOn ?? []).toSorted()
  const [first = null] = days
  return {
    dueSinceOn: first !== null && first <= through ? first : null,
    nextDueOn: days.find((day) => day > through) ?? null,
  }
}

const noPeriods = { duePeriods: [], dueSinceOn: null, nextDueOn: null, isPaused: false }

function periodsOf(
  subscription: NonNullable<UninvoicedRow['subscription']>,
  billedStarts: string[],
  through: string,
): Pick<UninvoicedView, 'duePeriods' | 'dueSinceOn' | 'nextDueOn' | 'isPaused'> {
  const billed = new Set(billedStarts)
  const duePeriods = billablePeriods(subscription, through)
    .filter((period) => !billed.has(period.startsOn))
    .map(({ startsOn, endsOn, amountMinor }) => ({ startsOn, endsOn, amountMinor }))
  return {
    duePeriods,
    dueSinceOn: duePeriods[0]?.endsOn ?? null,
    nextDueOn: nextBillablePeriod(subscription, through)?.endsOn ?? null,
    isPaused: pauseOn(subscription.pauses, through) !== undefined,
  }
}
