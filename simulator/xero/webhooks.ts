import { createHmac, randomBytes } from 'node:crypto'
import { randomFrom, shuffled, type Random } from './ids.ts'
import { pause } from './pause.ts'
import {
  webhookCategories,
  type WebhookEvent,
  type WebhookSettings,
  type WebhookState,
} from './webhook-state.ts'
import type { World } from './world.ts'

const patienceMs = 5_000
const retryMs = 15 * 60_000
const givenUpAfterMs = 24 * 60 * 60_000
const keptAttempts = 200

/** One POST to the receiver. */
export interface WebhookAttempt {
  at: number
  kind: 'events' | 'intent_to_receive'
  signature: 'right' | 'wrong'
  /** null: no answer in time. */
  status: number | null
  ms: number
  events: number
  firstSequence: number
  lastSequence: number
  /** What Xero would not accept about the answer. */
  problems: readonly string[]
}

export interface IntentToReceive {
  isPassed: boolean
  attempts: readonly WebhookAttempt[]
}

export type WebhookRequest = Partial<WebhookSettings> & {
  url: string
  /** Counts the intent to receive as passed. */
  isConfirmed?: boolean
}

export type DeliveryRequest = Partial<
  Pick<WebhookSettings, 'batchSize' | 'order' | 'copies' | 'seed'>
>

/** The app's one webhook: signed, in batches, tried again, and given up after a day. */
export interface Webhooks {
  configure(request: WebhookRequest): WebhookState
  remove(): void
  /** Four POSTs without events, two of them signed wrongly: 2xx and 401 are the right answers. */
  sendIntentToReceive(): Promise<IntentToReceive>
  /** Sends everything that waits, now, even if it is not yet time for another try. */
  deliver(request?: DeliveryRequest): Promise<readonly WebhookAttempt[]>
  /** Sends by itself what is due: after a change, or when the clock was moved. */
  wake(): void
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>
  attempts(): readonly WebhookAttempt[]
  stop(): void
}

const defaultWebhook: Omit<WebhookSettings, 'url' | 'key'> = {
  categories: webhookCategories,
  isAutomatic: true,
  delayMs: 1_000,
  batchSize: 50,
  order: 'in_order',
  copies: 1,
  seed: 1,
}

export function createWebhooks(world: World): Webhooks {
  let attempts: WebhookAttempt[] = []
  let timer: { handle: NodeJS.Timeout; isRetry: boolean } | null = null
  let sending: Promise<unknown> = Promise.resolve()
  let isStopped = false

  const stateNow = (): WebhookState => {
    if (!world.webhook) throw new Error('no webhook is configured')
    return world.webhook
  }

  function keep(attempt: WebhookAttempt): WebhookAttempt {
    attempts = [...attempts.slice(1 - keptAttempts), attempt]
    return attempt
  }

  async function post(
    body: string,
    about: Pick<WebhookAttempt, 'kind' | 'signature' | 'events' | 'firstSequence' | 'lastSequence'>,
  ): Promise<WebhookAttempt> {
    const { url, key } = stateNow().settings
    const right = signatureOf(body, key)
    const signature = about.signature === 'right' ? right : spoiled(right)
    const startedAt = performance.now()
    const { status, problems } = await answerTo(url, body, signature, about.signature)
    const ms = Math.round(performance.now() - startedAt)
    return keep({ at: world.clock.now(), ...about, status, ms, problems })
  }

  /** Sends one batch until it is taken or the second try fails. */
  async function sendBatch(batch: WebhookState['pending'], copies: number, random: Random) {
    const state = stateNow()
    const sequences = batch.map((each) => each.sequence)
    const events = batch.map((each) => each.event)
    const [firstSequence, lastSequence] = [Math.min(...sequences), Math.max(...sequences)]
    const made: WebhookAttempt[] = []
    for (let copy = 0; copy < copies; copy += 1) {
      const about = { kind: 'events', signature: 'right', events: batch.length } as const
      // The second try follows at once; the others every quarter of an hour.
      for (let turn = 0; turn < 2; turn += 1) {
        const body = bodyOf(events, firstSequence, lastSequence, random)
        const attempt = await post(body, { ...about, firstSequence, lastSequence })
        made.push(attempt)
        if (isTaken(attempt)) break
      }
      if (!made.some(isTaken)) break
    }
    if (made.some(isTaken)) {
      const sent = new Set(sequences)
      state.pending = state.pending.filter((each) => !sent.has(each.sequence))
      state.failingSince = null
      state.retryAt = null
    } else fail(state)
    world.changed()
    return made
  }

  function fail(state: WebhookState) {
    const now = world.clock.now()
    state.failingSince ??= now
    state.retryAt = now + retryMs
    if (now - state.failingSince >= givenUpAfterMs) state.status = 'disabled'
  }

  async function sendAll(request: DeliveryRequest): Promise<WebhookAttempt[]> {
    const state = stateNow()
    const { batchSize, order, copies, seed } = { ...state.settings, ...request }
    const random = randomFrom(seed + state.nextSequence)
    const waiting = ordered(state.pending, order, random)
    const made: WebhookAttempt[] = []
    for (let start = 0; start < waiting.length; start += batchSize) {
      if (isStopped || world.webhook !== state || state.status !== 'ok') break
      const tries = await sendBatch(waiting.slice(start, start + batchSize), copies, random)
      made.push(...tries)
      if (!tries.some(isTaken)) break
    }
    return made
  }

  // One at a time, in the order in which they were asked for.
  function queue<T>(work: () => Promise<T>): Promise<T> {
    const next = sending.then(work)
    sending = next.catch(() => {})
    return next
  }

  const webhooks: Webhooks = {
    configure({ isConfirmed = false, ...request }) {
      const before = world.webhook
      const given = Object.fromEntries(
        Object.entries(request).filter(([, value]) => value !== undefined),
      ) as { url: string } & Partial<WebhookSettings>
      const settings: WebhookSettings = {
        key: randomBytes(64).toString('base64'),
        ...defaultWebhook,
        ...before?.settings,
        ...given,
      }
      const isKnown = before?.settings.url === settings.url && before.status !== 'disabled'
      world.webhook = {
        nextSequence: 1,
        pending: [],
        ...before,
        settings,
        status:
          isConfirmed || (isKnown && before.status === 'ok') ? 'ok' : 'intent_to_receive_required',
        failingSince: null,
        retryAt: null,
      }
      world.changed()
      webhooks.wake()
      return world.webhook
    },
    remove() {
      world.webhook = null
      world.changed()
    },
    sendIntentToReceive: () =>
      queue(async () => {
        const made: WebhookAttempt[] = []
        const random = randomFrom(stateNow().settings.seed)
        for (const signature of ['right', 'wrong', 'wrong', 'right'] as const) {
          const about = { kind: 'intent_to_receive', signature, events: 0 } as const
          const body = bodyOf([], 0, 0, random)
          made.push(await post(body, { ...about, firstSequence: 0, lastSequence: 0 }))
        }
        const isPassed = made.every((attempt) => attempt.problems.length === 0)
        const state = stateNow()
        state.status = isPassed ? 'ok' : 'intent_to_receive_required'
        state.failingSince = null
        state.retryAt = null
        world.changed()
        webhooks.wake()
        return { isPassed, attempts: made }
      }),
    deliver: (request = {}) => queue(() => sendAll(request)),
    wake() {
      const state = world.webhook
      const isIdle = !state || state.status !== 'ok' || state.pending.length === 0
      if (isStopped || isIdle || !state.settings.isAutomatic) return
      // A planned retry is planned anew, for the clock may have been moved.
      if (timer && !timer.isRetry) return
      if (timer) clearTimeout(timer.handle)
      const wait = state.retryAt === null ? 0 : state.retryAt - world.clock.now()
      const ms = wait > 0 ? Math.min(wait, retryMs) : state.settings.delayMs
      const handle = setTimeout(() => {
        timer = null
        const isDue = (world.webhook?.retryAt ?? 0) <= world.clock.now()
        const sent = isDue ? queue(() => sendAll({})).then(() => {}) : Promise.resolve()
        void sent.catch(() => {}).then(() => webhooks.wake())
      }, ms)
      handle.unref()
      timer = { handle, isRetry: wait > 0 }
    },
    async idle() {
      await pause(0)
      await sending
    },
    attempts: () => attempts,
    stop() {
      isStopped = true
      if (timer) clearTimeout(timer.handle)
    },
  }
  return webhooks
}

const isTaken = (attempt: WebhookAttempt) => attempt.problems.length === 0

const signatureOf = (body: string, key: string): string =>
  createHmac('sha256', key).update(body).digest('base64')

/** Xero's wrong signatures differ from the right one by a character. */
const spoiled = (signature: string): string =>
  `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

// The blanks stand in Xero's real bodies: whoever signs a re-serialised body fails.
function bodyOf(events: readonly WebhookEvent[], first: number, last: number, random: Random) {
  const entropy = Array.from({ length: 20 }, () => letters[random.below(26)]).join('')
  return `{"events":${JSON.stringify(events)},"firstEventSequence": ${first},"lastEventSequence": ${last}, "entropy": "${entropy}"}`
}

function ordered<T>(waiting: readonly T[], order: WebhookSettings['order'], random: Random): T[] {
  if (order === 'in_order') return [...waiting]
  if (order === 'reversed') return waiting.toReversed()
  return shuffled(waiting, random)
}

async function answerTo(
  url: string,
  body: string,
  signature: string,
  kind: WebhookAttempt['signature'],
): Promise<{ status: number | null; problems: string[] }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-xero-signature': signature },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    const { status } = response
    const isAsWanted = kind === 'right' ? status >= 200 && status < 300 : status === 401
    const wanted = kind === 'right' ? '2xx to a right signature' : '401 to a wrong signature'
    const problems = [
      ...(isAsWanted ? [] : [`Answered ${status}; Xero wants ${wanted}.`]),
      ...(text === '' ? [] : ['The body of the answer is not empty.']),
      ...(response.headers.has('set-cookie') ? ['The answer sets a cookie.'] : []),
    ]
    return { status, problems }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const why = isLate ? 'No answer within 5 seconds.' : 'The receiver could not be reached.'
    return { status: null, problems: [why] }
  }
}
