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

/** What chose a tax type: the VAT rate, the contact of the client, or only the percentage. */
export type TaxedBy = 'vat_rate' | 'contact' | 'percentage'

/**
 * The tax type of a sale: the one that was chosen for the VAT rate, else that of the contact where it has the same
 * percentage, else the one sales rate with the percentage. Refuses when the administration would compute another tax than
 * we show.
 */
export function resolveTaxType(
  { percentage, xeroTaxType }: VatChoice,
  rates: readonly LiveTaxRate[],
  contactTaxType: string | null = null,
): { taxType: string; taxedBy: TaxedBy } | { refusal: RefusalCode } {
  const usable = rates.filter((rate) => rate.isActive && rate.canApplyToRevenue)
  if (xeroTaxType !== null) {
    const chosen = usable.find((rate) => rate.taxType === xeroTaxType)
    if (!chosen) return { refusal: 'tax_rate_is_not_mapped' }
    if (!isSamePercentage(chosen.percentage, percentage)) return { refusal: 'tax_rate_differs' }
    return { taxType: chosen.taxType, taxedBy: 'vat_rate' }
  }
  const fitting = usable.filter((rate) => isSamePercentage(rate.percentage, percentage))
  const ofContact = fitting.find((rate) => rate.taxType === contactTaxType)
  if (ofContact) return { taxType: ofContact.taxType, taxedBy: 'contact' }
  const [best] = fitting.toSorted(
    (a, b) => preference(a) - preference(b) || (a.taxType < b.taxType ? -1 : 1),
  )
  return best
    ? { taxType: best.taxType, taxedBy: 'percentage' }
    : { refusal: 'tax_rate_is_not_mapped' }
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
