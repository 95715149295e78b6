import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { ibanInGroups } from '#domain/iban.ts'
import { type ListSearch, queryOf } from '../lists/list-search.ts'
import { given } from '../search-params.ts'
import { queryOptions } from '@tanstack/react-query'

export type Client = components['schemas']['Client']

export type ClientFilter = ListSearch & {
  tagId?: string | undefined
  source?: 'hourbook' | 'xero' | 'file' | undefined
  /** A Xero administration, by its connection. */
  administration?: string | undefined
}

export function readClients(
  { tagId, source, administration: connectionId, ...search }: ClientFilter,
  cursor: string | undefined,
) {
  const query = given({
    ...queryOf('clients', search, { tagId, source, connectionId }),
    cursor,
    limit: 100,
  })
  return answered(api.GET('/api/v1/clients', { params: { query } }))
}

export const clientQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId],
    queryFn: () =>
      answered(api.GET('/api/v1/clients/{clientId}', { params: { path: { clientId } } })),
  })

export type ClientChanges = { isArchived: boolean }

export function changeClient(
  clientId: string,
  body: ClientChanges | ReturnType<typeof clientInput>,
  headers: { 'Idempotency-Key': string },
) {
  return answered(
    api.PATCH('/api/v1/clients/{clientId}', { params: { path: { clientId } }, body, headers }),
  )
}

const addressFields = [
  'attentionTo',
  'line1',
  'line2',
  'line3',
  'line4',
  'city',
  'region',
  'postalCode',
  'country',
] as const

export type AddressValues = Record<(typeof addressFields)[number], string>

/** A contact person in the form; one of them may get the invoices. */
export type PersonValues = { name: string; email: string; isBilling: boolean }

/** The client form: every field a text, empty for none. */
export type ClientValues = {
  number: string
  name: string
  email: string
  phone: string
  vatNumber: string
  electronicAddress: string
  buyerReference: string
  invoiceAddress: AddressValues
  visitingAddress: AddressValues
  contactPersons: PersonValues[]
  iban: string
  tagIds: string[]
  paymentTermDays: string
  hourlyRate: string
  mileageRate: string
  vatRateId: string | null
  hourRounding: Client['hourRounding']
  /** Null for the workspace's. */
  language: 'en' | 'nl' | null
  getsReminders: boolean
  /** Null for the default administration. */
  connectionId: string | null
  notes: string
}

/** What the form starts with: the client, or nothing for a new one. */
export function clientValues(client: Client | undefined): ClientValues {
  return {
    number: client?.number ?? '',
    name: client?.name ?? '',
    email: client?.email ?? '',
    phone: client?.phone ?? '',
    vatNumber: client?.vatNumber ?? '',
    electronicAddress: client?.electronicAddress ?? '',
    buyerReference: client?.buyerReference ?? '',
    invoiceAddress: addressValues(client?.invoiceAddress),
    visitingAddress: addressValues(client?.visitingAddress),
    contactPersons: personValues(client),
    iban: client?.iban ? ibanInGroups(client.iban) : '',
    tagIds: client?.tags.map(({ id }) => id) ?? [],
    paymentTermDays: client?.paymentTermDays?.toString() ?? '',
    hourlyRate: client?.hourlyRate ?? '',
    mileageRate: client?.mileageRate ?? '',
    vatRateId: client?.vatRateId ?? null,
    hourRounding: client?.hourRounding ?? null,
    language: client?.language ?? null,
    getsReminders: client?.getsReminders ?? true,
    connectionId: client?.connectionId ?? null,
    notes: client?.notes ?? '',
  }
}

/** What is sent: empty texts become null, empty lines of an address are left out. */
export function clientInput(values: ClientValues, client?: Client) {
  return {
    number: values.number.trim() || null,
    name: values.name.trim(),
    email: values.email.trim() || null,
    phone: values.phone.trim() || null,
    // One that came from Xero may look otherwise: it is sent when it changed.
    ...(values.vatNumber === client?.vatNumber
      ? {}
      : { vatNumber: values.vatNumber.trim() || null }),
    electronicAddress: values.electronicAddress.trim() || null,
    buyerReference: values.buyerReference.trim() || null,
    invoiceAddress: addressInput(values.invoiceAddress),
    visitingAddress: addressInput(values.visitingAddress),
    contactPersons: values.contactPersons.map((person) => ({
      name: person.name.trim(),
      email: person.email.trim() || null,
    })),
    billingContact: billingInput(values.contactPersons),
    iban: values.iban.trim() || null,
    tagIds: values.tagIds,
    paymentTermDays: values.paymentTermDays === '' ? null : Number(values.paymentTermDays),
    hourlyRate: values.hourlyRate || null,
    mileageRate: values.mileageRate || null,
    vatRateId: values.vatRateId,
    hourRounding: values.hourRounding,
    language: values.language,
    getsReminders: values.getsReminders,
    // Where it stays it is not named: its administration may be disconnected.
    ...(values.connectionId === (client?.connectionId ?? null)
      ? {}
      : { connectionId: values.connectionId }),
    notes: values.notes,
  }
}

function personValues(client: Client | undefined): PersonValues[] {
  if (!client) return []
  const { billingContact: billing } = client
  const persons = client.contactPersons.map(({ name, email }) => ({
    name,
    email: email ?? '',
    isBilling: name === billing?.name && email === billing.email,
  }))
  if (!billing || persons.some((person) => person.isBilling)) return persons
  return [...persons, { name: billing.name, email: billing.email ?? '', isBilling: true }]
}

function billingInput(persons: readonly PersonValues[]) {
  const billing = persons.find((person) => person.isBilling)
  return billing ? { name: billing.name.trim(), email: billing.email.trim() || null } : null
}

function addressValues(address: Partial<AddressValues> | undefined): AddressValues {
  return Object.fromEntries(
    addressFields.map((field) => [field, address?.[field] ?? '']),
  ) as AddressValues
}

function addressInput(values: AddressValues): Partial<AddressValues> {
  return Object.fromEntries(
    addressFields.flatMap((field) => {
      const text = values[field].trim()
      return text ? [[field, text]] : []
    }),
  )
}
