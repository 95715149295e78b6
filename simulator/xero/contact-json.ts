import { attachmentFields, attachmentsOf } from './attachments.ts'
import type { Call } from './call.ts'
import { dayToMs, msDate } from './dates.ts'
import { centsAsNumber } from './money.ts'
import { dueCents } from './settlement.ts'
import type {
  Address,
  Contact,
  ContactPerson,
  Organisation,
  PaymentTerm,
  Phone,
} from './records.ts'

/** How much of a contact an answer shows. */
export type ContactForm = 'unpaged' | 'paged' | 'single' | 'summary'

const addressSlots = ['STREET', 'POBOX'] as const
const phoneSlots = ['DEFAULT', 'DDI', 'FAX', 'MOBILE'] as const

// What is undefined is left out of JSON. Objects of one shape are written twice as fast as those that are put
// together from parts, and lists of contacts are the largest answers.
const addressJson = (type: string, address: Address | undefined) => ({
  AddressType: type,
  AddressLine1: address?.line1 || undefined,
  AddressLine2: address?.line2 || undefined,
  AddressLine3: address?.line3 || undefined,
  AddressLine4: address?.line4 || undefined,
  City: address?.city ?? '',
  Region: address?.region ?? '',
  PostalCode: address?.postalCode ?? '',
  Country: address?.country ?? '',
  AttentionTo: address?.attentionTo ?? '',
})

const phoneJson = (type: string, phone: Phone | undefined) => ({
  PhoneType: type,
  PhoneNumber: phone?.number ?? '',
  PhoneAreaCode: phone?.areaCode ?? '',
  PhoneCountryCode: phone?.countryCode ?? '',
})

const noAddresses = addressSlots.map((type) => addressJson(type, undefined))
const noPhones = phoneSlots.map((type) => phoneJson(type, undefined))

const addressesJson = ({ addresses }: Contact) =>
  addresses.length === 0
    ? noAddresses
    : addressSlots.map((type) =>
        addressJson(
          type,
          addresses.find((address) => address.type === type),
        ),
      )

const phonesJson = ({ phones }: Contact) =>
  phones.length === 0
    ? noPhones
    : phoneSlots.map((type) =>
        phoneJson(
          type,
          phones.find((phone) => phone.type === type),
        ),
      )

const personJson = (person: ContactPerson) => ({
  FirstName: person.firstName,
  LastName: person.lastName,
  EmailAddress: person.emailAddress,
  IncludeInEmails: person.includeInEmails,
})

const termJson = (term: PaymentTerm | null) =>
  term ? { Day: term.day, Type: term.type } : undefined

const termsJson = ({ salesTerms, billsTerms }: Contact) =>
  salesTerms || billsTerms
    ? { Bills: termJson(billsTerms), Sales: termJson(salesTerms) }
    : undefined

/** A contact as the API shows it, apart from its balances. */
export function contactJson(contact: Contact, form: ContactForm): Record<string, unknown> {
  const isSummary = form === 'summary'
  // Left out of unpaged lists: persons, merges, payment terms, defaults.
  const isFull = form === 'paged' || form === 'single'
  const withTypes = isFull || isSummary
  return {
    ContactID: contact.id,
    ContactNumber: contact.contactNumber ?? undefined,
    AccountNumber: contact.accountNumber ?? undefined,
    ContactStatus: contact.status,
    Name: contact.name,
    FirstName: contact.firstName ?? undefined,
    LastName: contact.lastName ?? undefined,
    CompanyNumber: contact.companyNumber ?? undefined,
    EmailAddress: contact.emailAddress,
    BankAccountDetails: contact.bankAccountDetails,
    TaxNumber: contact.taxNumber ?? undefined,
    AccountsReceivableTaxType: contact.salesTaxType ?? undefined,
    AccountsPayableTaxType: contact.purchasesTaxType ?? undefined,
    Addresses: addressesJson(contact),
    Phones: phonesJson(contact),
    UpdatedDateUTC: msDate(contact.updatedAt),
    ContactGroups: isSummary ? undefined : [],
    IsSupplier: isSummary ? undefined : contact.isSupplier,
    IsCustomer: isSummary ? undefined : contact.isCustomer,
    SalesDefaultLineAmountType: (withTypes && contact.salesLineAmountType) || undefined,
    PurchasesDefaultLineAmountType: (withTypes && contact.purchasesLineAmountType) || undefined,
    DefaultCurrency: contact.defaultCurrency ?? undefined,
    MergedToContactID: (isFull && contact.mergedToContactId) || undefined,
    ContactPersons: isFull ? contact.persons.map(personJson) : undefined,
    Website: (isFull && contact.website) || undefined,
    SalesDefaultAccountCode: (isFull && contact.salesAccountCode) || undefined,
    PurchasesDefaultAccountCode: (isFull && contact.purchasesAccountCode) || undefined,
    SalesTrackingCategories: form === 'single' ? [] : undefined,
    PurchasesTrackingCategories: form === 'single' ? [] : undefined,
    PaymentTerms: isFull ? termsJson(contact) : undefined,
    HasAttachments: isSummary ? undefined : false,
    HasValidationErrors: false,
  }
}

/** Nothing but who it is: the contact inside an unpaged list of invoices. */
export const contactStubJson = (contact: Contact): Record<string, unknown> => ({
  ContactID: contact.id,
  Name: contact.name,
  Addresses: [],
  Phones: [],
  ContactGroups: [],
  ContactPersons: [],
  HasValidationErrors: false,
})

/** The JSON text of a contact; balances are worked out each time, for they depend on today. */
export function contactText(call: Call, contact: Contact, form: ContactForm): string {
  const withBalances = form === 'paged' || form === 'single'
  const isTrading = withBalances && (contact.isCustomer || contact.isSupplier)
  const hasFiles = form !== 'summary' && attachmentsOf(call.organisation, contact.id).length > 0
  const groups = form === 'summary' ? [] : groupsOf(call.organisation, contact.id)
  const json = contactJson(contact, form)
  if (isTrading) Object.assign(json, balancesOf(call.organisation, contact, call.now))
  if (groups.length > 0) json['ContactGroups'] = groups
  if (hasFiles) Object.assign(json, attachmentFields(call, contact.id, form === 'single'))
  return JSON.stringify(json)
}

function groupsOf(organisation: Organisation, contactId: string) {
  if (organisation.contactGroups.size === 0) return []
  return [...organisation.contactGroups.values()]
    .filter((group) => group.status === 'ACTIVE' && group.contactIds.includes(contactId))
    .map((group) => ({
      ContactGroupID: group.id,
      Name: group.name,
      Status: group.status,
      HasValidationErrors: false,
    }))
}

function balancesOf(organisation: Organisation, contact: Contact, now: number) {
  const sums = { ACCREC: { due: 0, overdue: 0 }, ACCPAY: { due: 0, overdue: 0 } }
  for (const invoice of organisation.invoices.find('contact', contact.id)) {
    if (invoice.status !== 'AUTHORISED') continue
    const due = dueCents(invoice)
    sums[invoice.type].due += due
    if (invoice.dueDate && dayToMs(invoice.dueDate) < now) sums[invoice.type].overdue += due
  }
  for (const creditNote of organisation.creditNotes.find('contact', contact.id)) {
    if (creditNote.status === 'AUTHORISED') sums[creditNote.type].due -= dueCents(creditNote)
  }
  const side = ({ due, overdue }: { due: number; overdue: number }) => ({
    Outstanding: centsAsNumber(due),
    Overdue: centsAsNumber(overdue),
  })
  if (sums.ACCREC.due === 0 && sums.ACCPAY.due === 0) return {}
  return { Balances: { AccountsReceivable: side(sums.ACCREC), AccountsPayable: side(sums.ACCPAY) } }
}
