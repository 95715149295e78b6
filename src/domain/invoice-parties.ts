/** An address as people and Xero fill it in: any of its lines. */
export type Address = {
  attentionTo?: string | undefined
  line1?: string | undefined
  line2?: string | undefined
  line3?: string | undefined
  line4?: string | undefined
  city?: string | undefined
  region?: string | undefined
  postalCode?: string | undefined
  country?: string | undefined
}

/** Who an invoice is from and to. A final one keeps them as they were: what was sent is not rewritten. */
export type InvoiceParties = {
  sender: {
    name: string
    address: Address
    registrationNumber: string
    vatNumber: string
    iban: string
    bic: string
    email: string
    phone: string
    website: string
    /** Such as '0106:12345678'; those that were final before there were e-invoices have none. */
    electronicAddress?: string
  }
  recipient: {
    name: string
    attentionTo: string
    address: Address
    number: string
    vatNumber: string
    email: string
    electronicAddress?: string
    buyerReference?: string
  }
}

/** The lines of an address as they are printed. */
export function addressLines(address: Address): string[] {
  const { attentionTo, line1, line2, line3, line4, postalCode, city, region, country } = address
  const place = [postalCode, city].filter(Boolean).join(' ')
  return [attentionTo, line1, line2, line3, line4, place, region, country].flatMap(
    (line) => line?.trim() || [],
  )
}
