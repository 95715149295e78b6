import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { projectViolations } from '#app/parts/project-rules.ts'
import { type NewProject, writeProjects } from '#app/parts/write-projects.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import type { Project } from '#db/projects.ts'

/** Makes projects, all of them or none. */
export async function createProjects(
  ctx: Context,
  { items }: { items: readonly NewProject[] },
): Promise<Project[]> {
  allow(ctx, 'projects:write')
  return await refuseViolations(projectViolations, () =>
    inTransaction(ctx, (tx) => writeProjects(ctx, tx, { items, fieldOf: fieldOfItem })),
  )
}
