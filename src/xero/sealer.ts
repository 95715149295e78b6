import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Sealer } from '#app/ports/sealer.ts'

const algorithm = 'aes-256-gcm'
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/**
 * Seals with the first key, opens with any of them: so a key can be replaced without losing what the old one sealed.
 * A key that another process put in use is asked for when it is first met.
 * A sealed text is `v1.<key id>.<iv>.<ciphertext and tag>`; the id is bound into the seal.
 */
export function createSealer(
  keys: readonly [Uint8Array, ...Uint8Array[]],
  { readAgain = () => [] }: { readAgain?: () => readonly Uint8Array[] } = {},
): Sealer {
  const keyById = new Map<string, Uint8Array>()
  const learn = (more: readonly Uint8Array[]) => {
    for (const key of more) {
      if (key.length !== keyBytes) throw new Error('A sealing key must have 32 bytes.')
      keyById.set(keyIdOf(key), key)
    }
  }
  learn(keys)
  const [first] = keys
  const firstId = keyIdOf(first)

  return {
    seal(plain) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, first, iv).setAAD(Buffer.from(firstId))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      const body = Buffer.concat([sealed, cipher.getAuthTag()])
      return `v1.${firstId}.${iv.toString('base64url')}.${body.toString('base64url')}`
    },
    open(sealed) {
      const [version, keyId = '', iv = '', body = ''] = sealed.split('.')
      if (!keyById.has(keyId)) learn(readAgain())
      const key = keyById.get(keyId)
      if (version !== 'v1' || !key) {
        throw new Error(
          `A secret was sealed with the key ${keyId}, which this Hourbook does not have.`,
        )
      }
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv(algorithm, key, Buffer.from(iv, 'base64url'))
        .setAAD(Buffer.from(keyId))
        .setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([
        decipher.update(bytes.subarray(0, -tagBytes)),
        decipher.final(),
      ]).toString('utf8')
    },
  }
}

function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}
