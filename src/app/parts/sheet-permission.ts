import { findMember } from '#db/members.ts'
import type { FileImport } from '#db/file-imports.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { type FileImportKind, fileImportKinds, importPermission } from '#domain/sheet-kinds.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'

/** Refuses unless the person may bring in files of this kind. */
export function allowKind(ctx: Context, kind: FileImportKind): void {
  if (!may(ctx, importPermission[kind])) refuse('not_allowed')
}

export function kindsAllowed(ctx: Context): FileImportKind[] {
  return fileImportKinds.filter((kind) => may(ctx, importPermission[kind]))
}

/** The job as the person who asked for it, with what that person may do now; undefined when that is not enough any more. */
export async function importerContext(
  ctx: Context,
  found: FileImport,
): Promise<Context | undefined> {
  const { workspaceId } = ctx
  const { requestedBy: memberId, kind } = found
  const member = await findMember(ctx.db, { workspaceId, memberId })
  if (!member || member.archivedAt !== null) return undefined
  const importer = { ...ctx, memberId, permissions: permissionsOf[member.role] }
  return may(importer, importPermission[kind]) ? importer : undefined
}
