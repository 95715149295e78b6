import type { Transaction } from '#db/database.ts'
import { holdMemberIds } from '#db/members.ts'
import type { Team, TeamFields } from '#db/teams.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { distinct } from './registering.ts'

/** Proves that the people of teams exist. */
export async function refuseUnknownPeople(
  { workspaceId }: Context,
  tx: Transaction,
  { teams, fieldOf }: { teams: readonly TeamFields[]; fieldOf: FieldOf },
): Promise<void> {
  const errors = collectErrors()
  const memberIds = distinct(
    teams.flatMap((team) => [...team.memberIds, ...(team.managerId ? [team.managerId] : [])]),
  )
  const known = new Set(await holdMemberIds(tx, { workspaceId, memberIds }))
  for (const [index, team] of teams.entries()) {
    if (team.managerId !== null && !known.has(team.managerId)) {
      errors.add(fieldOf(index, 'managerId'), 'member_not_found')
    }
    for (const [place, memberId] of team.memberIds.entries()) {
      if (!known.has(memberId)) {
        errors.add(fieldOf(index, `memberIds.${place}`), 'member_not_found')
      }
    }
  }
  errors.refuseIfAny()
}

/** What the audit log keeps of a team: its people by name. */
export function auditedTeam({ name, managerName, members, archivedAt }: Team) {
  return { name, manager: managerName, members, archivedAt }
}
