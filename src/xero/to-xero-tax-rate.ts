import type { Wire } from './wire-values.ts'

// Countries whose tax return has a heading for each rate; elsewhere Xero takes none.
const filing = ['AU', 'NZ', 'GB']

type NewTaxRate = { name: string; percentage: string; countryCode: string | null }

/** A tax rate of sales, of one component. */
export function toXeroTaxRate({ name, percentage, countryCode }: NewTaxRate): Wire {
  return {
    Name: name,
    TaxComponents: [{ Name: name, Rate: Number(percentage) }],
    ...(filing.includes(countryCode ?? '') && { ReportTaxType: 'OUTPUT' }),
  }
}
