import type { Contact, ContactGroup, ContactPage } from '#app/ports/accounting.ts'
import type { Address } from '#domain/invoice-parties.ts'
import {
  elementsOf,
  isWire,
  listIn,
  momentIn,
  numberIn,
  requiredId,
  textIn,
  wire,
  type Wire,
} from './wire-values.ts'

export function fromXeroContactPage(body: unknown, page: number, pageSize: number): ContactPage {
  const contacts = elementsOf(body, 'Contacts').map(fromXeroContact)
  const pagination = wire(body, 'an object')['pagination']
  const told = isWire(pagination) ? pagination : {}
  // Without the pagination object a full page means that there may be another.
  const pageCount = numberIn(told, 'pageCount') ?? (contacts.length < pageSize ? page : page + 1)
  const itemCount = numberIn(told, 'itemCount') ?? (page - 1) * pageSize + contacts.length
  return { contacts, page, pageCount, itemCount }
}

export function fromXeroContacts(body: unknown): Contact[] {
  return elementsOf(body, 'Contacts').map(fromXeroContact)
}

export function fromXeroContact(contact: Wire): Contact {
  return {
    contactId: requiredId(contact, 'ContactID'),
    foreignNumber: textIn(contact, 'ContactNumber'),
    accountNumber: textIn(contact, 'AccountNumber'),
    name: textIn(contact, 'Name') ?? '',
    email: textIn(contact, 'EmailAddress'),
    phone: phoneOf(contact),
    vatNumber: textIn(contact, 'TaxNumber'),
    status: textIn(contact, 'ContactStatus') ?? 'ACTIVE',
    mergedToContactId: textIn(contact, 'MergedToContactID')?.toLowerCase() ?? null,
    invoiceAddress: addressOf(contact, 'POBOX'),
    visitingAddress: addressOf(contact, 'STREET'),
    contactPersons: listIn(contact, 'ContactPersons').flatMap(fromXeroContactPerson),
    paymentTermDays: paymentTermDaysOf(contact),
    defaultCurrency: textIn(contact, 'DefaultCurrency'),
    salesAccountCode: textIn(contact, 'SalesDefaultAccountCode'),
    salesTaxType: textIn(contact, 'AccountsReceivableTaxType'),
    isCustomer: contact['IsCustomer'] === true,
    updatedAt: momentIn(contact, 'UpdatedDateUTC'),
  }
}

const phoneTypes = ['DEFAULT', 'MOBILE', 'DDI', 'OFFICE']

/** The first kind of number that is filled in; Xero always lists every kind, mostly empty. */
function phoneOf(contact: Wire): string | null {
  const phones = listIn(contact, 'Phones')
  for (const type of phoneTypes) {
    const phone = phones.find((each) => textIn(each, 'PhoneType') === type)
    const number = phone && textIn(phone, 'PhoneNumber')
    if (phone && number) {
      const country = textIn(phone, 'PhoneCountryCode')
      const prefix = country === null ? null : `+${country.replace(/^(\+|00)/, '')}`
      const area = textIn(phone, 'PhoneAreaCode')
      // After a country code the zero of the area code is not dialled.
      return [prefix, prefix === null ? area : (area?.replace(/^0/, '') ?? null), number]
        .filter((each) => each !== null)
        .join(' ')
    }
  }
  return null
}

function addressOf(contact: Wire, type: 'POBOX' | 'STREET'): Address {
  const found = listIn(contact, 'Addresses').find((each) => textIn(each, 'AddressType') === type)
  if (!found) return {}
  const address: Address = {
    attentionTo: textIn(found, 'AttentionTo') ?? undefined,
    line1: textIn(found, 'AddressLine1') ?? undefined,
    line2: textIn(found, 'AddressLine2') ?? undefined,
    line3: textIn(found, 'AddressLine3') ?? undefined,
    line4: textIn(found, 'AddressLine4') ?? undefined,
    city: textIn(found, 'City') ?? undefined,
    region: textIn(found, 'Region') ?? undefined,
    postalCode: textIn(found, 'PostalCode') ?? undefined,
    country: textIn(found, 'Country') ?? undefined,
  }
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined))
}

function fromXeroContactPerson(person: Wire): { name: string; email: string | null }[] {
  const email = textIn(person, 'EmailAddress')
  const names = [textIn(person, 'FirstName'), textIn(person, 'LastName')]
  const name = names.filter((each) => each !== null).join(' ') || email
  return name === null ? [] : [{ name, email }]
}

/** Only 'so many days after the invoice date' is a payment term of ours; Xero's other three kinds are not. */
function paymentTermDaysOf(contact: Wire): number | null {
  const terms = contact['PaymentTerms']
  const sales = isWire(terms) ? terms['Sales'] : undefined
  if (!isWire(sales) || textIn(sales, 'Type') !== 'DAYSAFTERBILLDATE') return null
  return numberIn(sales, 'Day')
}

export function fromXeroContactGroups(body: unknown): ContactGroup[] {
  return elementsOf(body, 'ContactGroups').map((group) => ({
    id: requiredId(group, 'ContactGroupID'),
    name: textIn(group, 'Name') ?? '',
  }))
}

export function fromXeroGroupMembers(body: unknown): string[] {
  const [group] = elementsOf(body, 'ContactGroups')
  return group ? listIn(group, 'Contacts').map((contact) => requiredId(contact, 'ContactID')) : []
}
