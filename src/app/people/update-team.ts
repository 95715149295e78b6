import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { auditedTeam, refuseUnknownPeople } from '#app/parts/team-rules.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  listTeamRowsByIds,
  lockTeam,
  type Team,
  type TeamFields,
  updateTeamFields,
} from '#db/teams.ts'
import { assert } from '#lib/assert.ts'

type Changes = Partial<TeamFields> & { isArchived?: boolean }

/** Changes the given fields, and archives or brings back. */
export async function updateTeam(
  ctx: Context,
  { teamId, changes }: { teamId: string; changes: Changes },
): Promise<Team> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  const key = { workspaceId, teamId }
  return await refuseViolations({ teams_name: 'team_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const team = await lockTeam(tx, key)
      if (!team) refuse('team_not_found')
      const { isArchived, ...given } = changes
      const memberIds = team.members.map((member) => member.id)
      const { name, managerId } = team
      const fields = { name, managerId, memberIds, ...given }
      await refuseUnknownPeople(ctx, tx, { teams: [fields], fieldOf: fieldAlone })
      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: team.archivedAt, now })
      await updateTeamFields(tx, { ...key, fields, archivedAt })
      const [updated] = await listTeamRowsByIds(tx, { workspaceId, ids: [teamId] })
      assert(updated, 'a locked team is there')
      await audit(ctx, tx, {
        action: 'changed',
        subject: 'team',
        id: teamId,
        name: updated.name,
        before: auditedTeam(team),
        after: auditedTeam(updated),
      })
      return updated
    }),
  )
}
