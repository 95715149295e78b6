import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { contactErrors } from './contact-rules.ts'
import { contactJson, contactText, type ContactForm } from './contact-json.ts'
import { documentPart } from './document-parts.ts'
import { echo, listAnswer, writeElements, type Outcome } from './envelope.ts'
import { fold, foldName } from './fold.ts'
import type { DocumentRef } from './history.ts'
import { isUuid, zeroId } from './ids.ts'
import { choiceIn, decimalIn, flagIn, listIn, objectIn, textIn, type Input } from './input.ts'
import { isTrue, listRecords, namesIn } from './lists.ts'
import { atScale } from './money.ts'
import type { Address, Contact, ContactPerson, PaymentTerm, Phone } from './records.ts'
import type { Fields } from './where.ts'

const contactFields: Fields<Contact> = {
  contactid: (contact) => contact.id,
  contactnumber: (contact) => contact.contactNumber,
  accountnumber: (contact) => contact.accountNumber,
  contactstatus: (contact) => contact.status,
  name: (contact) => contact.name,
  firstname: (contact) => contact.firstName,
  lastname: (contact) => contact.lastName,
  companynumber: (contact) => contact.companyNumber,
  emailaddress: (contact) => contact.emailAddress,
  taxnumber: (contact) => contact.taxNumber,
  iscustomer: (contact) => contact.isCustomer,
  issupplier: (contact) => contact.isSupplier,
  defaultcurrency: (contact) => contact.defaultCurrency,
  updateddateutc: (contact) => ({ at: contact.updatedAt }),
}

/** GET (list and one), PUT and POST of /Contacts, and what lies below one. */
export function contactsResource(call: Call): ApiAnswer {
  const [key] = call.path
  if (key && call.path.length > 1) return documentPart(call, documentRef(call, one(call, key)))
  if (call.method === 'GET') return key ? singleContact(call, key) : listContacts(call)
  if (call.method !== 'PUT' && call.method !== 'POST') throw new NotImplemented()
  if (call.method === 'PUT') {
    return writeElements(call, 'Contacts', (input) => createContact(call, input))
  }
  return writeElements(call, 'Contacts', (input) => createOrUpdateContact(call, input))
}

const documentRef = (call: Call, contact: Contact): DocumentRef => ({
  kind: 'Contacts',
  id: contact.id,
  canBeOnline: false,
  touch: () => call.writes.set(call.organisation.contacts, { ...contact, updatedAt: call.now }),
})

function one(call: Call, key: string): Contact {
  const contact = contactByKey(call, key)
  if (!contact) throw new NotFound()
  return contact
}

const singleContact = (call: Call, key: string): ApiAnswer =>
  listAnswer(call.world, 'Contacts', [contactText(call, one(call, key), 'single')])

function contactByKey(call: Call, key: string): Contact | undefined {
  const { contacts } = call.organisation
  return isUuid(key)
    ? contacts.get(key.toLowerCase())
    : contacts.find('contactNumber', fold(key))[0]
}

function listContacts(call: Call): ApiAnswer {
  const ids = namesIn(call, 'IDs')?.map((id) => id.toLowerCase())
  const withArchived = isTrue(call, 'includeArchived')
  const isSummary = isTrue(call, 'summaryOnly')
  const term = fold(call.query.get('searchTerm') ?? '')
  const form = (isPaged: boolean): ContactForm =>
    isSummary ? 'summary' : isPaged ? 'paged' : 'unpaged'
  return listRecords(call, call.organisation.contacts, {
    plural: 'Contacts',
    fields: contactFields,
    isPaged: isSummary,
    keep: (contact) =>
      (withArchived || contact.status === 'ACTIVE') &&
      (!ids || ids.includes(contact.id)) &&
      (term === '' || searchText(contact).includes(term)),
    json: (contact, isPaged) => contactText(call, contact, form(isPaged)),
  })
}

const searchText = (contact: Contact): string =>
  [
    contact.name,
    contact.firstName,
    contact.lastName,
    contact.contactNumber,
    contact.companyNumber,
    contact.emailAddress,
  ]
    .map((text) => fold(text ?? ''))
    .join('\n')

const identityMissing =
  'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber'

// PUT creates only: a name or number that is known is an error, never an update.
function createContact(call: Call, input: Input): Outcome {
  if (!isIdentified(input)) return refusedContact(input, [identityMissing])
  const id = textIn(input, 'ContactID')
  if (id && call.organisation.contacts.get(id.toLowerCase())) {
    return refusedContact(input, ['A contact with the specified ContactID already exists.'])
  }
  return saveContact(call, input, undefined)
}

function createOrUpdateContact(call: Call, input: Input): Outcome {
  const [key] = call.path
  if (key) {
    const contact = contactByKey(call, key)
    if (!contact) throw new NotFound()
    return saveContact(call, input, contact)
  }
  if (!isIdentified(input)) return refusedContact(input, [identityMissing])
  const id = textIn(input, 'ContactID')
  const matched = matchedContact(call, input)
  if (id && !matched) {
    return refusedContact(input, ['The contact with the specified ContactID could not be found.'])
  }
  return saveContact(call, input, matched)
}

const isIdentified = (input: Input) =>
  Boolean(textIn(input, 'Name') ?? textIn(input, 'ContactID') ?? textIn(input, 'ContactNumber'))

/** By ContactID, else by ContactNumber, else by the exact name of an active contact. */
export function matchedContact(call: Call, input: Input): Contact | undefined {
  const { contacts } = call.organisation
  const id = textIn(input, 'ContactID')
  if (id) return contacts.get(id.toLowerCase())
  const number = textIn(input, 'ContactNumber')
  const byNumber = number ? contacts.find('contactNumber', fold(number))[0] : undefined
  const name = textIn(input, 'Name')
  return byNumber ?? (name ? contacts.find('activeName', foldName(name))[0] : undefined)
}

const refusedContact = (input: Input, errors: string[], id = zeroId): Outcome => ({
  json: { ...echo(input, 'ContactID', id), HasValidationErrors: true },
  errors,
  warnings: [],
})

/** Creates or changes a contact; what the input does not name stays as it was. */
export function saveContact(call: Call, input: Input, existing: Contact | undefined): Outcome {
  const contact = contactFrom(call, input, existing)
  const errors = contactErrors(call, contact, existing)
  if (errors.length > 0) return refusedContact(input, errors, existing?.id)
  call.writes.set(call.organisation.contacts, contact)
  return { json: contactJson(contact, 'single'), errors, warnings: [] }
}

function contactFrom(call: Call, input: Input, existing: Contact | undefined): Contact {
  const name = textIn(input, 'Name') ?? existing?.name ?? ''
  const isTrimmed = call.world.switches.contactNameSpaces === 'trim'
  const keep = (field: string, before: string | null | undefined): string | null =>
    textIn(input, field) ?? before ?? null
  const persons = listIn(input, 'ContactPersons')
  const terms = objectIn(input, 'PaymentTerms')
  return {
    id: existing?.id ?? call.world.freshId(),
    updatedAt: call.now,
    status:
      choiceIn(input, 'ContactStatus', ['ACTIVE', 'ARCHIVED']) ?? existing?.status ?? 'ACTIVE',
    name: isTrimmed ? name.trim().replaceAll(/ {2,}/g, ' ') : name,
    contactNumber: keep('ContactNumber', existing?.contactNumber) || null,
    accountNumber: keep('AccountNumber', existing?.accountNumber) || null,
    firstName: keep('FirstName', existing?.firstName),
    lastName: keep('LastName', existing?.lastName),
    companyNumber: keep('CompanyNumber', existing?.companyNumber),
    emailAddress: keep('EmailAddress', existing?.emailAddress) ?? '',
    bankAccountDetails: keep('BankAccountDetails', existing?.bankAccountDetails) ?? '',
    taxNumber: keep('TaxNumber', existing?.taxNumber),
    salesTaxType: keep('AccountsReceivableTaxType', existing?.salesTaxType),
    purchasesTaxType: keep('AccountsPayableTaxType', existing?.purchasesTaxType),
    addresses: merged(listIn(input, 'Addresses')?.map(addressFrom), existing?.addresses),
    phones: merged(listIn(input, 'Phones')?.map(phoneFrom), existing?.phones),
    // Persons are replaced as a whole.
    persons: persons?.map(personFrom) ?? existing?.persons ?? [],
    defaultCurrency: keep('DefaultCurrency', existing?.defaultCurrency),
    salesAccountCode: keep('SalesDefaultAccountCode', existing?.salesAccountCode),
    purchasesAccountCode: keep('PurchasesDefaultAccountCode', existing?.purchasesAccountCode),
    salesLineAmountType:
      choiceIn(input, 'SalesDefaultLineAmountType', lineAmountTypes) ??
      existing?.salesLineAmountType ??
      null,
    purchasesLineAmountType:
      choiceIn(input, 'PurchasesDefaultLineAmountType', lineAmountTypes) ??
      existing?.purchasesLineAmountType ??
      null,
    salesTerms: termFrom(terms, 'Sales') ?? existing?.salesTerms ?? null,
    billsTerms: termFrom(terms, 'Bills') ?? existing?.billsTerms ?? null,
    website: existing?.website ?? null,
    mergedToContactId: existing?.mergedToContactId ?? null,
    isCustomer: existing?.isCustomer ?? false,
    isSupplier: existing?.isSupplier ?? false,
  }
}

const lineAmountTypes = ['INCLUSIVE', 'EXCLUSIVE', 'NONE'] as const

// Addresses and phones have one slot a type; a type that is not named keeps what it has.
function merged<T extends { type: string }>(
  given: readonly T[] | undefined,
  before: readonly T[] = [],
): readonly T[] {
  if (!given) return before
  return [...before.filter((each) => !given.some((other) => other.type === each.type)), ...given]
}

function addressFrom(input: Input): Address {
  const part = (name: string) => textIn(input, name) ?? ''
  return {
    type: choiceIn(input, 'AddressType', ['POBOX', 'STREET']) ?? 'POBOX',
    line1: part('AddressLine1'),
    line2: part('AddressLine2'),
    line3: part('AddressLine3'),
    line4: part('AddressLine4'),
    city: part('City'),
    region: part('Region'),
    postalCode: part('PostalCode'),
    country: part('Country'),
    attentionTo: part('AttentionTo'),
  }
}

const phoneTypes = ['DEFAULT', 'DDI', 'MOBILE', 'FAX', 'OFFICE'] as const

const phoneFrom = (input: Input): Phone => ({
  type: choiceIn(input, 'PhoneType', phoneTypes) ?? 'DEFAULT',
  number: textIn(input, 'PhoneNumber') ?? '',
  areaCode: textIn(input, 'PhoneAreaCode') ?? '',
  countryCode: textIn(input, 'PhoneCountryCode') ?? '',
})

const personFrom = (input: Input): ContactPerson => ({
  firstName: textIn(input, 'FirstName') ?? '',
  lastName: textIn(input, 'LastName') ?? '',
  emailAddress: textIn(input, 'EmailAddress') ?? '',
  includeInEmails: flagIn(input, 'IncludeInEmails') ?? false,
})

const termTypes = [
  'DAYSAFTERBILLDATE',
  'DAYSAFTERBILLMONTH',
  'OFCURRENTMONTH',
  'OFFOLLOWINGMONTH',
] as const

function termFrom(terms: Input | undefined, side: 'Sales' | 'Bills'): PaymentTerm | null {
  const input = terms && objectIn(terms, side)
  if (!input) return null
  const day = decimalIn(input, 'Day')
  return {
    day: day ? atScale(day, 0, 'half_away_from_zero') : 0,
    type: choiceIn(input, 'Type', termTypes) ?? 'DAYSAFTERBILLDATE',
  }
}
