import { linesOf } from '#domain/document-lines.ts'
import type { LinePart } from '#domain/document-lines.ts'
import { sumMinor } from '#domain/money.ts'
import { refusals } from '#domain/refusals.ts'
import type { Gathered, LeftOut } from './gather-items.ts'
import { refuse } from '../refuse.ts'
import { refuseSettledItems } from './refuse-left-out.ts'

export type PlannedWriteOff = {
  projectId: string
  projectName: string
  clientId: string
  clientName: string
  parts: LinePart[]
  amountMinor: number
}

/** What of a selection would be written off, project by project; priced as an invoice of the same items would be. */
export function planWriteOffs(gathered: Gathered): PlannedWriteOff[] {
  return [...Map.groupBy(gathered.items, (item) => item.projectId)].map(([projectId, items]) => {
    const lines = linesOf(items, 'project')
    return {
      projectId,
      projectName: items[0]?.projectName ?? '',
      clientId: items[0]?.clientId ?? '',
      clientName: items[0]?.clientName ?? '',
      parts: lines.flatMap((line) => line.parts),
      amountMinor: sumMinor(lines.map((line) => line.netMinor)),
    }
  })
}

/** Refuses when nothing of a selection is left to write off, with the reason when all share one. */
export function refuseNothingToWriteOff(
  planned: readonly PlannedWriteOff[],
  leftOut: readonly LeftOut[],
): void {
  if (planned.length > 0) return
  const reasons = new Set(leftOut.map((each) => each.reason))
  const [reason] = reasons
  if (reason === undefined || reasons.size > 1) refuse('nothing_to_write_off', { field: 'items' })
  refuseSettledItems(leftOut)
  refuse('nothing_to_write_off', { field: 'items', detail: refusals[reason].title })
}
