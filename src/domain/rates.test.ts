import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  billsCosts,
  billsHours,
  invoiceMethods,
  missingPrice,
  resolveHourlyRate,
  resolveMileageRate,
} from './rates.ts'

const rates = { task: '70', user: '80', project: '90', client: '100', workspace: '110' }
const none = { task: null, user: null, project: null, client: null, workspace: '110' }

test.each([
  { method: 'task_hourly_rate', rate: '70', rule: 'task' },
  { method: 'user_hourly_rate', rate: '80', rule: 'user' },
  { method: 'project_hourly_rate', rate: '90', rule: 'project' },
  { method: 'client_hourly_rate', rate: '100', rule: 'client' },
  { method: 'fixed_price', rate: '0', rule: 'none' },
  { method: 'subscription', rate: '0', rule: 'none' },
  { method: 'none', rate: '0', rule: 'none' },
] as const)('$method prices an hour at the rate of the $rule', ({ method, rate, rule }) => {
  expect(resolveHourlyRate(method, rates)).toEqual({ rate, rule })
  const fallback = billsHours(method)
    ? { rate: '110', rule: 'workspace' }
    : { rate: '0', rule: 'none' }
  expect(resolveHourlyRate(method, none)).toEqual(fallback)
})

test('a rate of nothing is a rate: it does not fall through to the workspace', () => {
  expect(resolveHourlyRate('client_hourly_rate', { ...rates, client: '0' })).toEqual({
    rate: '0',
    rule: 'client',
  })
  expect(resolveMileageRate({ client: '0', workspace: '0.23' })).toEqual({
    rate: '0',
    rule: 'client',
  })
})

test('a kilometre costs what was agreed with the client, else what the workspace asks', () => {
  expect(resolveMileageRate({ client: '0.35', workspace: '0.23' })).toEqual({
    rate: '0.35',
    rule: 'client',
  })
  expect(resolveMileageRate({ client: null, workspace: '0.23' })).toEqual({
    rate: '0.23',
    rule: 'workspace',
  })
})

test('the rate is always one of those given, and the rule names which', () => {
  const rate = fc.option(fc.nat(500).map(String))
  const levels = fc.record({
    task: rate,
    user: rate,
    project: rate,
    client: rate,
    workspace: fc.nat(500).map(String),
  })
  fc.assert(
    fc.property(fc.constantFrom(...invoiceMethods), levels, (method, given) => {
      const resolved = resolveHourlyRate(method, given)
      expect(resolved.rate).toBe(resolved.rule === 'none' ? '0' : given[resolved.rule])
    }),
  )
})

test('only a project that is not invoiced keeps its expenses to itself', () => {
  expect(invoiceMethods.filter((method) => !billsCosts(method))).toEqual(['none'])
})

test.each([
  ['project_hourly_rate', 'hourlyRate'],
  ['fixed_price', 'fixedPriceMinor'],
  ['fixed_price_instalments', 'plannedInstalments'],
  ['fixed_price_per_task', 'plannedInstalments'],
  ['subscription', 'subscription'],
  ['task_hourly_rate', undefined],
  ['user_hourly_rate', undefined],
  ['client_hourly_rate', undefined],
  ['none', undefined],
] as const)('%s cannot do without %s', (invoiceMethod, field) => {
  const nothing = { hourlyRate: null, fixedPriceMinor: null, subscription: null }
  const priceless = { ...nothing, parentId: null, plannedInstalments: [] }
  expect(missingPrice({ invoiceMethod, ...priceless })).toBe(field)
  const own = { hourlyRate: '0', fixedPriceMinor: 0, subscription: {} }
  const priced = { ...own, parentId: null, plannedInstalments: [{}] }
  expect(missingPrice({ invoiceMethod, ...priced })).toBeUndefined()
})

test('a sub-project needs no rate of its own', () => {
  const prices = { hourlyRate: null, fixedPriceMinor: null, subscription: null }
  const sub = { invoiceMethod: 'project_hourly_rate', parentId: 'main' } as const
  expect(missingPrice({ ...sub, ...prices, plannedInstalments: [] })).toBeUndefined()
})
