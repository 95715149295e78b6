import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { auditedTeam } from '#app/parts/team-rules.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { lockTeam, removeTeam } from '#db/teams.ts'

/** Removes a team that nobody is in; one with people can be archived. */
export async function deleteTeam(ctx: Context, { teamId }: { teamId: string }): Promise<void> {
  allow(ctx, 'members:write')
  const key = { workspaceId: ctx.workspaceId, teamId }
  await inTransaction(ctx, async (tx) => {
    const team = await lockTeam(tx, key)
    if (!team) refuse('team_not_found')
    const { length: count } = team.members
    refuseUsed('team_has_members', count > 0 ? [{ kind: 'people', count }] : [])
    await removeTeam(tx, key)
    const about = { subject: 'team', id: teamId, name: team.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: auditedTeam(team) })
  })
}
