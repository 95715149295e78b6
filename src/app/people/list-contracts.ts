import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { type Contract, listContractRows } from '#db/contracts.ts'
import { findMember } from '#db/members.ts'

/** What a person works a week and costs, the latest contract first; for those who see rates. */
export async function listContracts(
  ctx: Context,
  { memberId }: { memberId: string },
): Promise<Contract[]> {
  allow(ctx, 'rates:read')
  const key = { workspaceId: ctx.workspaceId, memberId }
  if (!(await findMember(ctx.db, key))) refuse('member_not_found')
  return await listContractRows(ctx.db, key)
}
