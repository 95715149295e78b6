import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import {
  planAnew,
  type PlannedInstalmentInput,
  plannedPriceMinor,
} from '#app/parts/project-plan.ts'
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
import { isPlanned } from '#domain/rates.ts'
import { newId } from '#lib/ids.ts'

export type NewProject = Pick<ProjectFields, 'clientId' | 'name' | 'invoiceMethod'> &
  Partial<Omit<ProjectFields, 'plannedInstalments'>> & {
    plannedInstalments?: readonly PlannedInstalmentInput[]
  }

/** Makes projects, all of them or none. */
export async function createProjects(
  ctx: Context,
  { items }: { items: readonly NewProject[] },
): Promise<Project[]> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const projects = items.map((item) => ({
    ...complete(item),
    asked: item.plannedInstalments ?? [],
    id: newId(),
  }))
  return await refuseViolations(projectViolations, () =>
    inTransaction(ctx, async (tx) => {
      const codes = projects.flatMap((project) => project.code ?? [])
      const takenCodes = new Set(await listTakenProjectCodes(tx, { workspaceId, codes }))
      await refuseImpossibleProjects(ctx, tx, { projects, takenCodes, fieldOf: fieldOfItem })
      await insertProjects(tx, { workspaceId, projects, createdAt })
      const ids = projects.map((project) => project.id)
      await audit(
        ctx,
        tx,
        projects.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'project',
          id,
          name: after.name,
          after,
        })),
      )
      const written = byId(await listProjectRowsByIds(tx, { workspaceId, ids }))
      return ids.flatMap((id) => written.get(id) ?? []).map((each) => viewProject(ctx, each))
    }),
  )
}

const nothing = {
  parentId: null,
  billToClientId: null,
  managerId: null,
  memberIds: [],
  taskIds: [],
  tagIds: [],
  code: null,
  hourlyRate: null,
  fixedPriceMinor: null,
  vatRateId: null,
  startsOn: null,
  endsOn: null,
  color: null,
  reference: '',
  notes: '',
}

// A subscription, or a plan, that no method asks for is not kept: it would be billed one day.
function complete(item: NewProject): ProjectFields {
  const { invoiceMethod, clientId, billToClientId = null } = item
  const plannedInstalments = planAnew(item, item.plannedInstalments ?? [])
  return {
    ...nothing,
    ...item,
    billToClientId: billToClientId === clientId ? null : billToClientId,
    plannedInstalments,
    fixedPriceMinor: isPlanned(invoiceMethod)
      ? plannedPriceMinor(plannedInstalments)
      : (item.fixedPriceMinor ?? null),
    subscription: invoiceMethod === 'subscription' ? (item.subscription ?? null) : null,
  }
}
