/** What Xero allows an app for one organisation, and for all of them together. The day's number depends on the app's plan. */
export const callLimits = { atOnce: 5, minute: 60, appMinute: 10_000 } as const

/** Who waits for a call: a person who clicked, what a person asked for a while ago, or nobody. */
export type Urgency = 'person' | 'promised' | 'background'

/** How far each may go into the limits. What is kept back is there for the more urgent. */
export const allowances: Readonly<
  Record<Urgency, { atOnce: number; keptOfMinute: number; keptOfDay: number }>
> = {
  person: { atOnce: callLimits.atOnce, keptOfMinute: 0, keptOfDay: 0 },
  promised: { atOnce: callLimits.atOnce - 1, keptOfMinute: 2, keptOfDay: 0 },
  background: { atOnce: callLimits.atOnce - 2, keptOfMinute: 6, keptOfDay: 0.2 },
}

/** How much of the limits of an organisation is used. */
export type CallUse = {
  underWay: number
  minuteLeft: number
  minuteEndsAt: Date
  dayUsed: number
  /** What Xero told, less the calls since; null while it told nothing. */
  dayLeft: number | null
  dayEndsAt: Date
  parkedUntil: Date | null
  /** Xero said that it has the organisation offline. */
  offlineUntil: Date | null
  appMinuteLeft: number
  appMinuteEndsAt: Date
}

export type Bar = {
  limit: 'concurrent' | 'minute' | 'app_minute' | 'day' | 'day_reserve' | 'offline'
  until: Date | null
}

/** The calls that are left of a day, and how many are kept for people. */
export function dayBudget(
  use: Pick<CallUse, 'dayUsed' | 'dayLeft' | 'dayEndsAt'> | undefined,
  { now, dayLimit }: { now: Date; dayLimit: number },
): { used: number; left: number; keptForPeople: number; endsAt: Date | null } {
  const isOver = !use || use.dayEndsAt <= now
  const used = isOver ? 0 : use.dayUsed
  const told = isOver ? dayLimit : (use.dayLeft ?? dayLimit)
  const left = Math.max(0, Math.min(dayLimit - used, told))
  const keptForPeople = Math.floor((used + left) * allowances.background.keptOfDay)
  return { used, left, keptForPeople, endsAt: isOver ? null : use.dayEndsAt }
}

/** What stands in the way of another call now, the longest wait first; undefined when nothing does any more. */
export function barOf(
  use: CallUse,
  { now, urgency, dayLimit }: { now: Date; urgency: Urgency; dayLimit: number },
): Bar | undefined {
  const { atOnce, keptOfMinute, keptOfDay } = allowances[urgency]
  if (use.parkedUntil && use.parkedUntil > now) return { limit: 'day', until: use.parkedUntil }
  if (use.offlineUntil && use.offlineUntil > now)
    return { limit: 'offline', until: use.offlineUntil }
  const { used, left, endsAt } = dayBudget(use, { now, dayLimit })
  if (left <= 0) return { limit: 'day', until: endsAt }
  if (left <= (used + left) * keptOfDay) return { limit: 'day_reserve', until: endsAt }
  if (use.minuteEndsAt > now && use.minuteLeft <= keptOfMinute)
    return { limit: 'minute', until: use.minuteEndsAt }
  if (use.appMinuteEndsAt > now && use.appMinuteLeft <= 0)
    return { limit: 'app_minute', until: use.appMinuteEndsAt }
  return use.underWay >= atOnce ? { limit: 'concurrent', until: null } : undefined
}

/** How long a call is waited for; ten megabytes take their time. */
export const callSeconds = { usual: 30, upload: 100 } as const

/** How long a place is kept for a call at most: longer than the call, so that one that ended belongs to a process that is gone. */
export function placeSeconds(kind: keyof typeof callSeconds): number {
  return callSeconds[kind] + 15
}
