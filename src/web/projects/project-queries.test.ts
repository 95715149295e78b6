import { expect, test } from 'vitest'
import { projectInput, projectValues } from './project-queries.ts'

const values = {
  ...projectValues(undefined, '0190c000-0000-7000-8000-000000000001'),
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

test('trims the name and leaves an empty code out', () => {
  expect(projectInput(values)).toMatchObject({ name: 'Portal', code: null })
})
