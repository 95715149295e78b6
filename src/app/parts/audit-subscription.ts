import type { Transaction } from '#db/database.ts'
import { listProjectRowsByIds } from '#db/projects.ts'
import { audit } from './audit.ts'
import type { Context } from '../context.ts'

/** Writes down what of a project's subscription changed: a pause, or a price from a day on. */
export async function auditSubscription(
  ctx: Context,
  tx: Transaction,
  { projectId, before, after }: { projectId: string; before: object; after: object },
): Promise<void> {
  const { workspaceId } = ctx
  const [project] = await listProjectRowsByIds(tx, { workspaceId, ids: [projectId] })
  const name = project?.name ?? ''
  await audit(ctx, tx, {
    action: 'changed',
    subject: 'subscription',
    id: projectId,
    name,
    before,
    after,
  })
}
