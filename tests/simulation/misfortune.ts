import type { Accounting, Receipt } from '#app/ports/accounting.ts'
import type { FaultName } from '#simulator/server.ts'
import type { Random } from '#tests/support/random.ts'
import type { World } from '#tests/support/world.ts'

const operations = [
  'PUT /Invoices',
  'PUT /Invoices',
  'PUT /ManualJournals',
  'PUT /ManualJournals',
  'PUT /Contacts',
  'PUT /CreditNotes',
  'PUT /CreditNotes',
  'PUT /CreditNotes/{id}/Allocations',
  'PUT /CreditNotes/{id}/Allocations',
  'GET /CreditNotes',
  'GET /CreditNotes/{id}',
  'POST /Invoices',
  'POST /ManualJournals',
  'POST /Invoices/{id}/Email',
  'POST /Invoices/{id}/Email',
  'GET /Invoices',
  'GET /ManualJournals',
  'GET /Contacts',
  '*',
]

/** What may become of any call. */
export const faults: readonly FaultName[] = [
  'refuse_before',
  'drop_before',
  'drop_after',
  'drop_after',
  'drop_after',
  'error_500_before',
  'error_500_after',
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
]

/** Lets the simulator go wrong in ways that the seed decides: what is sent to it, unless another scene is told. */
export function bringMisfortune(
  { xero }: World,
  random: Random,
  scene: { operations: readonly string[]; faults: readonly FaultName[] } = {
    operations,
    faults,
  },
): void {
  for (let count = random.between(0, 7); count > 0; count -= 1) {
    const fault = random.pick(scene.faults)
    xero.control.failNext(random.pick(scene.operations), fault, {
      nth: random.between(1, 4),
      times: random.between(1, 2),
      ms: fault === 'clock_jump' ? random.between(1, longestJumpMs) : random.between(1, 25),
    })
  }
}

const longestJumpMs = 240_000

/** A worker that is gone: nothing after this moment is done, and nothing is tidied up. */
export class Killed extends Error {
  override name = 'Killed'
}

/** Longest that Xero may still be at a call that its caller gave up. Our keys are trusted for longer than this. */
const longestCallSeconds = 240

const calls =
  /^(create|find|read|set|attachFile|addNote|listAttachments|listNotes|close|update|allocate|email|mark)/

type LateCall = { startedAtMs: number; arrive: () => Promise<unknown> }

/**
 * An accounting with bad luck: at some calls the caller dies, before it asked or after it was answered; some calls are
 * given up by the caller and arrive later, as behind a slow line, perhaps just after somebody looked for their work.
 */
export function unlucky(
  { services, clock }: Pick<World, 'services' | 'clock'>,
  random: Random,
  probability: number,
): { accounting: Accounting; advance(seconds: number): Promise<void>; end(): Promise<void> } {
  const late: LateCall[] = []
  const arriveAll = async (isDue: (call: LateCall) => boolean) => {
    for (const call of late.filter(isDue)) {
      late.splice(late.indexOf(call), 1)
      await call.arrive()
    }
  }

  const meet = async (name: string, call: () => Promise<unknown>): Promise<unknown> => {
    // Documents are where it hurts, so they have the worst luck.
    const isDocument =
      /^(create(Invoices|ManualJournals|CreditNote)|allocate.*|emailInvoice)$/.test(name)
    const isWrite = /^(create|set|close|update|attach|addNote|allocate|email|mark)/.test(name)
    const isUnlucky = random.chance(isDocument ? 2 * probability : probability)
    if (isUnlucky && random.chance(0.1)) throw new Killed()
    if (isUnlucky && isWrite && random.chance(0.1)) {
      return { kind: 'unknown', answered: true, detail: '500', receipt: aReceipt }
    }
    if (isUnlucky && isWrite && random.chance(0.7)) {
      late.push({ startedAtMs: clock.now().getTime(), arrive: call })
      if (random.chance(0.5)) throw new Killed()
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt: aReceipt }
    }
    const outcome = await call()
    const isLookUp = /^(find|readInvoices|readManual|readCredit|listAttachments|listNotes)/.test(
      name,
    )
    if (isLookUp && random.chance(0.7)) await arriveAll(() => true)
    if (isUnlucky) throw new Killed()
    return outcome
  }

  const accounting = new Proxy(services.accounting, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function' || !calls.test(String(name))) return member
      return async (...words: unknown[]): Promise<unknown> =>
        await meet(String(name), async () => {
          const outcome: unknown = await Reflect.apply(member, target, words)
          return outcome
        })
    },
  })
  return {
    accounting,
    async advance(seconds) {
      const thenMs = clock.now().getTime() + seconds * 1000
      await arriveAll(({ startedAtMs }) => thenMs - startedAtMs > longestCallSeconds * 1000)
      clock.advance(seconds * 1000)
    },
    end: async () => await arriveAll(() => true),
  }
}

const aReceipt: Receipt = {
  method: 'PUT',
  path: '/late',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}
