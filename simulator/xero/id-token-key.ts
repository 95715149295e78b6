import { createHash, generateKeyPairSync, sign } from 'node:crypto'

/** The public half, as `/.well-known/openid-configuration/jwks` tells it. */
export const keySet = () => ({ keys: [key().jwk] })

export function signIdToken(claims: unknown): string {
  const { jwk, privateKey } = key()
  const head = { alg: jwk.alg, typ: 'JWT', kid: jwk.kid }
  const content = `${encode(head)}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(content), privateKey)
  return `${content}.${signature.toString('base64url')}`
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

let made: ReturnType<typeof makeKey> | null = null

// Making one takes a tenth of a second: once for all simulators of a process, and only when one signs.
const key = () => (made ??= makeKey())

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(n).digest('hex').slice(0, 32).toUpperCase()
  return { privateKey, jwk: { kty: 'RSA', use: 'sig', kid, alg: 'RS256', n, e } }
}
