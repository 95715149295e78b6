/** What may go wrong on demand. "before": nothing was done yet; "after": the work is done. */
export const faultNames = [
  'refuse_before',
  'drop_before',
  'drop_after',
  'error_500_before',
  'error_500_after',
  'hang',
  'slow',
  'truncated_json',
  'html_error',
  '429_minute',
  '429_day',
  '429_concurrent',
  '429_appminute',
  '503_offline',
  '503_maintenance',
  '401_expired',
  '403_disconnected',
] as const

export type FaultName = (typeof faultNames)[number]

export interface FaultRequest {
  /** `PUT /Invoices`, `POST /connect/token`, `* /Contacts`, `GET /Invoices/{id}`; `*` stands for anything. */
  operation?: string
  fault: FaultName
  /** The first matching call that is hit, counted from 1. */
  nth?: number
  /** How many calls in a row are hit. */
  times?: number
  /** hang, slow: how long, in real milliseconds. */
  ms?: number
  /** hang: what happens in the end. */
  ending?: 'drop' | 'answer'
  organisationId?: string
}

export interface Fault extends Required<Omit<FaultRequest, 'organisationId'>> {
  id: string
  organisationId: string | null
  seen: number
}

export interface Faults {
  add(request: FaultRequest): Fault
  list(): readonly Fault[]
  clear(): void
  /** Counts this call against every fault and returns the first one that hits it. */
  strike(operation: string, organisationId: string | null): Fault | null
}

const defaultMs = { hang: 30_000, slow: 1_000 } as const

export function createFaults(freshId: () => string): Faults {
  let faults: Fault[] = []
  return {
    add(request) {
      const fault: Fault = {
        id: freshId(),
        operation: request.operation ?? '*',
        fault: request.fault,
        nth: request.nth ?? 1,
        times: request.times ?? 1,
        ms: request.ms ?? (request.fault === 'hang' ? defaultMs.hang : defaultMs.slow),
        ending: request.ending ?? 'drop',
        organisationId: request.organisationId ?? null,
        seen: 0,
      }
      faults.push(fault)
      return fault
    },
    list: () => faults,
    clear() {
      faults = []
    },
    strike(operation, organisationId) {
      let hit: Fault | null = null
      for (const fault of faults) {
        if (fault.organisationId && fault.organisationId !== organisationId) continue
        if (!matches(fault.operation, operation)) continue
        const isHit = fault.seen + 1 >= fault.nth
        // Faults queue up: a call is hit once, and the next fault waits for the next call.
        if (isHit && hit) continue
        fault.seen += 1
        if (isHit) hit = fault
      }
      faults = faults.filter((fault) => fault.seen < fault.nth + fault.times - 1)
      return hit
    },
  }
}

function matches(pattern: string, operation: string): boolean {
  const source = pattern
    .trim()
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${source}$`, 'i').test(operation)
}
