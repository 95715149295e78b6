import { findMemberLanguage } from '#db/me.ts'
import { getWorkspace, type WorkspaceSettings } from '#db/workspaces.ts'
import type { Context } from '../context.ts'

/** How files are written for who asks: as the workspace writes, in the language the person chose, or else its own. */
export async function readerSettings({
  db,
  workspaceId,
  memberId,
}: Context): Promise<WorkspaceSettings> {
  const workspace = await getWorkspace(db, { workspaceId })
  const language = memberId && (await findMemberLanguage(db, { workspaceId, memberId }))
  return { ...workspace, language: language || workspace.language }
}
