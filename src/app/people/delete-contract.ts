import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { auditedContract } from '#app/parts/contract-rules.ts'
import { refuse } from '#app/refuse.ts'
import { findContract, removeContract } from '#db/contracts.ts'
import { lockMembers } from '#db/members.ts'

/** Removes a contract that was written down by mistake; one that is over gets an end instead. */
export async function deleteContract(
  ctx: Context,
  { memberId, contractId }: { memberId: string; contractId: string },
): Promise<void> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const [member] = await lockMembers(tx, { workspaceId, memberIds: [memberId] })
    const key = { workspaceId, memberId, contractId }
    const contract = await findContract(tx, key)
    if (!member || !contract) refuse('contract_not_found')
    await removeContract(tx, key)
    const about = { subject: 'contract', id: contractId, name: member.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: auditedContract(contract) })
  })
}
