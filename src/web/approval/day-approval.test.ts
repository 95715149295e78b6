import { expect, test } from 'vitest'
import { approvalOfDay } from './day-approval.ts'

const item = (approval: 'open' | 'submitted' | 'approved' | 'rejected') =>
  ({ approval, status: 'open' }) as const
const billed = { approval: 'approved', status: 'invoiced' } as const

test.each([
  ['nothing', [], null],
  ['what was rejected, whatever else there is', [item('rejected'), item('open')], 'rejected'],
  ['something that is still to be submitted', [item('submitted'), item('open')], null],
  ['what waits, beside what is approved', [item('submitted'), item('approved')], 'submitted'],
  ['what is approved, beside what is billed', [item('approved'), billed], 'approved'],
  ['what is billed alone', [billed], null],
] as const)('a day with %s', (_, items, state) => {
  expect(approvalOfDay(items)).toBe(state)
})
