import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { given } from '../search-params.ts'
import { queryOptions } from '@tanstack/react-query'

export type Client = components['schemas']['Client']

export type ClientFilter = {
  q?: string | undefined
  archived?: 'true' | 'all' | undefined
  source?: 'hourbook' | 'xero' | 'file' | undefined
  /** A Xero administration, by its connection. */
  administration?: string | undefined
}

export function readClients(
  { administration: connectionId, ...filter }: ClientFilter,
  cursor: string | undefined,
) {
  const query = given({ ...filter, connectionId, cursor, limit: 100 })
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

/** The client form: every field a text, empty for none. */
export type ClientValues = {
  number: string
  name: string
  email: string
  phone: string
  vatNumber: string
  invoiceAddress: AddressValues
  visitingAddress: AddressValues
  contactPersons: { name: string; email: string }[]
  paymentTermDays: string
  hourlyRate: string
  mileageRate: string
  vatRateId: string | null
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
    invoiceAddress: addressValues(client?.invoiceAddress),
    visitingAddress: addressValues(client?.visitingAddress),
    contactPersons: (client?.contactPersons ?? []).map((person) => ({
      name: person.name,
      email: person.email ?? '',
    })),
    paymentTermDays: client?.paymentTermDays?.toString() ?? '',
    hourlyRate: client?.hourlyRate ?? '',
    mileageRate: client?.mileageRate ?? '',
    vatRateId: client?.vatRateId ?? null,
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
    vatNumber: values.vatNumber.trim() || null,
    invoiceAddress: addressInput(values.invoiceAddress),
    visitingAddress: addressInput(values.visitingAddress),
    contactPersons: values.contactPersons.map((person) => ({
      name: person.name.trim(),
      email: person.email.trim() || null,
    })),
    paymentTermDays: values.paymentTermDays === '' ? null : Number(values.paymentTermDays),
    hourlyRate: values.hourlyRate || null,
    mileageRate: values.mileageRate || null,
    vatRateId: values.vatRateId,
    // Where it stays it is not named: its administration may be disconnected.
    ...(values.connectionId === (client?.connectionId ?? null)
      ? {}
      : { connectionId: values.connectionId }),
    notes: values.notes,
  }
}

/** The lines of an address as they are printed. */
export function addressLines(address: Partial<AddressValues>): string[] {
  const { attentionTo, line1, line2, line3, line4, postalCode, city, region, country } = address
  const place = [postalCode, city].filter(Boolean).join(' ')
  return [attentionTo, line1, line2, line3, line4, place, region, country].flatMap(
    (line) => line?.trim() || [],
  )
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
