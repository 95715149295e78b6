import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { refuse } from '#app/refuse.ts'
import { type Contract, listContractRows } from '#db/contracts.ts'
import { findMember } from '#db/members.ts'
import type { Page } from '#db/page.ts'

/** What a person works a week and costs, the latest contract first; for those who see rates. */
export async function listContracts(
  ctx: Context,
  { limit, cursor, memberId }: PageRequest & { memberId: string },
): Promise<Page<Contract>> {
  allow(ctx, 'rates:read')
  const key = { workspaceId: ctx.workspaceId, memberId }
  if (!(await findMember(ctx.db, key))) refuse('member_not_found')
  const asked = { ...key, before: nameCursorFrom(cursor), limit: limit + 1 }
  return pageOf(await listContractRows(ctx.db, asked), limit, (row) => row.startsOn)
}
