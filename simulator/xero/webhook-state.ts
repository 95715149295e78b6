import { apiBase, type Change } from './call.ts'
import { liveConnection } from './connections.ts'
import { creditNoteType } from './credit-note-json.ts'
import type { Organisation } from './records.ts'
import type { World } from './world.ts'

export const webhookCategories = ['CONTACT', 'INVOICE', 'CREDITNOTE'] as const
export const webhookOrders = ['in_order', 'reversed', 'shuffled'] as const
export type WebhookCategory = (typeof webhookCategories)[number]

/** One entry of a webhook's body, in Xero's own camelCase. */
export interface WebhookEvent {
  resourceUrl: string
  resourceId: string
  eventDateUtc: string
  eventType: 'CREATE' | 'UPDATE'
  eventCategory: WebhookCategory
  tenantId: string
  tenantType: 'ORGANISATION'
  /** Only events of credit notes tell more than that something changed. */
  data?: { Type: string; Status: string }
}

export interface WebhookSettings {
  url: string
  /** What bodies are signed with; the receiver has the same one. */
  key: string
  categories: readonly WebhookCategory[]
  /** Events leave by themselves; otherwise they wait for `deliver`. */
  isAutomatic: boolean
  /** How long events gather before they leave by themselves, in real milliseconds. */
  delayMs: number
  batchSize: number
  order: (typeof webhookOrders)[number]
  /** How often each body is sent: Xero delivers at least once. */
  copies: number
  seed: number
}

export interface WebhookState {
  settings: WebhookSettings
  status: 'intent_to_receive_required' | 'ok' | 'disabled'
  nextSequence: number
  pending: { sequence: number; at: number; event: WebhookEvent }[]
  /** Since when the receiver has not answered well. */
  failingSince: number | null
  retryAt: number | null
}

const keptMs = 31 * 24 * 60 * 60_000

/** Notes the events that a finished call caused; what is older than 31 days is forgotten. */
export function recordEvents(
  world: World,
  organisation: Organisation,
  changes: readonly Change[],
): boolean {
  const state = world.webhook
  if (!state || state.status === 'intent_to_receive_required') return false
  if (!liveConnection(world, world.app.clientId, organisation.id)) return false
  const at = world.clock.now()
  state.pending = state.pending.filter((each) => each.at > at - keptMs)
  const seen = new Set<string>()
  for (const { collection, id, isNew } of changes) {
    const category = categoryOf(organisation, collection)
    if (!category || seen.has(id) || !state.settings.categories.includes(category)) continue
    seen.add(id)
    const type = isNew ? 'CREATE' : 'UPDATE'
    addEvent(world, state, eventOf(organisation, { category, id, type, at }))
  }
  return seen.size > 0
}

function addEvent(world: World, state: WebhookState, event: WebhookEvent): void {
  state.pending.push({ sequence: state.nextSequence, at: world.clock.now(), event })
  state.nextSequence += 1
}

function categoryOf(organisation: Organisation, collection: unknown): WebhookCategory | null {
  if (collection === organisation.invoices) return 'INVOICE'
  if (collection === organisation.contacts) return 'CONTACT'
  if (collection === organisation.creditNotes) return 'CREDITNOTE'
  return null
}

const endpoints = { INVOICE: 'Invoices', CONTACT: 'Contacts', CREDITNOTE: 'CreditNotes' } as const

function eventOf(
  organisation: Organisation,
  about: { category: WebhookCategory; id: string; type: 'CREATE' | 'UPDATE'; at: number },
): WebhookEvent {
  const { category, id, type, at } = about
  const creditNote = category === 'CREDITNOTE' ? organisation.creditNotes.get(id) : undefined
  return {
    resourceUrl: `${apiBase}/${endpoints[category]}/${id}`,
    resourceId: id,
    eventDateUtc: new Date(at).toISOString().slice(0, 23),
    eventType: type,
    eventCategory: category,
    tenantId: organisation.id,
    tenantType: 'ORGANISATION',
    ...(creditNote && {
      data: { Type: creditNoteType(creditNote), Status: creditNote.status },
    }),
  }
}
