import { expect, test } from 'vitest'
import { noItems, type UninvoicedProject } from '../types.ts'
import {
  choiceMinor,
  choiceProblem,
  initialChoice,
  instalmentErrors,
  instalmentMinor,
  itemsOfChoices,
} from './uninvoiced-choice.ts'

const nothingOpen = { count: 0, amountMinor: 0 }

const project = (about: Partial<UninvoicedProject>): UninvoicedProject => ({
  projectId: 'p',
  projectName: 'Website',
  projectCode: null,
  mainProjectId: null,
  mainProjectName: null,
  clientId: 'c',
  clientName: 'Acme',
  invoiceMethod: 'project_hourly_rate',
  hourlyRate: '95.0000',
  fixedPriceMinor: null,
  fixedPriceLeftMinor: null,
  workedSeconds: 0,
  workedMinor: 0,
  openHours: { ...nothingOpen, seconds: 0, billedSeconds: 0 },
  openExpenses: nothingOpen,
  openMileages: nothingOpen,
  invoicedMinor: 0,
  writtenOffMinor: 0,
  leftMinor: 0,
  plannedInstalments: [],
  duePeriods: [],
  dueSinceOn: null,
  nextDueOn: null,
  isPaused: false,
  canInvoice: { allowed: true, because: null },
  ...about,
})

const fixed = project({
  invoiceMethod: 'fixed_price',
  fixedPriceMinor: 1_000_000,
  fixedPriceLeftMinor: 400_000,
})

test('at first everything that is left is chosen', () => {
  const hourly = project({
    openHours: { count: 3, seconds: 3600, billedSeconds: 3600, amountMinor: 9500 },
  })
  expect(choiceMinor(hourly, initialChoice(hourly))).toBe(9500)
  expect(choiceMinor(fixed, initialChoice(fixed))).toBe(400_000)
})

test('the parts of a plan that are due are chosen, others can be', () => {
  const part = (id: string, isDue: boolean) => {
    const day = { dueOn: null, isDue }
    return { id, description: id, amountMinor: 100_000, ...day }
  }
  const planned = project({ plannedInstalments: [part('a', true), part('b', false)] })
  const choice = initialChoice(planned)
  expect(choiceMinor(planned, choice)).toBe(100_000)
  const both = { ...choice, planned: new Set(['a', 'b']) }
  expect(itemsOfChoices([{ project: planned, choice: both }], '2026-11-16').instalments).toEqual([
    { projectId: 'p', plannedId: 'a' },
    { projectId: 'p', plannedId: 'b' },
  ])
})

test('a percentage is of the whole price, to the cent', () => {
  const choice = { ...initialChoice(fixed), mode: 'percentage' as const }
  expect(instalmentMinor(fixed, { ...choice, percentage: '12.5' })).toBe(125_000)
  expect(instalmentMinor(fixed, { ...choice, percentage: '5' })).toBe(50_000)
  expect(choiceProblem(fixed, { ...choice, percentage: '100' })).toBe('more_than_left')
  expect(choiceProblem(fixed, { ...choice, percentage: '101' })).toBe('percentage_is_no_number')
})

test('an amount is above zero and at most what is left', () => {
  const choice = { ...initialChoice(fixed), mode: 'amount' as const }
  expect(choiceProblem(fixed, { ...choice, amount: '' })).toBe('amount_is_no_number')
  expect(choiceProblem(fixed, { ...choice, amount: '0' })).toBe('amount_is_no_number')
  expect(choiceProblem(fixed, { ...choice, amount: '4000.01' })).toBe('more_than_left')
  expect(choiceProblem(fixed, { ...choice, amount: '4000' })).toBeUndefined()
})

test('choices become what the API takes, and its words find their project again', () => {
  const subscription = project({
    projectId: 's',
    invoiceMethod: 'subscription',
    duePeriods: [
      { startsOn: '2026-09-01', endsOn: '2026-09-30', amountMinor: 100 },
      { startsOn: '2026-10-01', endsOn: '2026-10-31', amountMinor: 100 },
    ],
  })
  const one = { ...initialChoice(subscription), periods: new Set(['2026-10-01']) }
  const hourly = project({ projectId: 'h', openExpenses: { count: 1, amountMinor: 10 } })
  const items = itemsOfChoices(
    [
      { project: hourly, choice: initialChoice(hourly) },
      { project: fixed, choice: initialChoice(fixed) },
      { project: subscription, choice: one },
    ],
    '2026-11-30',
  )
  expect(items).toEqual({
    ...noItems,
    uninvoiced: [{ projectId: 'h', through: '2026-11-30', include: ['expenses'] }],
    instalments: [{ projectId: 'p', amountMinor: 400_000 }],
    subscriptionPeriods: [{ projectId: 's', startsOn: '2026-10-01' }],
  })
  const errors = instalmentErrors({ 'items.instalments.0.amountMinor': 'Too much.' }, items)
  expect(errors.get('p')).toBe('Too much.')
})
