import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { removeContract } from '#db/contracts.ts'

/** Removes a contract that was written down by mistake; one that is over gets an end instead. */
export async function deleteContract(
  ctx: Context,
  { memberId, contractId }: { memberId: string; contractId: string },
): Promise<void> {
  allow(ctx, 'members:write')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const isGone = await removeContract(tx, { workspaceId, memberId, contractId })
    if (!isGone) refuse('contract_not_found')
  })
}
