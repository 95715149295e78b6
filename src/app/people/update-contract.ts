import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { auditedContract, refuseImpossibleContract } from '#app/parts/contract-rules.ts'
import { refuse } from '#app/refuse.ts'
import {
  type Contract,
  type ContractFields,
  findContract,
  updateContractFields,
} from '#db/contracts.ts'
import { lockMembers } from '#db/members.ts'

/** Changes the given fields of a contract. */
export async function updateContract(
  ctx: Context,
  {
    memberId,
    contractId,
    changes,
  }: { memberId: string; contractId: string; changes: Partial<ContractFields> },
): Promise<Contract> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  const key = { workspaceId, memberId, contractId }
  return await inTransaction(ctx, async (tx) => {
    const [member] = await lockMembers(tx, { workspaceId, memberIds: [memberId] })
    const contract = await findContract(tx, key)
    if (!member || !contract) refuse('contract_not_found')
    const fields = { ...contract, ...changes }
    await refuseImpossibleContract(tx, { workspaceId, memberId, fields, exceptId: contractId })
    await updateContractFields(tx, { ...key, fields })
    const about = { subject: 'contract', id: contractId, name: member.name } as const
    await audit(ctx, tx, {
      action: 'changed',
      ...about,
      before: auditedContract(contract),
      after: auditedContract(fields),
    })
    return fields
  })
}
