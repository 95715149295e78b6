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
      const expected = createHmac('sha256', key).update(body).digest()
      if (typeof given !== 'string' || !isSame(Buffer.from(given, 'base64'), expected))
        return undefined
      return fromXeroEvents(body)
    },
  }
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected)
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

function fromXeroEvent(event: Wire): ForeignEvent[] {
  const tenantId = textIn(event, 'tenantId')?.toLowerCase() ?? ''
  const resourceId = textIn(event, 'resourceId')?.toLowerCase() ?? ''
  const at = momentIn(event, 'eventDateUtc')
  if (!uuid.test(tenantId) || !uuid.test(resourceId) || at === null) return []
  return [
    {
      tenantId,
      resourceId,
      at,
      category: (textIn(event, 'eventCategory') ?? '').toUpperCase(),
      type: (textIn(event, 'eventType') ?? '').toUpperCase(),
    },
  ]
}
