import { commit, personCall, type Call } from './call.ts'
import { connectOrganisations, liveConnection } from './connections.ts'
import { forgetContact, mergeContact } from './contact-fates.ts'
import { saveContact } from './contacts.ts'
import { contactJson } from './contact-json.ts'
import { creditNoteJson } from './credit-note-json.ts'
import { creditInvoice } from './credit-notes.ts'
import type { Outcome } from './envelope.ts'
import type { Fault, FaultName, FaultRequest, Faults } from './faults.ts'
import { generateContacts } from './generate-contacts.ts'
import { generateOrganisation, type OrganisationRequest } from './generate-organisation.ts'
import { historyJson, historyOf } from './history.ts'
import type { Holder } from './holder.ts'
import { randomFrom } from './ids.ts'
import type { IdempotencyCache } from './idempotency.ts'
import { invoiceJson } from './invoice-json.ts'
import { saveInvoice } from './invoice-writes.ts'
import { journalJson } from './journal-json.ts'
import { saveJournal } from './journal-writes.ts'
import { noLimits, xeroLimits, type Limiter, type LimitSettings } from './limits.ts'
import { disconnect } from './mishaps.ts'
import { paymentJson } from './payment-json.ts'
import {
  createPayment,
  deletePayment,
  personPayment,
  type PaymentRequest,
} from './payment-writes.ts'
import type {
  Attachment,
  DocumentKind,
  Invoice,
  Organisation,
  OrganisationProfile,
  SentEmail,
} from './records.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot.ts'
import type { Switches } from './switches.ts'
import { issueTokens, type TokenSet } from './tokens.ts'
import type { WebhookState } from './webhook-state.ts'
import type { Webhooks } from './webhooks.ts'
import { firstUser, type User, type World } from './world.ts'

type Json = Record<string, unknown>

/** The simulator's own levers; the HTTP control API is a thin shell around them. */
export interface Control {
  readonly switches: Switches
  readonly faults: Faults
  readonly holder: Holder
  readonly webhooks: Webhooks
  webhook(): WebhookState | null
  /** The next call of this operation (`PUT /Invoices`, `*`) meets this fault. */
  failNext(
    operation: string,
    fault: FaultName,
    times?: number | Omit<FaultRequest, 'operation' | 'fault'>,
  ): Fault
  now(): number
  /** Moves the clock forward, in milliseconds. */
  advance(ms: number): void
  setClock(at: number): void
  setLimits(limits: LimitsRequest): LimitSettings
  requests(): readonly LoggedRequest[]
  clearRequests(): void
  state(): Json
  organisations: {
    list(): OrganisationSummary[]
    create(request: OrganisationRequest): OrganisationSummary
    /** E.g. lock dates: `{ periodLockDate: '2026-09-30' }`. */
    edit(organisationId: string, changes: Partial<OrganisationProfile>): OrganisationSummary
    /** The user disconnects the app in Xero: calls get 403, refresh still works. */
    disconnect(organisationId: string): void
  }
  contacts(organisationId: string): Json[]
  invoices(organisationId: string): Json[]
  manualJournals(organisationId: string): Json[]
  /** Every file: whose it is, what the API tells of it, and its content. */
  attachments(organisationId: string): StoredFile[]
  /** What happened to a document, the latest first. */
  history(organisationId: string, documentId: string): Json[]
  addContacts(organisationId: string, request: { count: number; seed?: number }): Json[]
  /** Changes made by a person in Xero's own pages, in the API's words; refused changes throw. */
  editContact(organisationId: string, contactId: string, changes: Json): Json
  editInvoice(organisationId: string, invoiceId: string, changes: Json): Json
  editManualJournal(organisationId: string, manualJournalId: string, changes: Json): Json
  /** One contact becomes another one; its documents move there. */
  mergeContacts(organisationId: string, contactId: string, intoContactId: string): Json
  forgetContact(organisationId: string, contactId: string): Json
  emails(organisationId: string): readonly SentEmail[]
  payInvoice(organisationId: string, invoiceId: string, payment?: PaymentRequest): Json
  payments(organisationId: string): Json[]
  deletePayment(organisationId: string, paymentId: string): Json
  creditNotes(organisationId: string): Json[]
  /** A credit note over this amount (or all that is due), allocated to the invoice. */
  creditInvoice(organisationId: string, invoiceId: string, amount?: number | string): Json
  /** A token set without the browser. */
  authorise(request: { organisationId: string; scopes?: readonly string[] }): Authorisation
  /** Who answers the consent page; a person without an address has an empty one. */
  user(): User
  editUser(changes: Partial<User>): User
  /** Every refresh token dies: the next refresh is answered with invalid_grant. */
  endRefreshTokens(): void
  reset(): void
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
}

export interface StoredFile {
  documentKind: DocumentKind
  documentId: string
  fileName: string
  mimeType: string
  includeOnline: boolean
  content: Buffer
}

export type LimitsRequest = 'xero' | 'off' | Partial<LimitSettings>

export interface OrganisationSummary {
  id: string
  name: string
  shortCode: string
  baseCurrency: string
  countryCode: string
  isDemo: boolean
  isConnected: boolean
}

export interface Authorisation extends TokenSet {
  tenantId: string
  connectionId: string
  authEventId: string
}

/** What a control operation was asked for does not exist or cannot be. */
export class ControlRefusal extends Error {
  readonly status: 400 | 404
  constructor(status: 400 | 404, message: string) {
    super(message)
    this.status = status
  }
}

const defaultScopes: readonly string[] = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'accounting.contacts',
  'accounting.invoices',
  'accounting.manualjournals',
  'accounting.settings',
  'accounting.attachments',
  'accounting.payments',
]

export interface ControlParts {
  world: World
  faults: Faults
  log: RequestLog
  limiter: Limiter
  idempotency: IdempotencyCache
  webhooks: Webhooks
  holder: Holder
  dayLimit: number
  fill(): void
}

/** The settings that a request for limits stands for. */
export function limitsFrom(request: LimitsRequest, dayLimit: number): LimitSettings {
  if (request === 'off') return { ...noLimits }
  const real = { ...xeroLimits, day: dayLimit }
  return request === 'xero' ? real : { ...real, ...request }
}

export function createControl(parts: ControlParts): Control {
  const { world, faults, log, limiter, webhooks } = parts
  const find = (id: string): Organisation => {
    const organisation = world.organisations.get(id)
    if (!organisation) throw new ControlRefusal(404, `there is no organisation ${id}`)
    return organisation
  }
  const callFor = (organisationId: string): Call => personCall(world, find(organisationId))

  const control: Control = {
    switches: world.switches,
    faults,
    holder: parts.holder,
    webhooks,
    webhook: () => world.webhook,
    failNext(operation, fault, times = 1) {
      const more = typeof times === 'number' ? { times } : times
      return faults.add({ operation, fault, ...more })
    },
    now: () => world.clock.now(),
    advance(ms) {
      world.clock.offsetMs += ms
      world.changed()
      webhooks.wake()
    },
    setClock(at) {
      world.clock.offsetMs += at - world.clock.now()
      world.changed()
      webhooks.wake()
    },
    setLimits(request) {
      limiter.settings = limitsFrom(request, parts.dayLimit)
      limiter.clear()
      return limiter.settings
    },
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    state: () => stateOf(parts),
    organisations: {
      list: () => [...world.organisations.values()].map((each) => summaryOf(world, each)),
      create: (request) => summaryOf(world, generateOrganisation(world, request)),
      edit(organisationId, changes) {
        const organisation = find(organisationId)
        organisation.profile = { ...organisation.profile, ...changes }
        world.changed()
        return summaryOf(world, organisation)
      },
      disconnect: (organisationId) => disconnect(world, organisationId),
    },
    contacts: (id) =>
      find(id)
        .contacts.inOrder()
        .map((each) => contactJson(each, 'single')),
    invoices: (id) =>
      find(id)
        .invoices.inOrder()
        .map((each) => invoiceJson(callFor(id), each, 'single')),
    manualJournals: (id) =>
      find(id)
        .manualJournals.inOrder()
        .map((each) => journalJson(callFor(id), each, true)),
    attachments: (id) => [...find(id).attachments.values()].map(storedFile),
    history: (id, documentId) => historyOf(find(id), documentId).map(historyJson),
    addContacts(id, { count, seed }) {
      const organisation = find(id)
      const random = randomFrom(seed ?? organisation.contacts.size + 1)
      const made = generateContacts(organisation, count, random, world.clock.now())
      world.changed()
      return made.map((each) => contactJson(each, 'single'))
    },
    editContact(id, contactId, changes) {
      const existing = present(find(id).contacts.get(contactId), `contact ${contactId}`)
      return written(callFor(id), (call) =>
        saveContact(call, { value: changes, path: '' }, existing),
      )
    },
    editInvoice(id, invoiceId, changes) {
      const existing = present(find(id).invoices.get(invoiceId), `invoice ${invoiceId}`)
      return written(callFor(id), (call) =>
        saveInvoice(call, { value: changes, path: '' }, existing),
      )
    },
    editManualJournal(id, journalId, changes) {
      const existing = present(find(id).manualJournals.get(journalId), `journal ${journalId}`)
      return written(callFor(id), (call) =>
        saveJournal(call, { value: changes, path: '' }, existing),
      )
    },
    mergeContacts(id, contactId, intoId) {
      const call = callFor(id)
      const contact = present(find(id).contacts.get(contactId), `contact ${contactId}`)
      const into = present(find(id).contacts.get(intoId), `contact ${intoId}`)
      if (contact === into || into.status !== 'ACTIVE') {
        throw new ControlRefusal(400, 'a contact is merged into another one that is active')
      }
      mergeContact(call, contact, into)
      commit(call)
      return contactJson(present(find(id).contacts.get(contactId), 'contact'), 'single')
    },
    forgetContact(id, contactId) {
      const call = callFor(id)
      forgetContact(call, present(find(id).contacts.get(contactId), `contact ${contactId}`))
      commit(call)
      return contactJson(present(find(id).contacts.get(contactId), 'contact'), 'single')
    },
    emails: (id) => find(id).emails,
    payInvoice: (id, invoiceId, payment = {}) =>
      payInvoice(
        callFor(id),
        present(find(id).invoices.get(invoiceId), `invoice ${invoiceId}`),
        payment,
      ),
    payments: (id) =>
      find(id)
        .payments.inOrder()
        .map((each) => paymentJson(callFor(id), each, 'list')),
    deletePayment(id, paymentId) {
      const existing = present(find(id).payments.get(paymentId), `payment ${paymentId}`)
      const value = { Status: 'DELETED' }
      return written(callFor(id), (call) => deletePayment(call, { value, path: '' }, existing))
    },
    creditNotes: (id) =>
      find(id)
        .creditNotes.inOrder()
        .map((each) => creditNoteJson(callFor(id), each, 'single')),
    creditInvoice(id, invoiceId, amount) {
      const invoice = present(find(id).invoices.get(invoiceId), `invoice ${invoiceId}`)
      return written(callFor(id), (call) => creditInvoice(call, invoice, amount))
    },
    authorise: ({ organisationId, scopes }) => authorise(world, find(organisationId), scopes),
    user: () => world.user,
    editUser(changes) {
      Object.assign(world.user, changes)
      return world.user
    },
    endRefreshTokens() {
      world.refreshTokens.clear()
      world.changed()
    },
    reset() {
      resetWorld(parts)
      world.changed()
    },
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
  }
  return control
}

const storedFile = (file: Attachment): StoredFile => ({
  documentKind: file.documentKind,
  documentId: file.documentId,
  fileName: file.fileName,
  mimeType: file.mimeType,
  includeOnline: file.includeOnline,
  content: file.content,
})

function present<T>(record: T | undefined, what: string): T {
  if (record === undefined) throw new ControlRefusal(404, `there is no ${what}`)
  return record
}

/** Runs one write as a person in Xero; refused changes throw. */
function written(call: Call, write: (call: Call) => Outcome): Json {
  const outcome = write(call)
  if (outcome.errors.length > 0) {
    call.writes.undoTo(0)
    throw new ControlRefusal(400, outcome.errors.join(' '))
  }
  commit(call)
  return outcome.json
}

function payInvoice(call: Call, invoice: Invoice, payment: PaymentRequest): Json {
  const value = personPayment(call, invoice, payment)
  written(call, () => createPayment(call, { value, path: '' }))
  return invoiceJson(call, call.organisation.invoices.get(invoice.id) ?? invoice, 'single')
}

function authorise(
  world: World,
  organisation: Organisation,
  scopes: readonly string[] = defaultScopes,
): Authorisation {
  const authEventId = world.freshId()
  const { clientId } = world.app
  connectOrganisations(world, [organisation.id], authEventId)
  const tokens = issueTokens(world, { clientId, userId: world.user.id, scopes, authEventId })
  const connectionId = liveConnection(world, clientId, organisation.id)?.id ?? ''
  return { ...tokens, tenantId: organisation.id, connectionId, authEventId }
}

function resetWorld({ world, faults, log, limiter, idempotency, fill }: ControlParts) {
  world.organisations.clear()
  world.connections = []
  world.codes.clear()
  world.refreshTokens.clear()
  world.webhook = null
  world.clock.offsetMs = 0
  world.deadTokens.clear()
  Object.assign(world.user, firstUser)
  faults.clear()
  log.clear()
  limiter.clear()
  idempotency.clear()
  fill()
}

function summaryOf(world: World, { id, profile }: Organisation): OrganisationSummary {
  const { name, shortCode, baseCurrency, countryCode, isDemo } = profile
  const isConnected = liveConnection(world, world.app.clientId, id) !== undefined
  return { id, name, shortCode, baseCurrency, countryCode, isDemo, isConnected }
}

function stateOf({ world, faults, log, limiter }: ControlParts): Json {
  return {
    now: new Date(world.clock.now()).toISOString(),
    clockOffsetMs: world.clock.offsetMs,
    limits: limiter.settings,
    requests: log.list().length,
    faults: faults.list(),
    connections: world.connections.filter((each) => each.isConnected).length,
    refreshTokens: world.refreshTokens.size,
    organisations: [...world.organisations.values()].map((organisation) => ({
      ...summaryOf(world, organisation),
      accounts: organisation.accounts.size,
      items: organisation.items.size,
      contacts: organisation.contacts.size,
      invoices: organisation.invoices.size,
      creditNotes: organisation.creditNotes.size,
      manualJournals: organisation.manualJournals.size,
      payments: organisation.payments.size,
    })),
  }
}
