import { expect, test } from 'vitest'
import { emptyPart, projectInput, projectValues } from './project-queries.ts'

const values = {
  ...projectValues(undefined, { clientId: '0190c000-0000-7000-8000-000000000001', parentId: null }),
  name: ' Portal ',
  hourlyRate: '95.50',
  fixedPriceMinor: '1500.5',
  subscription: {
    interval: 'month' as const,
    startsOn: '2026-01-01',
    endsOn: null,
    description: 'Support',
    quantity: '1',
    unitPrice: '250',
    proratesPauses: false,
  },
}

test('sends only the price of the chosen method', () => {
  const prices = (invoiceMethod: (typeof values)['invoiceMethod']) => {
    const input = projectInput({ ...values, invoiceMethod })
    return [input.hourlyRate, input.fixedPriceMinor, input.subscription?.unitPrice ?? null]
  }
  expect(prices('project_hourly_rate')).toEqual(['95.50', null, null])
  expect(prices('fixed_price')).toEqual([null, 150_050, null])
  expect(prices('subscription')).toEqual([null, null, '250'])
  expect(prices('task_hourly_rate')).toEqual([null, null, null])
})

test('sends the parts of the chosen way of planning', () => {
  const part = { ...emptyPart(), description: ' On signing ', amount: '1000' }
  const task = { ...emptyPart(), taskId: 'design', amount: '250.50' }
  const parts = (invoiceMethod: (typeof values)['invoiceMethod']) =>
    projectInput({ ...values, invoiceMethod, schedule: [part], taskPrices: [task] })
      .plannedInstalments
  const both = { id: null, dueOn: null }
  expect(parts('fixed_price_instalments')).toEqual([
    { ...both, taskId: null, description: 'On signing', amountMinor: 100_000 },
  ])
  expect(parts('fixed_price_per_task')).toEqual([
    { ...both, taskId: 'design', description: '', amountMinor: 25_050 },
  ])
  expect(parts('fixed_price')).toEqual([])
})

test('trims the name and leaves an empty code out', () => {
  expect(projectInput(values)).toMatchObject({ name: 'Portal', code: null })
})
