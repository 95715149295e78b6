import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { auditedContract, refuseImpossibleContract } from '#app/parts/contract-rules.ts'
import { refuse } from '#app/refuse.ts'
import { type Contract, type ContractFields, insertContract } from '#db/contracts.ts'
import { lockMembers } from '#db/members.ts'
import { newId } from '#lib/ids.ts'

/** Writes down what a person works a week and costs, from a day on. */
export async function createContract(
  ctx: Context,
  { memberId, ...fields }: { memberId: string } & ContractFields,
): Promise<Contract> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const [member] = await lockMembers(tx, { workspaceId, memberIds: [memberId] })
    if (!member) refuse('member_not_found')
    await refuseImpossibleContract(tx, { workspaceId, memberId, fields })
    const id = newId()
    const createdAt = ctx.clock.now()
    await insertContract(tx, { workspaceId, memberId, id, createdAt, fields })
    const about = { subject: 'contract', id, name: member.name } as const
    await audit(ctx, tx, { action: 'created', ...about, after: auditedContract(fields) })
    return { id, memberId, createdAt, ...fields }
  })
}
