import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type SubscriptionView, viewSubscription } from '#app/parts/subscription-view.ts'
import { refuse } from '#app/refuse.ts'
import { listProjectRowsByIds } from '#db/projects.ts'

/** The pauses and prices of a project's subscription, and what became of its periods. */
export async function getSubscription(
  ctx: Context,
  { projectId }: { projectId: string },
): Promise<SubscriptionView> {
  allow(ctx, 'rates:read')
  const find = { workspaceId: ctx.workspaceId, ids: [projectId] }
  if ((await listProjectRowsByIds(ctx.db, find)).length === 0) refuse('project_not_found')
  return await viewSubscription(ctx, ctx.db, { projectId })
}
