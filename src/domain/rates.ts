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

/** Whose rate it is: an hour's, or a kilometre's. */
export const rateSubjectKinds = [
  'workspace',
  'client',
  'project',
  'task',
  'member',
  'workspace_mileage',
  'client_mileage',
] as const
export type RateSubjectKind = (typeof rateSubjectKinds)[number]
export type RateSubject = { kind: RateSubjectKind; id: string }

/** What a level asks from a day on. Null: from that day on none of its own. */
export type DatedRate = { validFrom: string; rate: string | null }

/** The rates of one level as decimal strings: the first counts until the first dated one; these are in the order of their days. */
export type RateHistory = { first: string | null; dated: readonly DatedRate[] }

export type HourlyRates = {
  task: RateHistory
  user: RateHistory
  project: RateHistory
  client: RateHistory
  workspace: RateHistory
}

/** What an item is priced with: the rate, the rule that gave it and since which day it is asked; null from the beginning. */
export type ResolvedRate<Rule> = { rate: string; rule: Rule; validFrom: string | null }

export const noRate: RateHistory = { first: null, dated: [] }

/** What a level asks on a day. */
export function rateOn(
  { first, dated }: RateHistory,
  day: string,
): { rate: string | null; validFrom: string | null } {
  return dated.findLast((each) => each.validFrom <= day) ?? { rate: first, validFrom: null }
}

/** The price of an hour of that day by the project's invoice method, and the rule that gave it; the workspace's rate where the method's own is not set. */
export function resolveHourlyRate(
  method: InvoiceMethod,
  rates: HourlyRates,
  day: string,
): ResolvedRate<RateRule> {
  const level = hourlyLevel(method)
  if (level === null) return { rate: '0', rule: 'none', validFrom: null }
  return resolve(level, { own: rates[level], workspace: rates.workspace }, day)
}

/** The price of a kilometre of that day: the client's own, else the workspace's. */
export function resolveMileageRate(
  rates: { client: RateHistory; workspace: RateHistory },
  day: string,
): ResolvedRate<MileageRateRule> {
  return resolve('client', { own: rates.client, workspace: rates.workspace }, day)
}

function resolve<Level extends string>(
  level: Level,
  { own, workspace }: { own: RateHistory; workspace: RateHistory },
  day: string,
): ResolvedRate<Level | 'workspace'> {
  const { rate, validFrom } = rateOn(own, day)
  if (rate !== null) return { rate, rule: level, validFrom }
  const fallback = rateOn(workspace, day)
  return { rate: fallback.rate ?? '0', rule: 'workspace', validFrom: fallback.validFrom }
}

/** Days between which one rate counts: from the first, up to but without the last; null where there is no end to it. */
export type Span = { from: string | null; until: string | null }

/** A level's rates with the workspace's where it has none, one after the other: on every day what `resolve` says of it. */
export function ratePeriods<Level extends string>(
  level: Level,
  rates: { own: RateHistory; workspace: RateHistory },
): (ResolvedRate<Level | 'workspace'> & Span)[] {
  const days = [...rates.own.dated, ...rates.workspace.dated].map((each) => each.validFrom)
  const starts = [null, ...[...new Set(days)].toSorted()]
  return starts.map((from, index) => {
    const until = starts[index + 1] ?? null
    return { ...resolve(level, rates, from ?? ''), from, until }
  })
}

/** A rate from a day on, or from the beginning; without a rate the day gets none of its own, and the one before it goes on. */
export type RateChange = { validFrom: string | null; rate: string | null; isRemoved?: boolean }

/** The history as it is after the change. */
export function withChange(
  { first, dated }: RateHistory,
  { validFrom, rate, isRemoved = false }: RateChange,
): RateHistory {
  if (validFrom === null) return { first: rate, dated }
  const others = dated.filter((each) => each.validFrom !== validFrom)
  const changed = isRemoved ? others : [...others, { validFrom, rate }]
  return { first, dated: changed.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)) }
}

/** The rates of a level that asks what another asks on days without a rate of its own, as a sub-project its main project's. */
export function withFallback(own: RateHistory, other: RateHistory): RateHistory {
  const days = [...own.dated, ...other.dated].map((each) => each.validFrom)
  const dated = [...new Set(days)].toSorted().flatMap((validFrom): DatedRate[] => {
    const { rate } = rateOn(own, validFrom)
    const isOwnDay = own.dated.some((each) => each.validFrom === validFrom)
    // A day of the other brings nothing while the own rate counts.
    if (rate !== null) return isOwnDay ? [{ validFrom, rate }] : []
    return [{ validFrom, rate: rateOn(other, validFrom).rate }]
  })
  return { first: own.first ?? other.first, dated }
}

/** The days on which a level may ask something else after a change: up to its next rate. */
export function changedSpan({ dated }: RateHistory, validFrom: string | null): Span {
  const next = dated.find((each) => validFrom === null || each.validFrom > validFrom)
  return { from: validFrom, until: next?.validFrom ?? null }
}

/** Whether hours of such a project are billed by themselves. A fixed price and a subscription cover them already. */
export function billsHours(method: InvoiceMethod): boolean {
  return hourlyLevel(method) !== null
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

/** Whose rate an hour is priced with by the method; null where hours have no price. */
export function hourlyLevel(method: InvoiceMethod): 'task' | 'user' | 'project' | 'client' | null {
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
