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
  {
    taxRates,
    behind,
    countryCode,
  }: {
    taxRates: readonly LiveTaxRate[]
    behind: ReadonlyMap<string, number>
    countryCode: string | null
  },
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
      fix: fittingTaxType(percentage, taxRates) ?? newTaxRate(vatRate, { taxRates, countryCode }),
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

// Their rates depend on the place of the sale, or are filed under headings that only a person can choose from.
const countriesOfManyRates = ['US', 'SG', 'ZA', 'CA']

/** The one that is missing, under a name that is free. Several rates are of 0 %, so of those a person makes the right one. */
function newTaxRate(
  { name, percentage }: CheckedVatRate,
  { taxRates, countryCode }: { taxRates: readonly LiveTaxRate[]; countryCode: string | null },
): Fix | null {
  if (Number(percentage) === 0 || countriesOfManyRates.includes(countryCode ?? '')) return null
  const shown = `${Number(percentage)}%`
  const fold = (text: string) => text.trim().toLowerCase()
  const isFree = (each: string) => !taxRates.some((rate) => fold(rate.name) === fold(each))
  const wanted = name.includes(shown) ? [name] : [name, `${name} ${shown}`]
  const free = wanted.map((each) => each.slice(0, longestRateName)).find(isFree)
  if (free === undefined) return null
  const choice = free.includes(shown) ? free : `${free} (${shown})`
  return { kind: 'create_tax_rate', choice, value: free }
}

const longestRateName = 50
