import type { Clock } from '#lib/clock.ts'

const inFlightLimit = 5
const minuteLimit = 60
const minuteMs = 60_000

/** Leave to make one call; say afterwards what the answer's headers told. */
export type Leave = { done(headers: Headers | null): void }

export type Limiter = {
  /** Waits for a free place; when the minute is used up, answers after how many seconds to ask again. */
  enter(tenantId: string): Promise<Leave | { retryAfterSeconds: number }>
}

type Tenant = {
  inFlight: number
  waiting: (() => void)[]
  windowStartedAt: number
  /** Calls left in this minute: Xero's own count once it told one, less what is under way. */
  remaining: number
}

/** Keeps this process inside Xero's limits for each organisation. Xero's headers count more than our own sums. */
export function createLimiter(clock: Clock): Limiter {
  const tenants = new Map<string, Tenant>()

  return {
    async enter(tenantId) {
      const tenant = tenants.get(tenantId) ?? newTenant(clock)
      tenants.set(tenantId, tenant)
      while (tenant.inFlight >= inFlightLimit) {
        await new Promise<void>((resolve) => tenant.waiting.push(resolve))
      }

      const now = clock.now().getTime()
      if (now - tenant.windowStartedAt >= minuteMs) startWindow(tenant, now)
      if (tenant.remaining <= 0) {
        tenant.waiting.shift()?.()
        return { retryAfterSeconds: Math.ceil((tenant.windowStartedAt + minuteMs - now) / 1000) }
      }

      tenant.inFlight += 1
      tenant.remaining -= 1
      return {
        done(headers) {
          tenant.inFlight -= 1
          believe(tenant, headers)
          tenant.waiting.shift()?.()
        },
      }
    },
  }
}

function newTenant(clock: Clock): Tenant {
  const windowStartedAt = clock.now().getTime()
  return { inFlight: 0, waiting: [], windowStartedAt, remaining: minuteLimit }
}

function startWindow(tenant: Tenant, now: number): void {
  tenant.windowStartedAt = now
  tenant.remaining = minuteLimit
}

function believe(tenant: Tenant, headers: Headers | null): void {
  const told = headers?.get('x-minlimit-remaining')
  if (told === null || told === undefined || !/^-?\d+$/.test(told)) return
  tenant.remaining = Number(told) - tenant.inFlight
}
