import { expect, test } from 'vitest'
import { paymentCode } from './payment-code.ts'

const transfer = {
  name: 'Studio Noord B.V.',
  iban: 'NL91ABNA0417164300',
  bic: 'ABNANL2A',
  currency: 'EUR',
  amountMinor: 121_005,
  text: 'INV-2026-0042',
}

test('a transfer is said in the lines of the standard', () => {
  expect(paymentCode(transfer)).toBe(
    'BCD\n002\n1\nSCT\nABNANL2A\nStudio Noord B.V.\nNL91ABNA0417164300\nEUR1210.05\n\n\nINV-2026-0042',
  )
  expect(paymentCode({ ...transfer, amountMinor: 5 })).toContain('\nEUR0.05\n')
})

test('no line says more than it may, and none becomes two', () => {
  const code = paymentCode({ ...transfer, name: `A\nB ${'é'.repeat(99)}`, text: '#'.repeat(999) })
  const lines = code?.split('\n') ?? []
  expect(lines).toHaveLength(11)
  expect(lines[5]).toBe(`A B ${'é'.repeat(66)}`)
  expect(lines[10]).toHaveLength(140)
})

test.each([
  ['another currency', { currency: 'USD' }],
  ['nothing to pay', { amountMinor: 0 }],
  ['a credit', { amountMinor: -100 }],
  ['no account', { iban: '' }],
  ['nobody', { name: ' ' }],
  ['more than the standard can say', { amountMinor: 100_000_000_000 }],
])('there is none for %s', (_, change) => {
  expect(paymentCode({ ...transfer, ...change })).toBeUndefined()
})
