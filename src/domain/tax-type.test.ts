import { expect, test } from 'vitest'
import { type LiveTaxRate, resolveTaxType } from './tax-type.ts'

const rates = [
  aRate({ taxType: 'INPUT', percentage: '21.0000' }), // flagged for revenue, as in some countries
  aRate({ taxType: 'OUTPUT', percentage: '21.0000' }),
  aRate({ taxType: 'TAX001', percentage: '9' }),
  aRate({ taxType: 'OLD', percentage: '6', isActive: false }),
  aRate({ taxType: 'NONE', percentage: '0' }),
  aRate({ taxType: 'ZERO', percentage: '0.00' }),
]

test.each([
  [
    { percentage: '21.00', xeroTaxType: null },
    { taxType: 'OUTPUT', taxedBy: 'percentage' },
  ],
  [
    { percentage: '9.00', xeroTaxType: null },
    { taxType: 'TAX001', taxedBy: 'percentage' },
  ],
  [
    { percentage: '0.00', xeroTaxType: null },
    { taxType: 'NONE', taxedBy: 'percentage' },
  ],
  [
    { percentage: '0.00', xeroTaxType: 'ZERO' },
    { taxType: 'ZERO', taxedBy: 'vat_rate' },
  ],
  [{ percentage: '6.00', xeroTaxType: null }, { refusal: 'tax_rate_is_not_mapped' }],
  [{ percentage: '6.00', xeroTaxType: 'OLD' }, { refusal: 'tax_rate_is_not_mapped' }],
  // Xero would compute 21 % where we show 9 %.
  [{ percentage: '9.00', xeroTaxType: 'OUTPUT' }, { refusal: 'tax_rate_differs' }],
] as const)('%j is %j', (vat, resolved) => {
  expect(resolveTaxType(vat, rates)).toEqual(resolved)
})

test('of the rates with the percentage, that of the contact is taken, unless the VAT rate names one', () => {
  const zero = { percentage: '0.00', xeroTaxType: null }
  expect(resolveTaxType(zero, rates, 'ZERO')).toEqual({ taxType: 'ZERO', taxedBy: 'contact' })
  expect(resolveTaxType({ ...zero, xeroTaxType: 'NONE' }, rates, 'ZERO')).toEqual({
    taxType: 'NONE',
    taxedBy: 'vat_rate',
  })
  // Another percentage would be another tax than the one that is shown; an inactive rate is none.
  const nine = { percentage: '9.00', xeroTaxType: null }
  const byPercentage = { taxType: 'TAX001', taxedBy: 'percentage' }
  for (const other of ['ZERO', 'OLD', 'GONE', null]) {
    expect(resolveTaxType(nine, rates, other)).toEqual(byPercentage)
  }
})

function aRate(values: Partial<LiveTaxRate>): LiveTaxRate {
  const fit = { isActive: true, canApplyToRevenue: true }
  return { taxType: 'OUTPUT', name: 'Rate', percentage: '21', ...fit, ...values }
}
