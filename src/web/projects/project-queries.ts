import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { minorFromDecimal, minorToDecimal } from '#domain/money.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import { queryOptions } from '@tanstack/react-query'

export type Project = components['schemas']['Project']

export type ProjectFilter = {
  q?: string | undefined
  clientId?: string | undefined
  archived?: 'true' | 'all' | undefined
}

export function readProjects(filter: ProjectFilter, cursor: string | undefined) {
  const { q, clientId, archived } = filter
  const query = {
    limit: 100,
    ...(q ? { q } : {}),
    ...(clientId ? { clientId } : {}),
    ...(archived ? { archived } : {}),
    ...(cursor ? { cursor } : {}),
  }
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

/** The project form: texts, empty for none. The fields of other methods are kept while the method is tried out. */
export type ProjectValues = {
  clientId: string | null
  code: string
  name: string
  invoiceMethod: InvoiceMethod | null
  hourlyRate: string
  fixedPriceMinor: string
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
  startsOn: string | null
  endsOn: string | null
}

/** What the form starts with. */
export function projectValues(
  project: Project | undefined,
  clientId: string | null,
): ProjectValues {
  return {
    clientId: project?.clientId ?? clientId,
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
    startsOn: project?.startsOn ?? null,
    endsOn: project?.endsOn ?? null,
  }
}

/** What is sent: only the price of the chosen method. */
export function projectInput(values: ProjectValues) {
  const { invoiceMethod, subscription } = values
  return {
    clientId: values.clientId ?? '',
    code: values.code.trim() || null,
    name: values.name.trim(),
    invoiceMethod: invoiceMethod ?? 'none',
    hourlyRate: invoiceMethod === 'project_hourly_rate' ? values.hourlyRate : null,
    fixedPriceMinor:
      invoiceMethod === 'fixed_price' ? (minorFromDecimal(values.fixedPriceMinor) ?? null) : null,
    subscription:
      invoiceMethod === 'subscription'
        ? { ...subscription, startsOn: subscription.startsOn ?? '' }
        : null,
    vatRateId: values.vatRateId,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
  }
}
