import type { RefusalCode } from '#domain/refusals.ts'
import { type Use, usesInWords } from '#domain/uses.ts'
import { refuse } from '../refuse.ts'

/** Declines to delete what something refers to, and says how much of what does. */
export function refuseUsed(code: RefusalCode, uses: readonly Use[]): void {
  if (uses.length > 0) refuse(code, { detail: usesInWords(uses), uses })
}
