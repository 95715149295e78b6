export const invoiceMethods = [
  'none',
  'task_hourly_rate',
  'user_hourly_rate',
  'project_hourly_rate',
  'client_hourly_rate',
  'fixed_price',
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

/** Whether expenses and mileages of such a project can be billed: all but those of a project that is not invoiced. */
export function billsCosts(method: InvoiceMethod): boolean {
  return method !== 'none'
}

/** The price that a project's method cannot do without, when it is not there. The other methods fall back to the workspace's rate. */
export function missingPrice(project: {
  invoiceMethod: InvoiceMethod
  hourlyRate: string | null
  fixedPriceMinor: number | null
  subscription: object | null
}): 'hourlyRate' | 'fixedPriceMinor' | 'subscription' | undefined {
  const { invoiceMethod, hourlyRate, fixedPriceMinor, subscription } = project
  if (invoiceMethod === 'project_hourly_rate' && hourlyRate === null) return 'hourlyRate'
  if (invoiceMethod === 'fixed_price' && fixedPriceMinor === null) return 'fixedPriceMinor'
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
    case 'subscription':
      return null
  }
}
