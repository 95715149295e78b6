import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { minorFromDecimal, minorToDecimal } from '#domain/money.ts'
import type { ProjectColor } from '#domain/project-colors.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import { type ListSearch, queryOf } from '../lists/list-search.ts'
import { given } from '../search-params.ts'
import { queryOptions } from '@tanstack/react-query'

export type Project = components['schemas']['Project']

export type ProjectFilter = ListSearch & {
  clientId?: string | undefined
  parentId?: string | undefined
  tagId?: string | undefined
}

export function readProjects(
  { clientId, parentId, tagId, ...search }: ProjectFilter,
  cursor: string | undefined,
) {
  const narrowed = queryOf('projects', search, { clientId, parentId, tagId })
  const query = given({ ...narrowed, cursor, limit: 100 })
  return answered(api.GET('/api/v1/projects', { params: { query } }))
}

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['projects', projectId],
    queryFn: () =>
      answered(api.GET('/api/v1/projects/{projectId}', { params: { path: { projectId } } })),
  })

export function changeProject(
  projectId: string,
  body: { isArchived: boolean } | ReturnType<typeof projectInput>,
  headers: { 'Idempotency-Key': string },
) {
  return answered(
    api.PATCH('/api/v1/projects/{projectId}', { params: { path: { projectId } }, body, headers }),
  )
}

type Interval = 'week' | 'month' | 'quarter' | 'year'

/** A part of a planned price in the form. */
export type PlannedValues = {
  /** Tells rows apart, also those that are not saved yet. */
  key: string
  id: string | null
  taskId: string | null
  taskName: string | undefined
  description: string
  amount: string
  dueOn: string | null
  status: Project['plannedInstalments'][number]['status']
}

export function emptyPart(): PlannedValues {
  const nothing = { id: null, taskId: null, taskName: undefined, description: '', amount: '' }
  return { ...nothing, key: crypto.randomUUID(), dueOn: null, status: 'open' }
}

/** The project form: texts, empty for none. The fields of other methods are kept while the method is tried out. */
export type ProjectValues = {
  clientId: string | null
  parentId: string | null
  billToClientId: string | null
  managerId: string | null
  memberIds: string[]
  taskIds: string[]
  tagIds: string[]
  color: ProjectColor | null
  reference: string
  notes: string
  code: string
  name: string
  invoiceMethod: InvoiceMethod | null
  hourlyRate: string
  fixedPriceMinor: string
  /** The parts of a price in instalments, and of one per task. */
  schedule: PlannedValues[]
  taskPrices: PlannedValues[]
  subscription: {
    interval: Interval
    startsOn: string | null
    endsOn: string | null
    description: string
    quantity: string
    unitPrice: string
    proratesPauses: boolean
  }
  vatRateId: string | null
  hourRounding: Project['hourRounding']
  startsOn: string | null
  endsOn: string | null
}

/** What the form starts with. */
export function projectValues(
  project: Project | undefined,
  start: { clientId: string | null; parentId: string | null },
): ProjectValues {
  const planned = project?.plannedInstalments.map(plannedValues) ?? []
  const schedule = planned.filter((part) => part.taskId === null)
  const taskPrices = planned.filter((part) => part.taskId !== null)
  return {
    clientId: project?.clientId ?? start.clientId,
    parentId: project?.parentId ?? start.parentId,
    billToClientId: project?.billToClientId ?? null,
    managerId: project?.managerId ?? null,
    memberIds: project?.members.map(({ id }) => id) ?? [],
    taskIds: project?.tasks.map(({ id }) => id) ?? [],
    tagIds: project?.tags.map(({ id }) => id) ?? [],
    color: project?.color ?? null,
    reference: project?.reference ?? '',
    notes: project?.notes ?? '',
    schedule: schedule.length > 0 ? schedule : [emptyPart()],
    taskPrices: taskPrices.length > 0 ? taskPrices : [emptyPart()],
    code: project?.code ?? '',
    name: project?.name ?? '',
    invoiceMethod: project?.invoiceMethod ?? null,
    hourlyRate: project?.hourlyRate ?? '',
    fixedPriceMinor:
      typeof project?.fixedPriceMinor === 'number' ? minorToDecimal(project.fixedPriceMinor) : '',
    subscription: project?.subscription ?? {
      interval: 'month',
      startsOn: null,
      endsOn: null,
      description: '',
      quantity: '1',
      unitPrice: '',
      proratesPauses: false,
    },
    vatRateId: project?.vatRateId ?? null,
    hourRounding: project?.hourRounding ?? null,
    startsOn: project?.startsOn ?? null,
    endsOn: project?.endsOn ?? null,
  }
}

function plannedValues(part: Project['plannedInstalments'][number]): PlannedValues {
  const { id, taskId, taskName, description, amountMinor, dueOn, status } = part
  const amount = minorToDecimal(amountMinor)
  return {
    key: id,
    id,
    taskId,
    taskName: taskName ?? undefined,
    description,
    amount,
    dueOn,
    status,
  }
}

function plannedInput(parts: readonly PlannedValues[]) {
  return parts.map(({ id, taskId, description, amount, dueOn }) => ({
    id,
    taskId,
    description: description.trim(),
    amountMinor: minorFromDecimal(amount) ?? 0,
    dueOn,
  }))
}

/** What is sent: only the price of the chosen method. */
export function projectInput(values: ProjectValues) {
  const { invoiceMethod, subscription } = values
  return {
    clientId: values.clientId ?? '',
    parentId: values.parentId,
    billToClientId: values.billToClientId,
    managerId: values.managerId,
    memberIds: values.memberIds,
    taskIds: values.taskIds,
    tagIds: values.tagIds,
    color: values.color,
    reference: values.reference.trim(),
    notes: values.notes,
    code: values.code.trim() || null,
    name: values.name.trim(),
    invoiceMethod: invoiceMethod ?? 'none',
    hourlyRate: invoiceMethod === 'project_hourly_rate' ? values.hourlyRate || null : null,
    fixedPriceMinor:
      invoiceMethod === 'fixed_price' ? (minorFromDecimal(values.fixedPriceMinor) ?? null) : null,
    plannedInstalments:
      invoiceMethod === 'fixed_price_instalments'
        ? plannedInput(values.schedule)
        : invoiceMethod === 'fixed_price_per_task'
          ? plannedInput(values.taskPrices)
          : [],
    subscription:
      invoiceMethod === 'subscription'
        ? { ...subscription, startsOn: subscription.startsOn ?? '' }
        : null,
    vatRateId: values.vatRateId,
    hourRounding: values.hourRounding,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
  }
}
