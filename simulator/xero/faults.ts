/** What may go wrong on demand, in words. "before": nothing was done yet; "after": the work is done. */
export const faultWords = {
  refuse_before: 'the connection is refused, nothing is done',
  drop_before: 'the connection breaks, nothing is done',
  drop_after: 'the work is done, the answer is lost',
  error_500_before: '500, nothing is done',
  error_500_after: '500, although the work is done',
  hang: 'the work is done, the answer hangs and is lost (or comes late)',
  slow: 'the answer drips',
  truncated_json: 'the answer ends in its middle',
  html_error: '502 with a page of HTML',
  '429_minute': 'the limit of the minute',
  '429_day': 'the limit of the day',
  '429_concurrent': 'too many calls at once',
  '429_appminute': 'the limit of the app',
  '503_offline': 'The Organisation is offline',
  '503_maintenance': 'The Xero API is currently offline for maintenance',
  '503_unavailable': 'The Xero API is temporarily unavailable',
  '401_expired': '401 once, although the token is good',
  '403_disconnected': '403 once, although the connection is good',
  token_invalid: 'the access token dies early, for good',
  invalid_grant: 'every refresh token dies before this call',
  disconnect: 'the user disconnects the app before this call',
  contact_renamed: 'a contact is renamed before this call: pages shift',
  contact_archived: 'a contact is archived before this call: pages shift',
  clock_jump: 'the clock jumps before this call',
} as const

export type FaultName = keyof typeof faultWords
export const faultNames = Object.keys(faultWords) as FaultName[]

export interface FaultRequest {
  /** `PUT /Invoices`, `POST /connect/token`, `* /Contacts`, `GET /Invoices/{id}`; `*` stands for anything. */
  operation?: string
  fault: FaultName
  /** The first matching call that is hit, counted from 1. */
  nth?: number
  /** How many calls in a row are hit. */
  times?: number
  /** hang, slow: how long, in real milliseconds; clock_jump: how far. */
  ms?: number
  /** hang: what happens in the end. */
  ending?: 'drop' | 'answer'
  organisationId?: string
  /** contact_renamed, contact_archived: which one; else the one that comes first in lists. */
  contactId?: string
}

export interface Fault extends Required<Omit<FaultRequest, 'organisationId' | 'contactId'>> {
  id: string
  organisationId: string | null
  contactId: string | null
  seen: number
}

export interface Faults {
  add(request: FaultRequest): Fault
  list(): readonly Fault[]
  remove(id: string): boolean
  clear(): void
  /** Counts this call against every fault and returns the first one that hits it. */
  strike(operation: string, organisationId: string | null): Fault | null
}

const defaultMs: Readonly<Partial<Record<FaultName, number>>> = {
  hang: 30_000,
  clock_jump: 24 * 3_600_000,
}

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
        ms: request.ms ?? defaultMs[request.fault] ?? 1_000,
        ending: request.ending ?? 'drop',
        organisationId: request.organisationId ?? null,
        contactId: request.contactId ?? null,
        seen: 0,
      }
      faults.push(fault)
      return fault
    },
    list: () => faults,
    remove(id) {
      const before = faults.length
      faults = faults.filter((fault) => fault.id !== id)
      return faults.length < before
    },
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

/** `*` in a pattern stands for anything. */
export function matches(pattern: string, operation: string): boolean {
  const source = pattern
    .trim()
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${source}$`, 'i').test(operation)
}
