export const invoiceMethods = [
  'none',
  'task_hourly_rate',
  'user_hourly_rate',
  'project_hourly_rate',
  'client_hourly_rate',
  'fixed_price',
  'fixed_price_instalments',
  'fixed_price_per_task',
  'subscription',
] as const

export type InvoiceMethod = (typeof invoiceMethods)[number]

/** Which rate an hour was priced with. 'none': the project does not bill hours. */
export type RateRule = 'none' | 'task' | 'user' | 'project' | 'client' | 'workspace'

export type MileageRateRule = 'client' | 'workspace'

/** Rates are decimal strings; null means that there is none at this level. */
export type HourlyRates = {
  task: string | null
  user: string | null
  project: string | null
  client: string | null
  workspace: string
}

/** The price of an hour by the project's invoice method, and the rule that gave it; the workspace's rate where the method's own is not set. */
export function resolveHourlyRate(
  method: InvoiceMethod,
  rates: HourlyRates,
): { rate: string; rule: RateRule } {
  const level = levelOf(method)
  if (level === null) return { rate: '0', rule: 'none' }
  const rate = rates[level]
  return rate === null ? { rate: rates.workspace, rule: 'workspace' } : { rate, rule: level }
}

/** The price of a kilometre: the client's own, else the workspace's. */
export function resolveMileageRate(rates: { client: string | null; workspace: string }): {
  rate: string
  rule: MileageRateRule
} {
  if (rates.client === null) return { rate: rates.workspace, rule: 'workspace' }
  return { rate: rates.client, rule: 'client' }
}

/** Whether hours of such a project are billed by themselves. A fixed price and a subscription cover them already. */
export function billsHours(method: InvoiceMethod): boolean {
  return levelOf(method) !== null
}

export const hourlyMethods = invoiceMethods.filter(billsHours)

export const plannedMethods = invoiceMethods.filter(isPlanned)

/** Whether expenses and mileages of such a project can be billed: all but those of a project that is not invoiced. */
export function billsCosts(method: InvoiceMethod): boolean {
  return method !== 'none'
}

/** Whether the fixed price of such a project is planned in parts: a schedule, or one for each task. */
export function isPlanned(method: InvoiceMethod): boolean {
  return method === 'fixed_price_instalments' || method === 'fixed_price_per_task'
}

/**
 * The price that a project's method cannot do without, when it is not there. The other methods fall back to the workspace's
 * rate, and a sub-project to the rate of its main project.
 */
export function missingPrice(project: {
  invoiceMethod: InvoiceMethod
  parentId: string | null
  hourlyRate: string | null
  fixedPriceMinor: number | null
  plannedInstalments: readonly unknown[]
  subscription: object | null
}): 'hourlyRate' | 'fixedPriceMinor' | 'plannedInstalments' | 'subscription' | undefined {
  const { invoiceMethod, parentId, hourlyRate, fixedPriceMinor, subscription } = project
  const isMain = parentId === null
  if (invoiceMethod === 'project_hourly_rate' && isMain && hourlyRate === null) return 'hourlyRate'
  if (invoiceMethod === 'fixed_price' && fixedPriceMinor === null) return 'fixedPriceMinor'
  if (isPlanned(invoiceMethod) && project.plannedInstalments.length === 0) {
    return 'plannedInstalments'
  }
  if (invoiceMethod === 'subscription' && subscription === null) return 'subscription'
  return undefined
}

function levelOf(method: InvoiceMethod): 'task' | 'user' | 'project' | 'client' | null {
  switch (method) {
    case 'task_hourly_rate':
      return 'task'
    case 'user_hourly_rate':
      return 'user'
    case 'project_hourly_rate':
      return 'project'
    case 'client_hourly_rate':
      return 'client'
    case 'none':
    case 'fixed_price':
    case 'fixed_price_instalments':
    case 'fixed_price_per_task':
    case 'subscription':
      return null
  }
}
