import { expect, test } from 'vitest'
import { paymentsFromXero, type SettledInXero } from './settled-in-xero.ts'

const nothing: SettledInXero = {
  xeroId: 'invoice',
  paidMinor: 0,
  creditedMinor: 0,
  payments: [],
  credits: [],
}
const own = { totalMinor: 10_000, creditedMinor: 0, today: '2026-11-16' }
const payment = { paymentId: 'pay', paidOn: '2026-11-10', amountMinor: 4000, reference: 'Bank' }
const credit = { creditNoteId: 'note', number: 'CN-1', amountMinor: 3000 }
const amounts = (settled: Partial<SettledInXero>, here: Partial<typeof own> = {}) =>
  paymentsFromXero({ ...nothing, ...settled }, { ...own, ...here }).map((each) => [
    each.xeroId,
    each.amountMinor,
  ])

test('each payment counts by its own id and day', () => {
  expect(paymentsFromXero({ ...nothing, paidMinor: 4000, payments: [payment] }, own)).toEqual([
    { xeroId: 'pay', paidOn: '2026-11-10', amountMinor: 4000, reference: 'Bank' },
  ])
})

test('what is credited without a credit note counts too', () => {
  const settled = { paidMinor: 4000, payments: [payment], creditedMinor: 3500, credits: [credit] }
  expect(amounts(settled)).toEqual([
    ['pay', 4000],
    ['note', 3000],
    ['invoice', 500],
  ])
})

test('a credit in Xero and a credit invoice over the same are counted once', () => {
  const settled = { creditedMinor: 3000, credits: [credit] }
  expect(amounts(settled, { creditedMinor: -3000 })).toEqual([])
  expect(amounts(settled, { creditedMinor: -1000 })).toEqual([['note', 2000]])
  expect(amounts({ paidMinor: 4000, payments: [payment] }, { creditedMinor: -3000 })).toEqual([
    ['pay', 4000],
  ])
})

test('never more than the invoice asks for', () => {
  expect(amounts({ paidMinor: 4000, payments: [payment] }, { totalMinor: 2500 })).toEqual([
    ['pay', 2500],
  ])
})
