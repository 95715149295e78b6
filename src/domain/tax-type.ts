import type { RefusalCode } from './refusals.ts'

/** A tax rate as the accounting package has it now. */
export type LiveTaxRate = {
  taxType: string
  name: string
  percentage: string
  isActive: boolean
  canApplyToRevenue: boolean
}

export type VatChoice = { percentage: string; xeroTaxType: string | null }

/** What a line without tax carries, in every administration. */
export const noTax = 'NONE'

/**
 * The tax type of a sale: the one that was chosen for the VAT rate, else the one sales rate with its percentage. Refuses
 * when the administration would compute another tax than we show.
 */
export function resolveTaxType(
  { percentage, xeroTaxType }: VatChoice,
  rates: readonly LiveTaxRate[],
): { taxType: string } | { refusal: RefusalCode } {
  const usable = rates.filter((rate) => rate.isActive && rate.canApplyToRevenue)
  if (xeroTaxType !== null) {
    const chosen = usable.find((rate) => rate.taxType === xeroTaxType)
    if (!chosen) return { refusal: 'tax_rate_is_not_mapped' }
    if (!isSamePercentage(chosen.percentage, percentage)) return { refusal: 'tax_rate_differs' }
    return { taxType: chosen.taxType }
  }
  const [best] = usable
    .filter((rate) => isSamePercentage(rate.percentage, percentage))
    .toSorted((a, b) => preference(a) - preference(b) || (a.taxType < b.taxType ? -1 : 1))
  return best ? { taxType: best.taxType } : { refusal: 'tax_rate_is_not_mapped' }
}

// Some countries flag their purchase rates as fit for revenue; the names of the sales rates tell them apart.
function preference(rate: LiveTaxRate): number {
  if (rate.taxType === noTax) return 0
  if (rate.taxType.startsWith('OUTPUT')) return 1
  return rate.taxType.includes('INPUT') ? 3 : 2
}

function isSamePercentage(a: string, b: string): boolean {
  const trimmed = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
  return trimmed(a) === trimmed(b)
}
