import type {
  Account,
  Attachment,
  Contact,
  ContactGroup,
  Currency,
  HistoryRecord,
  Invoice,
  Item,
  ManualJournal,
  OrganisationProfile,
  Payment,
  SentEmail,
  TaxRate,
  TrackingCategory,
} from './records.ts'
import type { WebhookState } from './webhook-state.ts'
import { emptyOrganisation, type Connection, type RefreshToken, type World } from './world.ts'

const snapshotVersion = 1

interface OrganisationSnapshot {
  id: string
  profile: OrganisationProfile
  nextInvoiceNumber: number
  taxRates: TaxRate[]
  currencies: Currency[]
  accounts: Account[]
  items: Item[]
  trackingCategories: TrackingCategory[]
  contacts: Contact[]
  invoices: Invoice[]
  manualJournals: ManualJournal[]
  /** Absent, as is what follows, in snapshots of older simulators. */
  payments?: Payment[]
  creditNotes?: Invoice[]
  nextCreditNoteNumber?: number
  contactGroups?: ContactGroup[]
  emails?: SentEmail[]
  /** Files are kept as base64. */
  attachments?: (Omit<Attachment, 'content'> & { content: string })[]
  history?: HistoryRecord[]
}

/** The whole memory as plain JSON, apart from limits, the request log and idempotency keys. */
export interface Snapshot {
  version: number
  clockOffsetMs: number
  randomState: number | null
  signingKey: string
  /** Absent in snapshots of older simulators. */
  webhook?: WebhookState | null
  connections: Connection[]
  refreshTokens: RefreshToken[]
  organisations: OrganisationSnapshot[]
}

export function takeSnapshot(world: World): Snapshot {
  return {
    version: snapshotVersion,
    clockOffsetMs: world.clock.offsetMs,
    randomState: world.random?.state ?? null,
    signingKey: world.signingKey,
    webhook: structuredClone(world.webhook),
    connections: structuredClone(world.connections),
    refreshTokens: [...world.refreshTokens.values()].map((token) => ({ ...token })),
    organisations: [...world.organisations.values()].map((organisation) => ({
      id: organisation.id,
      profile: { ...organisation.profile },
      nextInvoiceNumber: organisation.nextInvoiceNumber,
      taxRates: organisation.taxRates,
      currencies: organisation.currencies,
      accounts: [...organisation.accounts.values()],
      items: [...organisation.items.values()],
      trackingCategories: [...organisation.trackingCategories.values()],
      contacts: [...organisation.contacts.values()],
      invoices: [...organisation.invoices.values()],
      manualJournals: [...organisation.manualJournals.values()],
      contactGroups: [...organisation.contactGroups.values()],
      emails: [...organisation.emails],
      nextCreditNoteNumber: organisation.nextCreditNoteNumber,
      creditNotes: [...organisation.creditNotes.values()],
      payments: [...organisation.payments.values()],
      attachments: [...organisation.attachments.values()].map((each) => ({
        ...each,
        content: each.content.toString('base64'),
      })),
      history: [...organisation.history.values()],
    })),
  }
}

/** Puts a snapshot in the place of everything remembered. */
export function restoreSnapshot(world: World, snapshot: Snapshot): void {
  if (snapshot.version !== snapshotVersion) {
    throw new Error(`a snapshot of version ${snapshot.version} cannot be read`)
  }
  world.clock.offsetMs = snapshot.clockOffsetMs
  if (world.random && snapshot.randomState !== null) world.random.state = snapshot.randomState
  world.signingKey = snapshot.signingKey
  world.webhook = structuredClone(snapshot.webhook ?? null)
  world.connections = structuredClone(snapshot.connections)
  world.codes.clear()
  world.refreshTokens.clear()
  for (const token of snapshot.refreshTokens) world.refreshTokens.set(token.token, { ...token })
  world.organisations.clear()
  for (const saved of snapshot.organisations) {
    const organisation = emptyOrganisation(saved.id, { ...saved.profile })
    organisation.nextInvoiceNumber = saved.nextInvoiceNumber
    organisation.taxRates = saved.taxRates
    organisation.currencies = saved.currencies
    for (const record of saved.accounts) organisation.accounts.set(record)
    for (const record of saved.items) organisation.items.set(record)
    for (const record of saved.trackingCategories) organisation.trackingCategories.set(record)
    for (const record of saved.contacts) organisation.contacts.set(record)
    for (const record of saved.invoices)
      organisation.invoices.set({ ...record, credits: record.credits ?? [] })
    for (const record of saved.manualJournals) organisation.manualJournals.set(record)
    for (const record of saved.contactGroups ?? []) organisation.contactGroups.set(record)
    organisation.emails.push(...(saved.emails ?? []))
    organisation.nextCreditNoteNumber = saved.nextCreditNoteNumber ?? 1
    for (const record of saved.creditNotes ?? []) organisation.creditNotes.set(record)
    for (const record of saved.payments ?? []) organisation.payments.set(record)
    for (const record of saved.attachments ?? []) {
      const content = Buffer.from(record.content, 'base64')
      organisation.attachments.set({ ...record, content })
    }
    for (const record of saved.history ?? []) organisation.history.set(record)
    world.organisations.set(saved.id, organisation)
  }
  world.changed()
}
