import { type Finding, finding, type Fix } from './findings.ts'
import { type LiveTaxRate, resolveTaxType } from './tax-type.ts'

export type CheckedVatRate = {
  id: string
  name: string
  percentage: string
  xeroTaxType: string | null
}

/** The VAT rates that Xero has no fitting tax rate for. `behind` counts the open items that stay behind for each. */
export function checkVatRates(
  vatRates: readonly CheckedVatRate[],
  { taxRates, behind }: { taxRates: readonly LiveTaxRate[]; behind: ReadonlyMap<string, number> },
): Finding[] {
  return vatRates.flatMap((vatRate) => {
    const { id, name, percentage, xeroTaxType } = vatRate
    const resolved = resolveTaxType(vatRate, taxRates)
    if (!('refusal' in resolved)) return []
    const chosen = taxRates.find((each) => each.taxType === xeroTaxType)
    const itemCount = behind.get(id) ?? 0
    const facts = { name, ours: percentage, taxType: xeroTaxType ?? '' }
    const given = {
      effect: itemCount > 0 ? ('fails' as const) : ('warns' as const),
      itemCount,
      facts,
      fix: fittingTaxType(percentage, taxRates),
    }
    const about = { subject: 'vat_rate' as const, subjectId: id }
    if (xeroTaxType === null) return [finding(about, { ...given, code: 'no_tax_rate' })]
    if (!chosen?.isActive) return [finding(about, { ...given, code: 'tax_type_is_gone' })]
    if (!chosen.canApplyToRevenue) {
      return [finding(about, { ...given, code: 'tax_type_is_not_for_sales' })]
    }
    const theirs = chosen.percentage
    return [
      finding(about, { ...given, code: 'tax_percentage_differs', facts: { ...facts, theirs } }),
    ]
  })
}

/** The sales tax rate with the percentage of the VAT rate, when there is one. */
function fittingTaxType(percentage: string, taxRates: readonly LiveTaxRate[]): Fix | null {
  const fitting = resolveTaxType({ percentage, xeroTaxType: null }, taxRates)
  if ('refusal' in fitting) return null
  const { taxType } = fitting
  const name = taxRates.find((each) => each.taxType === taxType)?.name ?? taxType
  return { kind: 'choose_tax_type', choice: name, value: taxType }
}
