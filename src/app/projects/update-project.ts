import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import {
  projectViolations,
  refuseImpossibleProjects,
  viewProject,
} from '#app/parts/project-rules.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  isProjectBilled,
  listProjectRowsByIds,
  listTakenProjectCodes,
  lockProject,
  type Project,
  type ProjectFields,
  sumBilledInstalmentsMinor,
  updateProjectFields,
} from '#db/projects.ts'
import { listSettledPeriods } from '#db/subscriptions.ts'
import { keepsBilledPeriods } from '#domain/subscription-billing.ts'
import { assert } from '#lib/assert.ts'

type Changes = Partial<ProjectFields> & { isArchived?: boolean }

/** Changes the given fields. Hours that are registered already keep the rate they have. */
export async function updateProject(
  ctx: Context,
  { projectId, changes }: { projectId: string; changes: Changes },
): Promise<Project> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const key = { workspaceId, projectId }
  const find = { workspaceId, ids: [projectId] }
  return await refuseViolations(projectViolations, () =>
    inTransaction(ctx, async (tx) => {
      if (!(await lockProject(tx, key))) refuse('project_not_found')
      const [project] = await listProjectRowsByIds(tx, find)
      assert(project, 'a locked project is there')

      const { isArchived, ...changed } = changes
      const fields: ProjectFields = { ...project, ...changed }
      if (fields.invoiceMethod !== 'subscription') fields.subscription = null
      const codes = fields.code === null || isSame(fields.code, project.code) ? [] : [fields.code]
      const takenCodes = new Set(await listTakenProjectCodes(tx, { workspaceId, codes }))
      const projects = [{ ...fields, previousClientId: project.clientId }]
      await refuseImpossibleProjects(ctx, tx, { projects, takenCodes, fieldOf: fieldAlone })
      const billedMinor = await sumBilledInstalmentsMinor(tx, key)
      if (billedMinor > 0 && (fields.fixedPriceMinor ?? 0) < billedMinor) {
        refuse('fixed_price_is_below_invoiced', { field: 'fixedPriceMinor' })
      }

      if (fields.clientId !== project.clientId && (await isProjectBilled(tx, key))) {
        refuse('project_has_billed_work', { field: 'clientId' })
      }
      if (fields.subscription) {
        const settled = await listSettledPeriods(tx, key)
        if (!keepsBilledPeriods(fields.subscription, settled)) {
          refuse('subscription_has_billed_periods', { field: 'subscription.startsOn' })
        }
      }

      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: project.archivedAt, now })
      await updateProjectFields(tx, { ...key, fields, archivedAt, updatedAt: now })
      const [updated] = await listProjectRowsByIds(tx, find)
      assert(updated, 'a locked project is there')
      return viewProject(ctx, updated)
    }),
  )
}

function isSame(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase()
}
