import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { byId } from '#app/parts/registering.ts'
import { refuseTaken } from '#app/parts/named-items.ts'
import { auditedTeam, refuseUnknownPeople } from '#app/parts/team-rules.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import {
  insertTeams,
  listTakenTeamNames,
  listTeamRowsByIds,
  type Team,
  type TeamFields,
} from '#db/teams.ts'
import { newId } from '#lib/ids.ts'

/** Makes teams, all of them or none. */
export async function createTeams(
  ctx: Context,
  { items }: { items: TeamFields[] },
): Promise<Team[]> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  const teams = items.map((fields) => ({ ...fields, id: newId() }))
  const names = items.map((item) => item.name)
  return await refuseViolations({ teams_name: 'team_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const taken = await listTakenTeamNames(tx, { workspaceId, names })
      refuseTaken(names, { taken, field: 'name', code: 'team_name_is_taken' })
      await refuseUnknownPeople(ctx, tx, { teams, fieldOf: fieldOfItem })
      await insertTeams(tx, { workspaceId, teams, createdAt: ctx.clock.now() })
      const ids = teams.map((team) => team.id)
      const made = byId(await listTeamRowsByIds(tx, { workspaceId, ids }))
      const created = ids.flatMap((id) => made.get(id) ?? [])
      await audit(
        ctx,
        tx,
        created.map((after) => ({
          action: 'created',
          subject: 'team',
          id: after.id,
          name: after.name,
          after: auditedTeam(after),
        })),
      )
      return created
    }),
  )
}
