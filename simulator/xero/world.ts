import { randomBytes } from 'node:crypto'
import type { Change } from './call.ts'
import { createCollection } from './collection.ts'
import { fold, foldName } from './fold.ts'
import { freshId, randomFrom, type Random } from './ids.ts'
import type { Invoice, Organisation, OrganisationProfile } from './records.ts'
import type { WebhookState } from './webhook-state.ts'
import { defaultSwitches, type Switches } from './switches.ts'

export interface App {
  clientId: string
  /** null is Xero's PKCE app type. */
  clientSecret: string | null
  name: string
  redirectUris: readonly string[] | 'any'
}

export interface User {
  id: string
  email: string
  givenName: string
  familyName: string
}

/** A link of one user's consent between the app and one organisation; kept when disconnected. */
export interface Connection {
  id: string
  authEventId: string
  clientId: string
  userId: string
  organisationId: string
  isConnected: boolean
  createdAt: number
  updatedAt: number
}

export interface AuthorisationCode {
  clientId: string
  userId: string
  redirectUri: string
  scopes: readonly string[]
  authEventId: string
  challenge: string | null
  nonce: string | null
  expiresAt: number
}

export interface RefreshToken {
  token: string
  clientId: string
  userId: string
  scopes: readonly string[]
  authEventId: string
  expiresAt: number
  /** When it was first exchanged; it lives on for 30 minutes of grace. */
  usedAt: number | null
  parent: string | null
}

/** All that the simulator remembers, and the clock it lives by. */
export interface World {
  readonly switches: Switches
  readonly app: App
  readonly user: User
  readonly organisations: Map<string, Organisation>
  connections: Connection[]
  readonly codes: Map<string, AuthorisationCode>
  readonly refreshTokens: Map<string, RefreshToken>
  /** Access tokens that died before their time, by their jti. */
  readonly deadTokens: Set<string>
  signingKey: string
  webhook: WebhookState | null
  readonly clock: Clock
  readonly random: Random | null
  freshId(): string
  /** Called after every change, so that the state can be saved. */
  changed(): void
  /** Called with what a call has written, so that webhooks can tell. */
  onCommit(organisation: Organisation, changes: readonly Change[]): void
}

export interface Clock {
  now(): number
  /** Milliseconds by which the simulator is ahead of the clock it was given. */
  offsetMs: number
}

export function createClock(base: () => number): Clock {
  const clock: Clock = { offsetMs: 0, now: () => base() + clock.offsetMs }
  return clock
}

export function createWorld(options: {
  app: App
  clock: Clock
  seed: number | null
  switches?: Partial<Switches>
}): World {
  const random = options.seed === null ? null : randomFrom(options.seed)
  return {
    switches: { ...defaultSwitches, ...options.switches },
    app: options.app,
    user: { ...firstUser },
    organisations: new Map(),
    connections: [],
    codes: new Map(),
    refreshTokens: new Map(),
    deadTokens: new Set(),
    signingKey: randomBytes(32).toString('base64url'),
    webhook: null,
    clock: options.clock,
    random,
    freshId: () => freshId(random),
    changed: () => {},
    onCommit: () => {},
  }
}

const invoiceKeys = {
  number: (invoice: Invoice) => (invoice.type === 'ACCREC' ? fold(invoice.number) : null),
  contact: (invoice: Invoice) => invoice.contactId,
}

/** Who answers the consent page until told otherwise. */
export const firstUser: User = {
  id: '8c2f1f0e-5d8c-4f5b-9a53-7f0c6a1d2b3e',
  email: 'robin@example.com',
  givenName: 'Robin',
  familyName: 'Vermeer',
}

/** An organisation without any records. */
export function emptyOrganisation(id: string, profile: OrganisationProfile): Organisation {
  return {
    id,
    profile,
    accounts: createCollection({
      code: (account) => (account.status === 'DELETED' ? null : account.code && fold(account.code)),
      name: (account) => (account.status === 'DELETED' ? null : fold(account.name)),
    }),
    items: createCollection({ code: (item) => fold(item.code) }),
    taxRates: [],
    trackingCategories: createCollection({}),
    currencies: [],
    contacts: createCollection({
      activeName: (contact) => (contact.status === 'ACTIVE' ? foldName(contact.name) : null),
      contactNumber: (contact) => contact.contactNumber && fold(contact.contactNumber),
      accountNumber: (contact) => contact.accountNumber && foldName(contact.accountNumber),
    }),
    invoices: createCollection(invoiceKeys),
    creditNotes: createCollection(invoiceKeys),
    manualJournals: createCollection({}),
    payments: createCollection({}),
    contactGroups: createCollection({}),
    emails: [],
    attachments: createCollection({ document: (attachment) => attachment.documentId }),
    history: createCollection({ document: (record) => record.documentId }),
    nextInvoiceNumber: 1,
    nextCreditNoteNumber: 1,
  }
}
