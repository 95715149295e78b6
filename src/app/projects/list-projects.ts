import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { viewProject } from '#app/parts/project-rules.ts'
import type { Page } from '#db/page.ts'
import { countProjects, listProjectRows, type Project, type ProjectFilter } from '#db/projects.ts'

/** Projects by name, a page at a time, and how many match in all unless that is not asked. */
export async function listProjects(
  ctx: Context,
  {
    limit,
    cursor,
    withTotal = true,
    ...filter
  }: PageRequest & ProjectFilter & { withTotal?: boolean | undefined },
): Promise<Page<Project> & { total?: number }> {
  allow(ctx, 'projects:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const [rows, total] = await Promise.all([
    listProjectRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 }),
    withTotal ? countProjects(ctx.db, { workspaceId, filter }) : undefined,
  ])
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.sortName)
  return {
    items: items.map((row) => viewProject(ctx, row)),
    nextCursor,
    ...(total !== undefined && { total }),
  }
}
