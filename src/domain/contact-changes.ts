export type Address = Readonly<Record<string, string | undefined>>

/** The fields of a client that a contact can fill. */
export type ImportedFields = {
  number: string | null
  name: string
  email: string | null
  phone: string | null
  vatNumber: string | null
  invoiceAddress: Address
  visitingAddress: Address
  contactPersons: readonly { name: string; email: string | null }[]
  paymentTermDays: number | null
}

export type FieldName = keyof ImportedFields

/** What one field is now and what it would become. */
export type FieldChange = { field: FieldName; from: unknown; to: unknown }

const nameLimit = 255
const numberLimit = 50
const longestTermDays = 365

/** A contact as the fields of a client. What a client cannot hold is shortened or left out. */
export function importedFields(contact: {
  accountNumber: string | null
  name: string
  email: string | null
  phone: string | null
  vatNumber: string | null
  invoiceAddress: Address
  visitingAddress: Address
  contactPersons: readonly { name: string; email: string | null }[]
  paymentTermDays: number | null
}): ImportedFields {
  const { paymentTermDays } = contact
  const isTerm =
    paymentTermDays !== null &&
    Number.isInteger(paymentTermDays) &&
    paymentTermDays >= 0 &&
    paymentTermDays <= longestTermDays
  return {
    number: contact.accountNumber?.slice(0, numberLimit) ?? null,
    name: contact.name.slice(0, nameLimit),
    email: contact.email,
    phone: contact.phone,
    vatNumber: contact.vatNumber,
    invoiceAddress: filled(contact.invoiceAddress),
    visitingAddress: filled(contact.visitingAddress),
    contactPersons: contact.contactPersons.map(({ name, email }) => ({ name, email })),
    paymentTermDays: isTerm ? paymentTermDays : null,
  }
}

/** Field by field what an import would change. A field that is empty at the other side never erases ours. */
export function fieldChanges<Fields extends object>(
  client: Fields,
  contact: Fields,
): { field: keyof Fields & string; from: unknown; to: unknown }[] {
  const fields = Object.keys(contact) as (keyof Fields & string)[]
  return fields
    .filter((field) => !isEmpty(contact[field]) && !isSame(client[field], contact[field]))
    .map((field) => ({ field, from: client[field], to: contact[field] }))
}

function filled(address: Address): Address {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value))
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Equal in content, whatever the order of keys; empty texts are as good as none. */
function isSame(ours: unknown, theirs: unknown): boolean {
  if (ours === theirs) return true
  if (typeof ours !== 'object' || typeof theirs !== 'object' || !ours || !theirs) return false
  const [left, right] = [partsOf(ours), partsOf(theirs)]
  return (
    left.length === right.length &&
    left.every(([key, value]) => {
      const other = right.find(([name]) => name === key)
      return other !== undefined && isSame(value, other[1])
    })
  )
}

function partsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(
    ([, each]) => each !== null && each !== undefined && each !== '',
  )
}
