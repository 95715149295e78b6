import { createHash } from 'node:crypto'
import type { ApiAnswer } from './call.ts'
import { errorAnswer } from './envelope.ts'
import type { World } from './world.ts'

const rememberedMs = 6 * 60_000
const maxKeyLength = 128

interface Remembered {
  at: number
  fingerprint: string
  organisationId: string
  answer: ApiAnswer
}

export interface IdempotencyCache {
  /**
   * Answers a repeated key with the first answer, errors included; refuses a key that was used
   * with another request; else does the work. Keys belong to the app, not to the tenant.
   */
  run(request: KeyedRequest, work: () => ApiAnswer): ApiAnswer
  clear(): void
}

interface KeyedRequest {
  key: string
  method: string
  url: string
  organisationId: string
  body: Buffer
}

export function createIdempotencyCache(world: World): IdempotencyCache {
  const byKey = new Map<string, Remembered>()

  function forgetOld() {
    const limit = world.clock.now() - rememberedMs
    for (const [key, remembered] of byKey) {
      if (remembered.at > limit) break
      byKey.delete(key)
    }
  }

  return {
    run(request, work) {
      const { key } = request
      if (key.length > maxKeyLength && world.switches.longIdempotencyKey === 'refuse') {
        return refused(`Idempotency Key: ${key} with length ${key.length} is too long.`)
      }
      forgetOld()
      const fingerprint = fingerprintOf(request)
      const remembered = byKey.get(key)
      if (remembered && remembered.at > world.clock.now() - rememberedMs) {
        const isSameTenant =
          remembered.organisationId === request.organisationId ||
          world.switches.idempotencyAcrossTenants === 'replay'
        if (remembered.fingerprint === fingerprint && isSameTenant) return remembered.answer
        return refused(`Idempotency Key: ${key} is used with a different request.`)
      }
      const answer = work()
      const at = world.clock.now()
      byKey.delete(key)
      byKey.set(key, { at, fingerprint, organisationId: request.organisationId, answer })
      return answer
    },
    clear: () => byKey.clear(),
  }
}

const refused = (message: string) => errorAnswer(10, 'ValidationException', message, [])

function fingerprintOf({ method, url, body }: KeyedRequest): string {
  return createHash('sha1').update(`${method} ${url}\n`).update(body).digest('base64')
}
