import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  billsCosts,
  billsHours,
  changedSpan,
  hourlyLevel,
  invoiceMethods,
  missingPrice,
  noRate,
  type RateHistory,
  rateOn,
  ratePeriods,
  resolveHourlyRate,
  resolveMileageRate,
  withChange,
  withFallback,
} from './rates.ts'

const of = (first: string | null): RateHistory => ({ first, dated: [] })
const rates = {
  task: of('70'),
  user: of('80'),
  project: of('90'),
  client: of('100'),
  workspace: of('110'),
}
const none = { ...rates, task: noRate, user: noRate, project: noRate, client: noRate }
const today = '2026-11-23'

test.each([
  { method: 'task_hourly_rate', rate: '70', rule: 'task' },
  { method: 'user_hourly_rate', rate: '80', rule: 'user' },
  { method: 'project_hourly_rate', rate: '90', rule: 'project' },
  { method: 'client_hourly_rate', rate: '100', rule: 'client' },
  { method: 'fixed_price', rate: '0', rule: 'none' },
  { method: 'subscription', rate: '0', rule: 'none' },
  { method: 'none', rate: '0', rule: 'none' },
] as const)('$method prices an hour at the rate of the $rule', ({ method, rate, rule }) => {
  const fromTheBeginning = { validFrom: null }
  expect(resolveHourlyRate(method, rates, today)).toEqual({ rate, rule, ...fromTheBeginning })
  const fallback = billsHours(method)
    ? { rate: '110', rule: 'workspace' }
    : { rate: '0', rule: 'none' }
  expect(resolveHourlyRate(method, none, today)).toEqual({ ...fallback, ...fromTheBeginning })
})

test('a rate of nothing is a rate: it does not fall through to the workspace', () => {
  const free = { rate: '0', rule: 'client', validFrom: null }
  expect(resolveHourlyRate('client_hourly_rate', { ...rates, client: of('0') }, today)).toEqual(
    free,
  )
  expect(resolveMileageRate({ client: of('0'), workspace: of('0.23') }, today)).toEqual(free)
})

test('a kilometre costs what was agreed with the client, else what the workspace asks', () => {
  const own = resolveMileageRate({ client: of('0.35'), workspace: of('0.23') }, today)
  expect(own).toEqual({ rate: '0.35', rule: 'client', validFrom: null })
  const fallback = resolveMileageRate({ client: noRate, workspace: of('0.23') }, today)
  expect(fallback).toEqual({ rate: '0.23', rule: 'workspace', validFrom: null })
})

const raised = {
  first: '95',
  dated: [
    { validFrom: '2026-03-01', rate: '100' },
    { validFrom: '2026-07-01', rate: null },
    { validFrom: '2026-09-01', rate: '105' },
  ],
}

test.each([
  { day: '2026-02-28', rate: '95', rule: 'client', validFrom: null },
  { day: '2026-03-01', rate: '100', rule: 'client', validFrom: '2026-03-01' },
  { day: '2026-06-30', rate: '100', rule: 'client', validFrom: '2026-03-01' },
  // From July on the client has no rate of its own.
  { day: '2026-07-01', rate: '110', rule: 'workspace', validFrom: null },
  { day: '2026-08-31', rate: '120', rule: 'workspace', validFrom: '2026-08-01' },
  { day: '2099-12-31', rate: '105', rule: 'client', validFrom: '2026-09-01' },
] as const)('an hour of $day costs $rate, $rule rate since $validFrom', ({ day, ...expected }) => {
  const workspace = { first: '110', dated: [{ validFrom: '2026-08-01', rate: '120' }] }
  const levels = { ...rates, client: raised, workspace }
  expect(resolveHourlyRate('client_hourly_rate', levels, day)).toEqual(expected)
})

test('a rate from a day on takes the place of what that day had, and leaves the other days alone', () => {
  const changed = withChange(raised, { validFrom: '2026-07-01', rate: '102' })
  expect(rateOn(changed, '2026-07-01')).toMatchObject({ rate: '102' })
  expect(changed.dated.map((each) => each.validFrom)).toEqual([
    '2026-03-01',
    '2026-07-01',
    '2026-09-01',
  ])
  const removed = withChange(raised, { validFrom: '2026-07-01', rate: null, isRemoved: true })
  expect(rateOn(removed, '2026-07-01')).toMatchObject({ rate: '100', validFrom: '2026-03-01' })
  expect(withChange(raised, { validFrom: null, rate: '90' })).toEqual({ ...raised, first: '90' })
})

const rate = fc.nat(500).map(String)
const workDay = fc
  .date({ min: new Date('2025-12-01'), max: new Date('2026-03-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Any history: rates from any number of days on, written down in the order of their days. */
function histories<Rate>(anyRate: fc.Arbitrary<Rate>) {
  const dated = fc.uniqueArray(fc.record({ validFrom: workDay, rate: anyRate }), {
    selector: (each) => each.validFrom,
    maxLength: 6,
  })
  const byDay = dated.map((list) => list.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom)))
  return fc.record({ first: anyRate, dated: byDay })
}

const own = histories(fc.option(rate))
const levels = fc.record({
  task: own,
  user: own,
  project: own,
  client: own,
  workspace: histories(rate),
})

/** The rate of a day, found by walking back a day at a time until a rate begins. */
function walkBack({ first, dated }: RateHistory, day: string): string | null {
  const rateFrom = new Map(dated.map((each) => [each.validFrom, each.rate]))
  for (let moment = Date.parse(day); moment >= Date.parse('2025-11-30'); moment -= 86_400_000) {
    const at = new Date(moment).toISOString().slice(0, 10)
    const known = rateFrom.get(at)
    if (known !== undefined) return known
  }
  return first
}

test('the rate is what the level of the method asks on that day, else what the workspace asks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...invoiceMethods), levels, workDay, (method, given, day) => {
      const resolved = resolveHourlyRate(method, given, day)
      const level = hourlyLevel(method)
      const asked = level === null ? null : walkBack(given[level], day)
      const expected = asked ?? walkBack(given.workspace, day)
      expect(resolved.rate).toBe(level === null ? '0' : expected)
      expect(resolved.rule).toBe(level === null ? 'none' : asked === null ? 'workspace' : level)
    }),
  )
})

test('the day since which a rate counts is the last that brought one, and none of another level moves it', () => {
  fc.assert(
    fc.property(levels, workDay, levels, (given, day, others) => {
      const method = 'client_hourly_rate'
      const resolved = resolveHourlyRate(method, given, day)
      const history = resolved.rule === 'client' ? given.client : given.workspace
      const since = history.dated.map((each) => each.validFrom).filter((from) => from <= day)
      expect(resolved.validFrom).toBe(since.at(-1) ?? null)
      const { client, workspace } = given
      expect(resolveHourlyRate(method, { ...others, client, workspace }, day)).toEqual(resolved)
    }),
  )
})

test('a level with a fallback asks its own rate, and on days without one the other rate', () => {
  fc.assert(
    fc.property(own, own, workDay, (history, other, day) => {
      const { rate: asked } = rateOn(withFallback(history, other), day)
      expect(asked).toBe(walkBack(history, day) ?? walkBack(other, day))
    }),
  )
  expect(withFallback(raised, noRate).dated.slice(0, 1)).toEqual(raised.dated.slice(0, 1))
})

test('the periods of a level say of every day what its resolution says, once', () => {
  fc.assert(
    fc.property(own, histories(rate), workDay, (client, workspace, day) => {
      const periods = ratePeriods('client', { own: client, workspace })
      const ofDay = periods.filter(
        ({ from, until }) => (from ?? '') <= day && (until === null || day < until),
      )
      const {
        rate: price,
        rule,
        validFrom,
      } = resolveHourlyRate('client_hourly_rate', { ...none, client, workspace }, day)
      expect(ofDay).toHaveLength(1)
      expect(ofDay[0]).toMatchObject({ rate: price, rule, validFrom })
    }),
  )
})

test('a change moves no day outside its span', () => {
  const changes = fc.record({
    validFrom: fc.option(workDay),
    rate: fc.option(rate),
    isRemoved: fc.boolean(),
  })
  fc.assert(
    fc.property(own, changes, workDay, (history, change, day) => {
      const { from, until } = changedSpan(history, change.validFrom)
      const isInside = (from ?? '') <= day && (until === null || day < until)
      const after = rateOn(withChange(history, change), day)
      if (!isInside) expect(after).toEqual(rateOn(history, day))
      else if (!change.isRemoved || change.validFrom === null) expect(after.rate).toBe(change.rate)
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
