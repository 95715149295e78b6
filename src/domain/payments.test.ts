import { expect, test } from 'vitest'
import { ageingBucketOf } from './ageing.ts'
import {
  amountRefusal,
  type Payable,
  paymentRefusal,
  paymentStanding,
  takeBackRefusal,
} from './payments.ts'

const today = '2026-11-16'

function invoice(fields: Partial<Payable> = {}): Payable {
  return {
    state: 'sent',
    creditsId: null,
    dueOn: '2026-11-30',
    totalMinor: 1000,
    creditedMinor: 0,
    paidMinor: 0,
    ...fields,
  }
}

test.each([
  ['draft', 0, 0, { state: 'draft', dueOn: '2026-01-01' }],
  ['unpaid', 1000, 0, {}],
  ['unpaid', 1000, 0, { dueOn: today }],
  ['overdue', 1000, 1, { dueOn: '2026-11-15' }],
  ['overdue', 1, 46, { dueOn: '2026-10-01', paidMinor: 999 }],
  ['partly_paid', 600, 0, { paidMinor: 400 }],
  ['paid', 0, 0, { paidMinor: 1000, dueOn: '2026-01-01' }],
  ['paid', 0, 0, { paidMinor: 600, creditedMinor: -400 }],
  ['paid', 0, 0, { totalMinor: 0, dueOn: '2026-01-01' }],
  ['credited', 0, 0, { creditedMinor: -1000, dueOn: '2026-01-01' }],
  ['to_refund', -300, 0, { paidMinor: 1000, creditedMinor: -300, dueOn: '2026-01-01' }],
  ['to_refund', -1000, 0, { totalMinor: -1000, dueOn: '2026-01-01' }],
  ['set_off', 0, 0, { creditsId: 'another', totalMinor: -1000, dueOn: '2026-01-01' }],
] as const)('%s: %i is due, %i days late', (paymentState, dueMinor, overdueDays, fields) => {
  const standing = paymentStanding(invoice(fields), today)
  expect(standing).toEqual({ paymentState, dueMinor, overdueDays })
})

test.each([
  [1000, {}, undefined],
  [1001, {}, 'more_than_is_due'],
  [-1, {}, 'more_than_is_due'],
  [1, { paidMinor: 1000 }, 'nothing_left_to_pay'],
  [-300, { paidMinor: 1000, creditedMinor: -300 }, undefined],
  [-301, { paidMinor: 1000, creditedMinor: -300 }, 'more_than_is_due'],
  [1, { state: 'draft' }, 'invoice_is_not_finalised'],
  [1, { creditsId: 'another' }, 'invoice_is_a_credit'],
] as const)('%i is paid on %o: %s', (amountMinor, fields, refusal) => {
  expect(amountRefusal(invoice(fields), amountMinor)).toBe(refusal)
})

test('what was refunded holds its payment; nothing can be paid on what is settled', () => {
  const refunded = invoice({ paidMinor: 700, creditedMinor: -300 })
  expect(takeBackRefusal(refunded, 1000)).toBe('payment_was_refunded')
  expect(takeBackRefusal(refunded, -300)).toBeUndefined()
  expect(paymentRefusal(refunded)).toBe('nothing_left_to_pay')
})

test.each([
  [0, 'current'],
  [1, 'days30'],
  [30, 'days30'],
  [31, 'days60'],
  [60, 'days60'],
  [61, 'days90'],
  [90, 'days90'],
  [91, 'older'],
] as const)('%i days late stands under %s', (overdueDays, bucket) => {
  expect(ageingBucketOf({ dueMinor: 1, overdueDays })).toBe(bucket)
  expect(ageingBucketOf({ dueMinor: -1, overdueDays })).toBe('current')
})
