import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BillableItem } from './billable-item.ts'
import { freeLine, lineGroupings, linesOf, printable } from './document-lines.ts'
import { sumMinor } from './money.ts'

test.each([
  { groupBy: 'project', lines: ['Website'] },
  { groupBy: 'task', lines: ['Website · Code', 'Website · Design'] },
  { groupBy: 'user', lines: ['Website · Ann', 'Website · Bob'] },
  { groupBy: 'day', lines: ['Website · 2026-11-02', 'Website · 2026-11-03'] },
  {
    groupBy: 'entry',
    lines: [
      'Website · 2026-11-02 · Ann · Design\nSketches',
      'Website · 2026-11-02 · Bob · Code',
      'Website · 2026-11-03 · Ann · Design',
    ],
  },
] as const)('hours by $groupBy', ({ groupBy, lines }) => {
  const hours = [
    anHour({ id: 'c', on: '2026-11-03' }),
    anHour({ id: 'b', memberId: 'bob', memberName: 'Bob', taskId: 'code', taskName: 'Code' }),
    anHour({ id: 'a', text: 'Sketches' }),
  ]
  expect(linesOf(hours, groupBy).map((line) => line.description)).toEqual(lines)
})

test('bills the hours that are printed, not the seconds behind them', () => {
  const [line] = linesOf([anHour({ seconds: 2400 }), anHour({ id: 'b', seconds: 2400 })], 'project')
  expect(line).toMatchObject({ quantity: '1.33', netMinor: 13_300, taxMinor: 2793 })
})

test('hours at another price, tax or product stand on a line of their own', () => {
  const hours = [
    anHour({ id: 'a' }),
    anHour({ id: 'b', unitPrice: '90.0000' }),
    anHour({ id: 'c', vatRateId: 'low', vatPercentage: '9.00' }),
    anHour({ id: 'd', itemCode: 'CODE' }),
  ]
  expect(linesOf(hours, 'project')).toHaveLength(4)
})

test('parts of fixed prices and periods are never put together', () => {
  const parts = ['a', 'b'].map((id) =>
    anHour({ id, kind: 'instalment', seconds: null, quantity: '1.00', text: `Part ${id}` }),
  )
  const descriptions = linesOf(parts, 'project').map((line) => line.description)
  expect(descriptions).toEqual(['Website · Part a', 'Website · Part b'])
})

test('expenses of one kind and price add up; others do not', () => {
  const expense = { kind: 'expense', seconds: null, taskId: null, taskName: null } as const
  const lines = linesOf(
    [
      anHour({ ...expense, id: 'a', quantity: '1.00', unitPrice: '12.5000', text: 'Train' }),
      anHour({ ...expense, id: 'b', quantity: '2.00', unitPrice: '12.5000', text: 'Train' }),
      anHour({ ...expense, id: 'c', quantity: '1.00', unitPrice: '12.5000', text: 'Hotel' }),
    ],
    'project',
  )
  expect(lines.map((line) => [line.description, line.quantity, line.netMinor])).toEqual([
    ['Website · Train', '3.00', 3750],
    ['Website · Hotel', '1.00', 1250],
  ])
})

test('every item is billed exactly once, in one order, and its parts add up', () => {
  const item = fc.record({
    id: fc.uuid(),
    seconds: fc.nat(86_400),
    taskId: fc.constantFrom('design', 'code'),
    memberId: fc.constantFrom('ann', 'bob'),
    on: fc.constantFrom('2026-11-02', '2026-11-03'),
    unitPrice: fc.constantFrom('100.0000', '33.3333'),
  })
  const items = fc.uniqueArray(item, { selector: (each) => each.id })
  fc.assert(
    fc.property(items, fc.constantFrom(...lineGroupings), (values, groupBy) => {
      const hours = values.map((each) => anHour(each))
      const lines = linesOf(hours, groupBy)
      const billed = lines.flatMap((line) => line.parts.map((part) => part.itemId))
      expect(billed.toSorted()).toEqual(hours.map((each) => each.id).toSorted())
      for (const line of lines) {
        expect(sumMinor(line.parts.map((part) => part.amountMinor))).toBe(line.netMinor)
        expect(line.description).not.toBe('')
      }
      expect(linesOf(hours.toReversed(), groupBy)).toEqual(lines)
    }),
  )
})

test('a description is never empty and never too long', () => {
  expect(linesOf([anHour({ projectName: ' ' })], 'project')[0]?.description).toBe('Services')
  expect(printable('a\u0000b\u0007\nc ')).toBe('a b \nc')
  const long = printable('🐇'.repeat(3000))
  expect(long.length).toBeLessThanOrEqual(4000)
  expect(long.isWellFormed()).toBe(true)
})

test('a typed line may take off', () => {
  const discount = { description: ' Discount ', quantity: '-1', unitPrice: '10.05' }
  const vat = { vatRateId: 'high', vatPercentage: '21' }
  expect(freeLine({ ...discount, ...vat })).toMatchObject({
    description: 'Discount',
    netMinor: -1005,
    taxMinor: -211,
  })
})

function anHour(values: Partial<BillableItem> = {}): BillableItem {
  return {
    kind: 'time_entry',
    id: 'a',
    on: '2026-11-02',
    clientId: 'client',
    clientName: 'Blue Kettle',
    projectId: 'website',
    projectName: 'Website',
    taskId: 'design',
    taskName: 'Design',
    memberId: 'ann',
    memberName: 'Ann',
    seconds: 3600,
    quantity: null,
    unitPrice: '100.0000',
    text: '',
    itemCode: null,
    vatRateId: 'high',
    vatPercentage: '21.00',
    ...values,
  }
}
