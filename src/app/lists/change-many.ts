import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type BulkChanges, listWrites } from '#app/parts/list-writes.ts'
import { refuse, Refused } from '#app/refuse.ts'
import { bulkFields, type List } from '#domain/lists.ts'
import type { Use } from '#domain/uses.ts'
import { refusals } from '#domain/refusals.ts'

type Request = {
  list: List
  ids: readonly string[]
  changes: BulkChanges
  /** Instead of changing: what is used stays, with the reason. */
  isDeleted: boolean
}

export type BulkResult = {
  id: string
  problem: { code: string; message: string; uses?: Use[] } | null
}

/** Changes, archives or deletes many rows of a list, each by itself: one that is refused does not hold up the others. */
export async function changeMany(
  ctx: Context,
  { list, ids, changes, isDeleted }: Request,
): Promise<BulkResult[]> {
  allow(ctx, listWrites[list].permission)
  const { update, remove } = listWrites[list]
  const fields: readonly string[] = ['isArchived', ...bulkFields[list]]
  const foreign = Object.keys(changes).find((field) => !fields.includes(field))
  if (foreign) {
    const detail = say('Of this list, {{fields}} can be changed for many rows at once.', {
      fields: fields.join(', '),
    })
    refuse('input_is_not_valid', { field: `changes.${foreign}`, detail })
  }
  if (isDeleted && !remove) {
    const detail = say('Rows of this list are archived, not deleted.')
    refuse('input_is_not_valid', { field: 'isDeleted', detail })
  }
  const results: BulkResult[] = []
  for (const id of new Set(ids)) {
    // Each in a transaction of its own, one after the other: all of them together would hold up everybody else.
    // oxlint-disable-next-line no-await-in-loop
    const problem = await problemOf(() =>
      isDeleted && remove ? remove(ctx, id) : update(ctx, id, changes),
    )
    results.push({ id, problem })
  }
  return results
}

async function problemOf(work: () => Promise<unknown>): Promise<BulkResult['problem']> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, particulars } = error
    const { detail, uses } = particulars
    const problem = { code, message: detail ?? refusals[code].title }
    return uses ? { ...problem, uses: [...uses] } : problem
  }
}
