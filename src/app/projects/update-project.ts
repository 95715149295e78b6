import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import {
  planAgain,
  type PlannedInstalmentInput,
  plannedPriceMinor,
} from '#app/parts/project-plan.ts'
import {
  projectViolations,
  refuseImpossibleProjects,
  viewProject,
} from '#app/parts/project-rules.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  hasSubProjects,
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
import { isPlanned } from '#domain/rates.ts'
import { keepsBilledPeriods } from '#domain/subscription-billing.ts'
import { assert } from '#lib/assert.ts'

type Changes = Partial<Omit<ProjectFields, 'plannedInstalments'>> & {
  plannedInstalments?: readonly PlannedInstalmentInput[]
  isArchived?: boolean
}

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

      const { isArchived, plannedInstalments: asked, ...changed } = changes
      const fields: ProjectFields = {
        ...project,
        memberIds: idsOf(project.members),
        taskIds: idsOf(project.tasks),
        tagIds: idsOf(project.tags),
        ...changed,
      }
      if (fields.invoiceMethod !== 'subscription') fields.subscription = null
      if (fields.billToClientId === fields.clientId) fields.billToClientId = null
      const { invoiceMethod } = fields
      const previous = project.plannedInstalments
      fields.plannedInstalments = planAgain({ invoiceMethod, previous }, asked)
      const billedMinor = await sumBilledInstalmentsMinor(tx, key)
      if (isPlanned(invoiceMethod)) {
        fields.fixedPriceMinor = plannedPriceMinor(fields.plannedInstalments, billedMinor.unplanned)
      }
      const codes = fields.code === null || isSame(fields.code, project.code) ? [] : [fields.code]
      const takenCodes = new Set(await listTakenProjectCodes(tx, { workspaceId, codes }))
      const { clientId, billToClientId, parentId } = project
      const subProjects = await hasSubProjects(tx, key)
      const before = { clientId, billToClientId, parentId, hasSubProjects: subProjects }
      const projects = [{ ...fields, asked: asked ?? [], previous: before }]
      await refuseImpossibleProjects(ctx, tx, { projects, takenCodes, fieldOf: fieldAlone })
      if (billedMinor.billed > 0 && (fields.fixedPriceMinor ?? 0) < billedMinor.billed) {
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
      const about = { subject: 'project', id: projectId, name: updated.name } as const
      await audit(ctx, tx, { action: 'changed', ...about, before: project, after: updated })
      return viewProject(ctx, updated)
    }),
  )
}

function idsOf(named: readonly { id: string }[]): string[] {
  return named.map((each) => each.id)
}

function isSame(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase()
}
