import { startSimulator, type SimulatorOptions } from '#simulator/server.ts'
import { expect } from 'vitest'
import { contractErrors } from './contract.ts'

/** What JSON.parse gives: untyped on purpose, for the tests assert on whatever they name. */
export type Json = ReturnType<typeof JSON.parse>

export interface Reply {
  status: number
  headers: Headers
  text: string
  json: Json
}

export interface CallOptions {
  body?: unknown
  /** Sent as they are, instead of a body. */
  bytes?: Uint8Array
  headers?: Record<string, string>
}

const day = 86_400_000
export const startOfTime = Date.parse('2026-11-16T10:00:00Z')

/**
 * A simulator of its own for one test, with its clock at a fixed moment, an authorised app and a
 * client that checks every JSON answer against Xero's description.
 */
export async function openXero(options: SimulatorOptions & { scopes?: string[] } = {}) {
  const simulator = await startSimulator({ limits: 'off', clock: () => startOfTime, ...options })
  const { control } = simulator
  const [organisation] = control.organisations.list()
  if (!organisation) throw new Error('the demo has organisations')
  const tokens = control.authorise({
    organisationId: organisation.id,
    ...(options.scopes && { scopes: options.scopes }),
  })

  async function call(method: string, path: string, { body, bytes, headers }: CallOptions = {}) {
    const isConnections = path.startsWith('/connections')
    const base = isConnections ? simulator.url : simulator.endpoints.apiUrl
    const response = await fetch(base + path, {
      method,
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        'xero-tenant-id': organisation?.id ?? '',
        accept: 'application/json',
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(bytes && { body: Buffer.from(bytes) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('application/json') ?? false
    const json: Json = isJson && text !== '' ? JSON.parse(text) : undefined
    if (json !== undefined) expect(contractErrors(path, response.status, json)).toEqual([])
    return { status: response.status, headers: response.headers, text, json } satisfies Reply
  }

  return {
    simulator,
    control,
    organisation,
    tokens,
    call,
    get: (path: string, headers: Record<string, string> = {}) => call('GET', path, { headers }),
    put: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      call('PUT', path, { body, headers }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      call('POST', path, { body, headers }),
    where: (expression: string) => encodeURIComponent(expression),
    days: (count: number) => count * day,
    [Symbol.asyncDispose]: () => simulator.stop(),
  }
}

export type Xero = Awaited<ReturnType<typeof openXero>>

/** The messages of every refused element of a 400. */
export const messagesOf = (reply: Reply): string[] =>
  ((reply.json?.Elements ?? []) as Json[]).flatMap((element) => errorsIn(element))

export const errorsIn = (element: Json): string[] =>
  ((element.ValidationErrors ?? []) as Json[]).map((error) => error.Message)

/** A contact to send invoices to. */
const anyContactId = (xero: Xero): string =>
  String(xero.control.contacts(xero.organisation.id)[0]?.['ContactID'])

/** A draft invoice over 100.00, to be varied. */
export const anInvoice = (xero: Xero, values: Json = {}): Json => ({
  Type: 'ACCREC',
  Contact: { ContactID: anyContactId(xero) },
  Date: '2026-11-16',
  DueDate: '2026-11-30',
  LineItems: [{ Description: 'Advice', Quantity: 1, UnitAmount: 100, AccountCode: '200' }],
  ...values,
})

/** A posted journal of 100.00, to be varied. */
export const aJournal = (values: Json = {}): Json => ({
  Narration: 'Invoice 2026-0001',
  Date: '2026-11-16',
  Status: 'POSTED',
  JournalLines: [
    { LineAmount: 100, AccountCode: '615', Description: 'Debtors' },
    { LineAmount: -100, AccountCode: '200', Description: 'Sales' },
  ],
  ...values,
})
