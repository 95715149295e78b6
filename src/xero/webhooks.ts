import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ForeignEvent, WebhookReader } from '#app/ports/accounting.ts'
import { isWire, listIn, momentIn, textIn, type Wire } from './wire-values.ts'

const signatureHeader = 'x-xero-signature'

/**
 * Reads what Xero tells by webhooks. Who may tell is proven by a signature over the very bytes; they are compared in constant
 * time, and never written anew.
 */
export function createWebhookReader(key: string): WebhookReader {
  return {
    read({ body, headers }) {
      const given = headers[signatureHeader]
      const expected = createHmac('sha256', key).update(body).digest('base64')
      // As texts: other texts decode to the same bytes, and Xero tries us with such.
      if (typeof given !== 'string' || !isSame(given, expected)) return undefined
      return fromXeroEvents(body)
    },
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What is signed and still no list of events tells nothing, and is not to be told again. */
function fromXeroEvents(body: Uint8Array): ForeignEvent[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return []
  }
  return isWire(parsed) ? listIn(parsed, 'events').flatMap(fromXeroEvent) : []
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
// There will be categories that nobody knows yet; they are kept as well.
const word = /^[A-Z_-]{1,50}$/

function fromXeroEvent(event: Wire): ForeignEvent[] {
  const tenantId = textIn(event, 'tenantId')?.toLowerCase() ?? ''
  const resourceId = textIn(event, 'resourceId')?.toLowerCase() ?? ''
  const at = momentIn(event, 'eventDateUtc')
  const category = (textIn(event, 'eventCategory') ?? '').toUpperCase()
  const type = (textIn(event, 'eventType') ?? '').toUpperCase()
  if (!uuid.test(tenantId) || !uuid.test(resourceId)) return []
  if (at === null || !at.startsWith('20') || !word.test(category) || !word.test(type)) return []
  return [{ tenantId, resourceId, at, category, type }]
}
