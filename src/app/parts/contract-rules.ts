import { formatDuration } from '#domain/duration.ts'
import { type ContractFields, sharesDays } from '#db/contracts.ts'
import type { Transaction } from '#db/database.ts'
import { refuse } from '../refuse.ts'

/** Refuses a contract that ends before it starts, or that shares a day with another of the same person. */
export async function refuseImpossibleContract(
  tx: Transaction,
  request: { workspaceId: string; memberId: string; fields: ContractFields; exceptId?: string },
): Promise<void> {
  const { fields, ...whose } = request
  const { startsOn, endsOn } = fields
  if (endsOn !== null && endsOn < startsOn) refuse('end_is_before_start', { field: 'endsOn' })
  if (await sharesDays(tx, { ...whose, startsOn, endsOn })) {
    refuse('contracts_overlap', { field: 'startsOn' })
  }
}

/** What the audit log keeps of a contract: the hours of its days as people read them. */
export function auditedContract({ startsOn, endsOn, weekdaySeconds, costRate }: ContractFields) {
  const hours = weekdaySeconds.map((seconds) => formatDuration(seconds, 'h:mm'))
  return { startsOn, endsOn, hours: hours.join(' '), costRate }
}
