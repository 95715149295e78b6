import { audit } from './audit.ts'
import {
  insertProjects,
  listProjectRowsByIds,
  listTakenProjectCodes,
  type Project,
  type ProjectFields,
} from '#db/projects.ts'
import type { Transaction } from '#db/database.ts'
import { isPlanned } from '#domain/rates.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import type { FieldOf } from './item-errors.ts'
import { planAnew, type PlannedInstalmentInput, plannedPriceMinor } from './project-plan.ts'
import { refuseImpossibleProjects, viewProject } from './project-rules.ts'
import { byId } from './registering.ts'

export type NewProject = Pick<ProjectFields, 'clientId' | 'name' | 'invoiceMethod'> &
  Partial<Omit<ProjectFields, 'plannedInstalments'>> & {
    plannedInstalments?: readonly PlannedInstalmentInput[]
  }

/** Writes new projects, all of them or none. What the database refuses is explained around it, by `projectViolations`. */
export async function writeProjects(
  ctx: Context,
  tx: Transaction,
  { items, fieldOf }: { items: readonly NewProject[]; fieldOf: FieldOf },
): Promise<Project[]> {
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const projects = items.map((item) => ({
    ...complete(item),
    asked: item.plannedInstalments ?? [],
    id: newId(),
  }))
  const codes = projects.flatMap((project) => project.code ?? [])
  const takenCodes = new Set(await listTakenProjectCodes(tx, { workspaceId, codes }))
  await refuseImpossibleProjects(ctx, tx, { projects, takenCodes, fieldOf })
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
  hourRounding: null,
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
