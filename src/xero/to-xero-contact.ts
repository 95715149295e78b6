import type { NewContact } from '#app/ports/accounting.ts'
import type { Address } from '#domain/invoice-parties.ts'
import type { Wire } from './wire-values.ts'

export function toXeroContact(contact: NewContact): Wire {
  return {
    Name: contact.name,
    ContactNumber: contact.foreignNumber,
    ...(contact.accountNumber !== null && { AccountNumber: contact.accountNumber }),
    ...(contact.email !== null && { EmailAddress: contact.email }),
    ...(contact.vatNumber !== null && { TaxNumber: contact.vatNumber }),
    ...(contact.phone !== null && {
      Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: contact.phone }],
    }),
    Addresses: [
      ...toXeroAddress('POBOX', contact.invoiceAddress),
      ...toXeroAddress('STREET', contact.visitingAddress),
    ],
  }
}

function toXeroAddress(type: 'POBOX' | 'STREET', address: Address): Wire[] {
  const fields = {
    AttentionTo: address.attentionTo,
    AddressLine1: address.line1,
    AddressLine2: address.line2,
    AddressLine3: address.line3,
    AddressLine4: address.line4,
    City: address.city,
    Region: address.region,
    PostalCode: address.postalCode,
    // Xero takes letters only for a country.
    Country: address.country?.replaceAll(/[^\p{L} ]/gu, ''),
  }
  const filled = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  return filled.length === 0 ? [] : [{ AddressType: type, ...Object.fromEntries(filled) }]
}
