import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 bits that may stand in a URL; also long enough for a PKCE verifier. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What we keep of a state: who reads the database cannot finish somebody's consent. */
export function hashOfState(state: string): string {
  return createHash('sha256').update(state).digest('base64url')
}
