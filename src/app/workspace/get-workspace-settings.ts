import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { getWorkspace, type WorkspaceSettings } from '#db/workspaces.ts'

export async function getWorkspaceSettings(ctx: Context): Promise<WorkspaceSettings> {
  allow(ctx, 'rates:read')
  return await getWorkspace(ctx.db, { workspaceId: ctx.workspaceId })
}
