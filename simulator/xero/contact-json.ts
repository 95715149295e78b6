import { attachmentFields, attachmentsOf } from './attachments.ts'
import type { Call } from './call.ts'
import { dayToMs, msDate } from './dates.ts'
import { centsAsNumber } from './money.ts'
import { dueCents } from './settlement.ts'
import type { Address, Contact, Organisation, PaymentTerm, Phone } from './records.ts'

/** How much of a contact an answer shows. */
export type ContactForm = 'unpaged' | 'paged' | 'single' | 'summary'

const addressSlots = ['STREET', 'POBOX'] as const
const phoneSlots = ['DEFAULT', 'DDI', 'FAX', 'MOBILE'] as const

function addressJson(type: string, address: Address | undefined): Record<string, unknown> {
  return {
    AddressType: type,
    ...(address?.line1 && { AddressLine1: address.line1 }),
    ...(address?.line2 && { AddressLine2: address.line2 }),
    ...(address?.line3 && { AddressLine3: address.line3 }),
    ...(address?.line4 && { AddressLine4: address.line4 }),
    City: address?.city ?? '',
    Region: address?.region ?? '',
    PostalCode: address?.postalCode ?? '',
    Country: address?.country ?? '',
    AttentionTo: address?.attentionTo ?? '',
  }
}

const phoneJson = (type: string, phone: Phone | undefined): Record<string, unknown> => ({
  PhoneType: type,
  PhoneNumber: phone?.number ?? '',
  PhoneAreaCode: phone?.areaCode ?? '',
  PhoneCountryCode: phone?.countryCode ?? '',
})

const termJson = (term: PaymentTerm) => ({ Day: term.day, Type: term.type })

/** A contact as the API shows it, apart from its balances. */
export function contactJson(contact: Contact, form: ContactForm): Record<string, unknown> {
  const isFull = form === 'paged' || form === 'single'
  return {
    ContactID: contact.id,
    ...(contact.contactNumber !== null && { ContactNumber: contact.contactNumber }),
    ...(contact.accountNumber !== null && { AccountNumber: contact.accountNumber }),
    ContactStatus: contact.status,
    Name: contact.name,
    ...(contact.firstName !== null && { FirstName: contact.firstName }),
    ...(contact.lastName !== null && { LastName: contact.lastName }),
    ...(contact.companyNumber !== null && { CompanyNumber: contact.companyNumber }),
    EmailAddress: contact.emailAddress,
    BankAccountDetails: contact.bankAccountDetails,
    ...(contact.taxNumber !== null && { TaxNumber: contact.taxNumber }),
    ...(contact.salesTaxType !== null && { AccountsReceivableTaxType: contact.salesTaxType }),
    ...(contact.purchasesTaxType !== null && { AccountsPayableTaxType: contact.purchasesTaxType }),
    Addresses: addressSlots.map((type) =>
      addressJson(
        type,
        contact.addresses.find((address) => address.type === type),
      ),
    ),
    Phones: phoneSlots.map((type) =>
      phoneJson(
        type,
        contact.phones.find((phone) => phone.type === type),
      ),
    ),
    UpdatedDateUTC: msDate(contact.updatedAt),
    ...(form !== 'summary' && {
      ContactGroups: [],
      IsSupplier: contact.isSupplier,
      IsCustomer: contact.isCustomer,
    }),
    ...((isFull || form === 'summary') && lineAmountTypesJson(contact)),
    ...(contact.defaultCurrency !== null && { DefaultCurrency: contact.defaultCurrency }),
    ...(isFull && fullJson(contact, form)),
    ...(form !== 'summary' && { HasAttachments: false }),
    HasValidationErrors: false,
  }
}

const lineAmountTypesJson = (contact: Contact) => ({
  ...(contact.salesLineAmountType !== null && {
    SalesDefaultLineAmountType: contact.salesLineAmountType,
  }),
  ...(contact.purchasesLineAmountType !== null && {
    PurchasesDefaultLineAmountType: contact.purchasesLineAmountType,
  }),
})

// Left out of unpaged lists: persons, merges, payment terms, defaults.
function fullJson(contact: Contact, form: ContactForm): Record<string, unknown> {
  const { salesTerms, billsTerms } = contact
  return {
    ...(contact.mergedToContactId !== null && { MergedToContactID: contact.mergedToContactId }),
    ContactPersons: contact.persons.map((person) => ({
      FirstName: person.firstName,
      LastName: person.lastName,
      EmailAddress: person.emailAddress,
      IncludeInEmails: person.includeInEmails,
    })),
    ...(contact.website !== null && { Website: contact.website }),
    ...(contact.salesAccountCode !== null && {
      SalesDefaultAccountCode: contact.salesAccountCode,
    }),
    ...(contact.purchasesAccountCode !== null && {
      PurchasesDefaultAccountCode: contact.purchasesAccountCode,
    }),
    ...(form === 'single' && { SalesTrackingCategories: [], PurchasesTrackingCategories: [] }),
    ...((salesTerms || billsTerms) && {
      PaymentTerms: {
        ...(billsTerms && { Bills: termJson(billsTerms) }),
        ...(salesTerms && { Sales: termJson(salesTerms) }),
      },
    }),
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

// A contact is replaced when it changes, so its JSON text may be kept; not too many of them.
const keptTexts = 20_000
let texts = new WeakMap<Contact, Map<ContactForm, string>>()
let textCount = 0

function keepText(contact: Contact, form: ContactForm, text: string) {
  textCount += 1
  if (textCount > keptTexts) {
    texts = new WeakMap()
    textCount = 1
  }
  const forms = texts.get(contact) ?? new Map<ContactForm, string>()
  texts.set(contact, forms.set(form, text))
}

/** The JSON text of a contact; balances are worked out each time, for they depend on today. */
export function contactText(call: Call, contact: Contact, form: ContactForm): string {
  const withBalances = form === 'paged' || form === 'single'
  const isTrading = withBalances && (contact.isCustomer || contact.isSupplier)
  const hasFiles = form !== 'summary' && attachmentsOf(call.organisation, contact.id).length > 0
  const groups = form === 'summary' ? [] : groupsOf(call.organisation, contact.id)
  if (isTrading || hasFiles || groups.length > 0) {
    return JSON.stringify({
      ...contactJson(contact, form),
      ...(isTrading && balancesOf(call.organisation, contact, call.now)),
      ...(groups.length > 0 && { ContactGroups: groups }),
      ...(hasFiles && attachmentFields(call, contact.id, form === 'single')),
    })
  }
  const known = texts.get(contact)?.get(form)
  if (known !== undefined) return known
  const text = JSON.stringify(contactJson(contact, form))
  keepText(contact, form, text)
  return text
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
