import { divideHalfUp, lineNetMinor, minorFromDecimal, minorToDecimal } from './money.ts'
import {
  elapsedPeriods,
  type Period,
  periodAfter,
  periodStartingOn,
  type SubscriptionCalendar,
} from './subscription-periods.ts'
import { addDays } from './work-day.ts'

/** Days on which a subscription stands still; without an end until further notice. */
export type Pause = { startsOn: string; endsOn: string | null }
/** What periods that start on this day or later cost. */
export type DatedPrice = { validFrom: string; quantity: string; unitPrice: string }

export type Subscription = SubscriptionCalendar & {
  quantity: string
  unitPrice: string
  /** Whether a period that is paused for some of its days costs that much less. */
  proratesPauses: boolean
  pauses: readonly Pause[]
  prices: readonly DatedPrice[]
}

export type PricedPeriod = Period & {
  quantity: string
  unitPrice: string
  amountMinor: number
  pausedDays: number
}

/**
 * What a period costs: the price that was valid on its first day. Undefined when it lies wholly inside pauses. One that is
 * paused for some of its days costs all of it, or the part of its other days where the subscription says so.
 */
export function pricePeriod(subscription: Subscription, period: Period): PricedPeriod | undefined {
  const { days, pausedDays } = countDays(subscription.pauses, period)
  if (pausedDays === days) return undefined
  const price = priceOn(subscription, period.startsOn)
  const isWhole = pausedDays === 0 || !subscription.proratesPauses
  const quantity = isWhole ? price.quantity : partOf(price.quantity, { days, pausedDays })
  const { unitPrice } = price
  const amountMinor = lineNetMinor(quantity, unitPrice)
  return { ...period, quantity, unitPrice, amountMinor, pausedDays }
}

/** Every period that has elapsed by `through` and is not paused away, each once, with its price. */
export function billablePeriods(subscription: Subscription, through: string): PricedPeriod[] {
  return elapsedPeriods(subscription, through).flatMap(
    (period) => pricePeriod(subscription, period) ?? [],
  )
}

/** The first period that has not elapsed by `through` and will cost something; undefined when none will. */
export function nextBillablePeriod(
  subscription: Subscription,
  through: string,
): PricedPeriod | undefined {
  let period = periodAfter(subscription, through)
  while (period) {
    const priced = pricePeriod(subscription, period)
    if (priced) return priced
    const open = pauseOn(subscription.pauses, period.endsOn)
    if (open?.endsOn === null) return undefined
    period = periodAfter(subscription, period.endsOn)
  }
  return undefined
}

/** The pause that this day lies in. */
export function pauseOn(pauses: readonly Pause[], day: string): Pause | undefined {
  return pauses.find((pause) => pause.startsOn <= day && (pause.endsOn ?? day) >= day)
}

/** Whether two pauses share a day. */
export function pausesOverlap(one: Pause, other: Pause): boolean {
  const endsBefore = (a: Pause, b: Pause) => a.endsOn !== null && a.endsOn < b.startsOn
  return !endsBefore(one, other) && !endsBefore(other, one)
}

/**
 * Whether a subscription can go on beside what was billed before: each billed period is still one of its own, cut short by
 * its end at most, or lies outside of it. Otherwise some days would be billed twice, or never.
 */
export function keepsBilledPeriods(
  subscription: SubscriptionCalendar,
  billed: readonly Period[],
): boolean {
  return billed.every(({ startsOn, endsOn }) => {
    if (endsOn < subscription.startsOn) return true
    if (subscription.endsOn !== null && startsOn > subscription.endsOn) return true
    const own = periodStartingOn(subscription, startsOn)
    if (own === undefined) return false
    return own.endsOn === endsOn || (own.endsOn === subscription.endsOn && own.endsOn < endsOn)
  })
}

function priceOn(subscription: Subscription, day: string): { quantity: string; unitPrice: string } {
  const valid = subscription.prices
    .filter((price) => price.validFrom <= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return valid[0] ?? subscription
}

function countDays(pauses: readonly Pause[], { startsOn, endsOn }: Period) {
  let days = 0
  let pausedDays = 0
  for (let day = startsOn; day <= endsOn; day = addDays(day, 1)) {
    days += 1
    if (pauseOn(pauses, day)) pausedDays += 1
  }
  return { days, pausedDays }
}

/** The quantity of the days that count, with its two decimals; never nothing. */
function partOf(quantity: string, { days, pausedDays }: { days: number; pausedDays: number }) {
  const hundredths = BigInt(minorFromDecimal(quantity) ?? 0)
  const counted = divideHalfUp(hundredths * BigInt(days - pausedDays), BigInt(days))
  return minorToDecimal(Math.max(1, Number(counted)))
}
