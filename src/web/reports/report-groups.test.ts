import { expect, test } from 'vitest'
import { measureOf, sortedGroups } from './report-groups.ts'
import type { ReportGroup } from './report-queries.ts'

const group = (label: string | null, sums: Partial<ReportGroup>): ReportGroup => ({
  key: label,
  label,
  clientName: null,
  count: 1,
  amountMinor: 0,
  billableMinor: 0,
  invoicedMinor: 0,
  writtenOffMinor: 0,
  uninvoicedMinor: 0,
  ...sums,
})

const groups = [
  group('Anchor', { seconds: 60, amountMinor: 500, uninvoicedMinor: 0 }),
  group('Books', { seconds: 7200, amountMinor: 100, uninvoicedMinor: 100 }),
  group(null, { seconds: 3600, amountMinor: 900, uninvoicedMinor: 50 }),
]

test('the largest amount comes first, for those who see amounts', () => {
  const ordered = (key: string, seesMoney: boolean) =>
    sortedGroups(groups, { sort: { key, isDescending: true }, seesMoney }).map((each) => each.label)
  expect(ordered('share', true)).toEqual([null, 'Anchor', 'Books'])
  expect(ordered('share', false)).toEqual(['Books', null, 'Anchor'])
  expect(ordered('measure', true)).toEqual(['Books', null, 'Anchor'])
  expect(ordered('uninvoicedMinor', true)).toEqual(['Books', null, 'Anchor'])
  expect(ordered('label', true)).toEqual(['Books', 'Anchor', null])
})

test('pieces and kilometres are numbers, however they are written', () => {
  expect(measureOf(group('x', { quantity: '2.50' }), { seesMoney: false })).toBe(2.5)
  expect(measureOf(group('x', { km: '10.00' }), { seesMoney: false })).toBe(10)
})
