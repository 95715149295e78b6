import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceMinor, journalLines, type SoldLine } from './journal.ts'
import { taxMinor } from './money.ts'

test('debtors for all of it, a credit for each line, tax as on the invoice', () => {
  const lines = journalLines({
    debtorsAccountCode: '611',
    description: 'Invoice 2026-0001 · Blue Kettle',
    lines: [
      aLine({ netMinor: 1002, taxMinor: 210 }),
      aLine({ netMinor: 1002, taxMinor: 210, accountCode: '260' }),
      aLine({ netMinor: -500, taxMinor: -105 }),
      aLine({ netMinor: 0, taxMinor: 0 }), // nothing to post
    ],
  })
  expect(lines.map((line) => [line.accountCode, line.netMinor, line.taxType])).toEqual([
    ['611', 1819, 'NONE'],
    ['200', -1002, 'OUTPUT'],
    ['260', -1002, 'OUTPUT'],
    ['200', 500, 'OUTPUT'],
  ])
})

// Xero adds the tax of each line itself, rounded half up, and refuses a journal that is a cent off.
test('always sums to zero with the tax that Xero adds', () => {
  const line = fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom('21', '9', '0', '5.5'))
    .map(([netMinor, rate]) => aLine({ netMinor, taxMinor: taxMinor(netMinor, rate) }))
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const posted = journalLines({ lines, debtorsAccountCode: '611', description: 'Invoice' })
      expect(balanceMinor(posted)).toBe(0)
    }),
  )
})

function aLine(values: Partial<SoldLine> = {}): SoldLine {
  return {
    description: 'Website',
    projectId: null,
    netMinor: 10_000,
    taxMinor: 2100,
    accountCode: '200',
    taxType: 'OUTPUT',
    tracking: [],
    ...values,
  }
}
