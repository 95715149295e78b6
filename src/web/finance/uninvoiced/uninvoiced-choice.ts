import { lineNetMinor, minorFromDecimal, minorToDecimal } from '#domain/money.ts'
import { noItems, type ExportItems, type UninvoicedProject } from '../types.ts'

export const openParts = ['hours', 'expenses', 'mileages'] as const
export type OpenPart = (typeof openParts)[number]

/** How much of a fixed price is invoiced now. */
export type PriceMode = 'all' | 'amount' | 'percentage' | 'nothing'

/** What a person wants to invoice of one project. */
export type ProjectChoice = {
  parts: ReadonlySet<OpenPart>
  mode: PriceMode
  /** Decimal texts, or whatever was typed so far. */
  amount: string
  percentage: string
  /** The ids of the parts of a planned price. */
  planned: ReadonlySet<string>
  /** The first days of the subscription's periods. */
  periods: ReadonlySet<string>
}

export type ChoiceProblem = 'amount_is_no_number' | 'percentage_is_no_number' | 'more_than_left'

/** All there is to invoice. */
export function initialChoice(project: UninvoicedProject): ProjectChoice {
  return {
    parts: new Set(openParts.filter((part) => openOf(project, part).count > 0)),
    mode: (project.fixedPriceLeftMinor ?? 0) > 0 ? 'all' : 'nothing',
    amount: '',
    percentage: '',
    planned: new Set(
      project.plannedInstalments.filter((part) => part.isDue).map((part) => part.id),
    ),
    periods: new Set(project.duePeriods.map((period) => period.startsOn)),
  }
}

export function openOf(project: UninvoicedProject, part: OpenPart) {
  return {
    hours: project.openHours,
    expenses: project.openExpenses,
    mileages: project.openMileages,
  }[part]
}

/** The part of the fixed price that is chosen; undefined while it is no amount. A percentage is of the whole price. */
export function instalmentMinor(
  { fixedPriceMinor, fixedPriceLeftMinor }: UninvoicedProject,
  { mode, amount, percentage }: ProjectChoice,
): number | undefined {
  switch (mode) {
    case 'all':
      return fixedPriceLeftMinor ?? 0
    case 'nothing':
      return 0
    case 'amount':
      return positive(minorFromDecimal(amount))
    case 'percentage': {
      if (!/^\d{1,3}(\.\d{1,2})?$/.test(percentage) || Number(percentage) > 100) return undefined
      const hundredth = decimalHundredth(percentage)
      return positive(lineNetMinor(minorToDecimal(fixedPriceMinor ?? 0), hundredth))
    }
  }
}

/** What cannot be right about the choice; undefined when it can be sent. */
export function choiceProblem(
  project: UninvoicedProject,
  choice: ProjectChoice,
): ChoiceProblem | undefined {
  const amountMinor = instalmentMinor(project, choice)
  if (amountMinor === undefined) {
    return choice.mode === 'percentage' ? 'percentage_is_no_number' : 'amount_is_no_number'
  }
  return amountMinor > (project.fixedPriceLeftMinor ?? 0) ? 'more_than_left' : undefined
}

/** What the choice comes to, before tax. */
export function choiceMinor(project: UninvoicedProject, choice: ProjectChoice): number {
  const open = openParts
    .filter((part) => choice.parts.has(part))
    .reduce((total, part) => total + openOf(project, part).amountMinor, 0)
  const periods = project.duePeriods
    .filter((period) => choice.periods.has(period.startsOn))
    .reduce((total, period) => total + period.amountMinor, 0)
  const planned = project.plannedInstalments
    .filter((part) => choice.planned.has(part.id))
    .reduce((total, part) => total + part.amountMinor, 0)
  return open + periods + planned + (instalmentMinor(project, choice) ?? 0)
}

type Chosen = { project: UninvoicedProject; choice: ProjectChoice }

/** The choices as the API takes them; parts of fixed prices stand in the order of the projects. */
export function itemsOfChoices(chosen: readonly Chosen[], through: string): ExportItems {
  return {
    ...noItems,
    uninvoiced: chosen.flatMap(({ project: { projectId }, choice }) => {
      const include = [...choice.parts]
      return include.length > 0 ? [{ projectId, through, include }] : []
    }),
    instalments: chosen.flatMap(({ project, choice }) => {
      const amountMinor = instalmentMinor(project, choice) ?? 0
      const { projectId } = project
      const planned = project.plannedInstalments.flatMap(({ id }) =>
        choice.planned.has(id) ? [{ projectId, plannedId: id }] : [],
      )
      return amountMinor > 0 ? [...planned, { projectId, amountMinor }] : planned
    }),
    subscriptionPeriods: chosen.flatMap(({ project: { projectId }, choice }) =>
      [...choice.periods].toSorted().map((startsOn) => ({ projectId, startsOn })),
    ),
  }
}

export function isEmpty({ uninvoiced, instalments, subscriptionPeriods }: ExportItems): boolean {
  return uninvoiced.length + instalments.length + subscriptionPeriods.length === 0
}

/** Words for a part of a fixed price that the server refused, by project. */
export function instalmentErrors(
  fieldErrors: Record<string, string>,
  { instalments }: ExportItems,
): Map<string, string> {
  const errors = new Map<string, string>()
  for (const [field, words] of Object.entries(fieldErrors)) {
    const index = /^items\.instalments\.(\d+)\./.exec(field)?.[1]
    const projectId = index === undefined ? undefined : instalments[Number(index)]?.projectId
    if (projectId) errors.set(projectId, words)
  }
  return errors
}

function positive(minor: number | undefined): number | undefined {
  return minor !== undefined && minor > 0 ? minor : undefined
}

/** '12.5' is '0.125': the digits move two places, without a float in between. */
function decimalHundredth(percentage: string): string {
  const [whole = '0', fraction = ''] = percentage.split('.')
  const digits = whole.padStart(3, '0') + fraction
  const point = digits.length - fraction.length - 2
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}
