import type { Call } from './call.ts'
import { fold, foldName } from './fold.ts'
import type { Contact } from './records.ts'

const emailPattern = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+\.[A-Za-z0-9-]{2,}$/

const maxLengths = {
  name: ['Name', 255],
  firstName: ['FirstName', 255],
  lastName: ['LastName', 255],
  contactNumber: ['ContactNumber', 50],
  accountNumber: ['AccountNumber', 50],
  companyNumber: ['CompanyNumber', 50],
  emailAddress: ['EmailAddress', 255],
  taxNumber: ['TaxNumber', 50],
} as const

/** Everything Xero would say against this contact as it would be saved. */
export function contactErrors(
  call: Call,
  contact: Contact,
  existing: Contact | undefined,
): string[] {
  return [
    ...formErrors(call, contact),
    ...uniquenessErrors(call, contact),
    ...(existing?.status === 'ARCHIVED' &&
    contact.status === 'ACTIVE' &&
    !call.world.switches.unarchiveByPost
      ? ['The contact cannot be un-archived through the API.']
      : []),
  ]
}

function formErrors(call: Call, contact: Contact): string[] {
  const errors: string[] = []
  if (contact.name === '') errors.push('Contact Name cannot be empty.')
  if (/[<>]/.test(contact.name)) errors.push('Contact Name cannot contain < or >.')
  const isUntidy = contact.name !== contact.name.trim() || contact.name.includes('  ')
  if (isUntidy && call.world.switches.contactNameSpaces === 'refuse') {
    errors.push('Contact Name cannot have leading, trailing or double spaces.')
  }
  for (const [field, [name, limit]] of Object.entries(maxLengths) as [
    keyof typeof maxLengths,
    readonly [string, number],
  ][]) {
    if ((contact[field] ?? '').length > limit) {
      errors.push(`The ${name} field must not exceed ${limit} characters.`)
    }
  }
  const emails = [contact.emailAddress, ...contact.persons.map((person) => person.emailAddress)]
  if (emails.some((email) => email !== '' && !emailPattern.test(email))) {
    errors.push('Email address must be valid')
  }
  if (contact.persons.length > 5) errors.push('A contact can have at most 5 contact persons.')
  if (contact.addresses.some(({ country }) => country && !/^[\p{L}][\p{L} '-]*$/u.test(country))) {
    errors.push('Country must contain letters only.')
  }
  return errors
}

function uniquenessErrors(call: Call, contact: Contact): string[] {
  const { contacts } = call.organisation
  const isOther = (each: Contact) => each.id !== contact.id
  const errors: string[] = []
  const isActive = contact.status === 'ACTIVE' && contact.name !== ''
  if (isActive && contacts.find('activeName', foldName(contact.name)).some(isOther)) {
    errors.push(
      `The contact name ${contact.name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    )
  }
  const { contactNumber } = contact
  if (contactNumber && contacts.find('contactNumber', fold(contactNumber)).some(isOther)) {
    errors.push(
      `The contact number ${contactNumber} is already assigned to another contact. The contact number must be unique across all contacts.`,
    )
  }
  if (isAccountNumberTaken(call, contact)) {
    errors.push('The Account Number already exists. Please enter a different Account Number.')
  }
  return errors
}

// Archived contacts still hold their account number.
function isAccountNumberTaken(call: Call, contact: Contact): boolean {
  const { accountNumber } = contact
  const { accountNumberIsUnique, accountNumberComparison } = call.world.switches
  if (!accountNumber || !accountNumberIsUnique) return false
  const isFolded = accountNumberComparison === 'folded'
  return call.organisation.contacts
    .find('accountNumber', foldName(accountNumber))
    .some((each) => each.id !== contact.id && (isFolded || each.accountNumber === accountNumber))
}
