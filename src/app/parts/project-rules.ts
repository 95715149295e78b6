import type { Transaction } from '#db/database.ts'
import { holdClients, type Project, type ProjectFields } from '#db/projects.ts'
import { listKnownVatRateIds } from '#db/vat-rates.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { missingPrice } from '#domain/rates.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { byId, distinct } from './registering.ts'

/** How the database's own refusals of a project read. */
export const projectViolations = { projects_code: 'project_code_is_taken' } as const

/** Proves that projects can be written as they are: clients and VAT rates exist, prices are there, dates are in order. */
export async function refuseImpossibleProjects(
  ctx: Context,
  tx: Transaction,
  request: {
    projects: (ProjectFields & { previousClientId?: string })[]
    takenCodes: ReadonlySet<string>
    fieldOf: FieldOf
  },
): Promise<void> {
  const { workspaceId } = ctx
  const { projects, fieldOf } = request
  const errors = collectErrors()
  const clientIds = distinct(projects.map((project) => project.clientId))
  const clients = byId(await holdClients(tx, { workspaceId, clientIds }))
  const vatRateIds = distinct(projects.flatMap((project) => project.vatRateId ?? []))
  const vatRates = new Set(await listKnownVatRateIds(tx, { workspaceId, vatRateIds }))
  const codes = new Set(request.takenCodes)

  for (const [index, project] of projects.entries()) {
    const client = clients.get(project.clientId)
    if (!client) errors.add(fieldOf(index, 'clientId'), 'client_not_found')
    else if (client.isArchived && project.previousClientId !== client.id) {
      errors.add(fieldOf(index, 'clientId'), 'client_is_archived')
    }
    if (project.vatRateId !== null && !vatRates.has(project.vatRateId)) {
      errors.add(fieldOf(index, 'vatRateId'), 'vat_rate_not_found')
    }
    const unpriced = missingPrice(project)
    if (unpriced) errors.add(fieldOf(index, unpriced), 'invoice_method_needs_price')
    if (isBackwards(project)) errors.add(fieldOf(index, 'endsOn'), 'end_is_before_start')
    if (project.subscription && isBackwards(project.subscription)) {
      errors.add(fieldOf(index, 'subscription.endsOn'), 'end_is_before_start')
    }
    if (
      project.subscription &&
      !fitsOnLine(project.subscription.quantity, project.subscription.unitPrice)
    ) {
      errors.add(fieldOf(index, 'subscription.quantity'), 'amount_is_too_large')
    }
    const code = project.code?.toLowerCase()
    if (code !== undefined && codes.has(code)) {
      errors.add(fieldOf(index, 'code'), 'project_code_is_taken')
    }
    if (code !== undefined) codes.add(code)
  }
  errors.refuseIfAny()
}

function isBackwards({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }) {
  return startsOn !== null && endsOn !== null && endsOn < startsOn
}

/** The project as this person may see it: without prices for those who may not see rates. */
export function viewProject(ctx: Context, project: Project): Project {
  if (may(ctx, 'rates:read')) return project
  return { ...project, hourlyRate: null, fixedPriceMinor: null, subscription: null }
}
