import type { World } from './world.ts'

export interface LimitSettings {
  concurrent: number
  minute: number
  day: number
  appMinute: number
}

/** Xero's limits for an app of the free tier: 1,000 calls a day for each organisation. */
export const xeroLimits: Readonly<LimitSettings> = {
  concurrent: 5,
  minute: 60,
  day: 1000,
  appMinute: 10_000,
}

/** "Off" is written as plenty, so that a client that trusts the headers runs free. */
export const noLimits: Readonly<LimitSettings> = {
  concurrent: 1_000_000,
  minute: 1_000_000,
  day: 1_000_000,
  appMinute: 1_000_000,
}

export type Problem = 'concurrent' | 'minute' | 'day' | 'appminute'

export interface Refusal {
  problem: Problem
  /** Only the minute and the day tell how long to wait. */
  retryAfterSeconds: number | null
}

interface Window {
  startedAt: number
  used: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export interface Limiter {
  settings: LimitSettings
  /** Counts a call of the app alone (GET /connections). */
  takeApp(): Refusal | null
  /** Counts a call to a tenant and holds one of its places until `leave`. */
  enter(organisationId: string): Refusal | null
  leave(organisationId: string): void
  headers(organisationId: string): Record<string, string>
  refusalFor(problem: Problem, organisationId: string): Refusal
  clear(): void
}

/** Fixed windows that start with the first call of each tenant, on the simulator's clock. */
export function createLimiter(world: World, settings: LimitSettings): Limiter {
  const minutes = new Map<string, Window>()
  const days = new Map<string, Window>()
  const inFlight = new Map<string, number>()
  const appKey = 'app'

  function current(windows: Map<string, Window>, key: string, lengthMs: number): Window {
    const now = world.clock.now()
    const known = windows.get(key)
    if (known && now < known.startedAt + lengthMs && now >= known.startedAt) return known
    const fresh = { startedAt: now, used: 0 }
    windows.set(key, fresh)
    return fresh
  }

  const secondsLeft = (window: Window, lengthMs: number) =>
    Math.max(1, Math.ceil((window.startedAt + lengthMs - world.clock.now()) / 1000))

  const limiter: Limiter = {
    settings,
    takeApp() {
      const app = current(minutes, appKey, minuteMs)
      if (app.used >= limiter.settings.appMinute) return limiter.refusalFor('appminute', appKey)
      app.used += 1
      return null
    },
    enter(organisationId) {
      const { concurrent, minute, day, appMinute } = limiter.settings
      const [thisMinute, today] = [
        current(minutes, organisationId, minuteMs),
        current(days, organisationId, dayMs),
      ]
      const app = current(minutes, appKey, minuteMs)
      const problem =
        (inFlight.get(organisationId) ?? 0) >= concurrent
          ? 'concurrent'
          : today.used >= day
            ? 'day'
            : thisMinute.used >= minute
              ? 'minute'
              : app.used >= appMinute
                ? 'appminute'
                : null
      if (problem) return limiter.refusalFor(problem, organisationId)
      inFlight.set(organisationId, (inFlight.get(organisationId) ?? 0) + 1)
      for (const window of [thisMinute, today, app]) window.used += 1
      return null
    },
    leave(organisationId) {
      inFlight.set(organisationId, Math.max(0, (inFlight.get(organisationId) ?? 0) - 1))
    },
    headers(organisationId) {
      const left = (limit: number, window: Window) => String(Math.max(0, limit - window.used))
      const { minute, day, appMinute } = limiter.settings
      return {
        'x-daylimit-remaining': left(day, current(days, organisationId, dayMs)),
        'x-minlimit-remaining': left(minute, current(minutes, organisationId, minuteMs)),
        'x-appminlimit-remaining': left(appMinute, current(minutes, appKey, minuteMs)),
      }
    },
    refusalFor(problem, organisationId) {
      const wait =
        problem === 'minute'
          ? secondsLeft(current(minutes, organisationId, minuteMs), minuteMs)
          : problem === 'day'
            ? secondsLeft(current(days, organisationId, dayMs), dayMs)
            : null
      return { problem, retryAfterSeconds: wait }
    },
    clear() {
      minutes.clear()
      days.clear()
    },
  }
  return limiter
}
