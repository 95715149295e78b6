import type { Transaction } from '#db/database.ts'
import type { Context } from '../context.ts'

/** Lets a worker send what waits for an organisation, once the transaction is done. */
export async function wakeXeroDocuments(
  ctx: Pick<Context, 'enqueue' | 'workspaceId'>,
  tx: Transaction,
  { connectionId }: { connectionId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const lane = connectionId
  await ctx.enqueue(tx, 'send-xero-documents', { workspaceId, connectionId }, { lane })
}

/** Lets a worker send what goes with documents that Xero has. */
export async function wakeXeroAttachments(
  ctx: Pick<Context, 'enqueue' | 'workspaceId'>,
  tx: Transaction,
  { connectionId }: { connectionId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const lane = connectionId
  await ctx.enqueue(tx, 'attach-to-xero-documents', { workspaceId, connectionId }, { lane })
}

/** Lets a worker do what was asked to be done with documents that Xero has. */
export async function wakeXeroChanges(
  ctx: Pick<Context, 'enqueue' | 'workspaceId'>,
  tx: Transaction,
  { connectionId }: { connectionId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const lane = connectionId
  await ctx.enqueue(tx, 'change-xero-documents', { workspaceId, connectionId }, { lane })
}
