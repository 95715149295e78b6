import type { RefusalCode } from '#domain/refusals.ts'
import { collectErrors } from './item-errors.ts'

/** Refuses the items whose text is taken already, by an earlier one or within the list itself. Case does not count. */
export function refuseTaken(
  texts: readonly string[],
  { taken, field, code }: { taken: readonly string[]; field: string; code: RefusalCode },
): void {
  const errors = collectErrors()
  const seen = new Set(taken)
  for (const [index, text] of texts.entries()) {
    const key = text.toLowerCase()
    if (seen.has(key)) errors.add(`items.${index}.${field}`, code)
    seen.add(key)
  }
  errors.refuseIfAny()
}

/** When an item is archived after a change: now, no more, or as before. */
export function archivedAtAfter(
  isArchived: boolean | undefined,
  { archivedAt, now }: { archivedAt: Date | null; now: Date },
): Date | null {
  if (isArchived === undefined) return archivedAt
  return isArchived ? (archivedAt ?? now) : null
}
