import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import {
  projectViolations,
  refuseImpossibleProjects,
  viewProject,
} from '#app/parts/project-rules.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { byId } from '#app/parts/registering.ts'
import {
  insertProjects,
  listProjectRowsByIds,
  listTakenProjectCodes,
  type Project,
  type ProjectFields,
} from '#db/projects.ts'
import { newId } from '#lib/ids.ts'

/** Makes projects, all of them or none. */
export async function createProjects(
  ctx: Context,
  { items }: { items: ProjectFields[] },
): Promise<Project[]> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const projects = items.map((fields) => ({
    ...fields,
    ...onlyItsSubscription(fields),
    id: newId(),
  }))
  return await refuseViolations(projectViolations, () =>
    inTransaction(ctx, async (tx) => {
      const codes = projects.flatMap((project) => project.code ?? [])
      const takenCodes = new Set(await listTakenProjectCodes(tx, { workspaceId, codes }))
      await refuseImpossibleProjects(ctx, tx, { projects, takenCodes, fieldOf: fieldOfItem })
      await insertProjects(tx, { workspaceId, projects, createdAt })
      const ids = projects.map((project) => project.id)
      const written = byId(await listProjectRowsByIds(tx, { workspaceId, ids }))
      return ids.flatMap((id) => written.get(id) ?? []).map((each) => viewProject(ctx, each))
    }),
  )
}

// A subscription that no method asks for is not kept: it would be billed one day.
function onlyItsSubscription({ invoiceMethod, subscription }: ProjectFields) {
  return { subscription: invoiceMethod === 'subscription' ? subscription : null }
}
