import { periodKey, saveInstalments, saveSubscriptionPeriods } from '#db/billable-items.ts'
import type { Transaction } from '#db/database.ts'
import { newId } from '#lib/ids.ts'
import type { Gathered } from './gather-items.ts'

/** Writes down the instalments and periods of a selection; answers what the id of each item is from now on. */
export async function saveGathered(
  tx: Transaction,
  {
    workspaceId,
    createdAt,
    gathered,
  }: { workspaceId: string; createdAt: Date; gathered: Gathered },
): Promise<(itemId: string) => string> {
  const ids = new Map<string, string>()
  const instalments = gathered.instalments.map((each) => ({ ...each, id: newId() }))
  const kept = await saveInstalments(tx, { workspaceId, createdAt, instalments })
  for (const [index, { id }] of gathered.instalments.entries()) {
    const given = instalments[index]?.id ?? id
    ids.set(id, kept.get(given) ?? given)
  }
  if (gathered.periods.length > 0) {
    const periods = gathered.periods.map((each) => ({ ...each, id: newId() }))
    const saved = await saveSubscriptionPeriods(tx, { workspaceId, createdAt, periods })
    for (const each of gathered.periods) ids.set(each.id, saved.get(periodKey(each)) ?? each.id)
  }
  return (itemId) => ids.get(itemId) ?? itemId
}
