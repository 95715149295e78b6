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
  [{ percentage: '21.00', xeroTaxType: null }, { taxType: 'OUTPUT' }],
  [{ percentage: '9.00', xeroTaxType: null }, { taxType: 'TAX001' }],
  [{ percentage: '0.00', xeroTaxType: null }, { taxType: 'NONE' }],
  [{ percentage: '0.00', xeroTaxType: 'ZERO' }, { taxType: 'ZERO' }],
  [{ percentage: '6.00', xeroTaxType: null }, { refusal: 'tax_rate_is_not_mapped' }],
  [{ percentage: '6.00', xeroTaxType: 'OLD' }, { refusal: 'tax_rate_is_not_mapped' }],
  // Xero would compute 21 % where we show 9 %.
  [{ percentage: '9.00', xeroTaxType: 'OUTPUT' }, { refusal: 'tax_rate_differs' }],
] as const)('%j is %j', (vat, resolved) => {
  expect(resolveTaxType(vat, rates)).toEqual(resolved)
})

function aRate(values: Partial<LiveTaxRate>): LiveTaxRate {
  const fit = { isActive: true, canApplyToRevenue: true }
  return { taxType: 'OUTPUT', name: 'Rate', percentage: '21', ...fit, ...values }
}
