import { say } from '#domain/words/say.ts'
import type { Database, Transaction } from '#db/database.ts'
import { insertSyncLogEntry } from '#db/sync-log.ts'
import { type ConnectionState, setCallOutcome, type XeroConnection } from '#db/xero-connections.ts'
import { explainXeroProblem } from '#domain/xero-problems.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import type { Outcome } from '../ports/accounting.ts'

/** Why we called: the sync log is filtered by it. */
export type SyncPurpose =
  | 'connect'
  | 'disconnect'
  | 'revoke_consent'
  | 'refresh_tokens'
  | 'check_connection'
  | 'read_organisation'
  | 'read_permits'
  | 'read_accounts'
  | 'read_items'
  | 'read_tax_rates'
  | 'read_tracking_categories'
  | 'read_branding_themes'
  | 'create_account'
  | 'restore_account'
  | 'create_item'
  | 'create_tax_rate'
  | 'create_tracking_option'
  | 'import_contacts'
  | 'find_contacts'
  | 'create_contacts'
  | 'read_contacts'
  | 'restore_contact'
  | 'number_contacts'
  | 'find_invoices'
  | 'create_invoices'
  | 'find_manual_journals'
  | 'create_manual_journals'
  | 'read_invoices'
  | 'read_manual_journals'
  | 'close_documents'
  | 'attach_files'
  | 'find_attachments'
  | 'add_notes'
  | 'find_notes'
  | 'update_invoices'
  | 'email_invoices'
  | 'mark_invoices_sent'
  | 'find_credit_notes'
  | 'create_credit_notes'
  | 'allocate_credit_notes'

export type SyncSubject = { kind: string; id: string }

export type CallFacts = {
  purpose: SyncPurpose
  subject?: SyncSubject | undefined
  note?: string | undefined
  /** All documents that it is about. */
  documentIds?: readonly string[] | undefined
  attempt?: number | undefined
  tenantId: string | null
  startedAt: Date
}

const detailLimit = 2000

/** Writes one call to the sync log: what for, what was asked, what came of it. Never a token. */
export async function recordXeroCall(
  db: Database,
  { workspaceId }: Pick<Context, 'workspaceId'>,
  { facts, outcome }: { facts: CallFacts; outcome: Outcome<unknown> },
): Promise<void> {
  const { receipt } = outcome
  await insertSyncLogEntry(db, {
    workspaceId,
    entry: {
      id: newId(),
      tenantId: facts.tenantId,
      purpose: facts.purpose,
      subjectKind: facts.subject?.kind ?? null,
      subjectId: facts.subject?.id ?? null,
      documentIds: facts.documentIds ?? null,
      method: receipt.method,
      path: receipt.path.slice(0, detailLimit),
      status: receipt.status,
      outcome: outcomeOf(outcome),
      detail: detailOf(outcome, facts.note),
      attempt: facts.attempt ?? 1,
      durationMs: receipt.durationMs,
      correlationId: receipt.correlationId,
      dayCallsRemaining: receipt.dayCallsRemaining,
      startedAt: facts.startedAt,
    },
  })
}

/** Whether a call taught nothing new of its connection. Calls side by side would wait for each other to write the same. */
export function isKnownToWork(
  { clock }: Pick<Context, 'clock'>,
  { connection, outcome }: { connection: XeroConnection; outcome: Outcome<unknown> },
): boolean {
  return outcome.kind === 'ok' && worksSince(connection, clock.now())
}

/** Keeps with the connection what a call taught us: that it works, or why it does not. */
export async function recordConnectionOutcome(
  tx: Transaction,
  { workspaceId, clock }: Pick<Context, 'workspaceId' | 'clock'>,
  { connection, outcome }: { connection: XeroConnection; outcome: Outcome<unknown> },
): Promise<void> {
  const at = clock.now()
  const state = stateAfter(connection, outcome)
  await setCallOutcome(tx, {
    workspaceId,
    connectionId: connection.id,
    at,
    error: outcome.kind === 'ok' ? null : explainOutcome(outcome),
    ...(state && { state }),
  })
}

const successKeptMs = 60_000

/** Whether the last that is kept of the connection is that it works, from within this minute. */
function worksSince({ lastSuccessAt, lastErrorAt }: XeroConnection, at: Date): boolean {
  if (lastSuccessAt === null || (lastErrorAt !== null && lastErrorAt >= lastSuccessAt)) return false
  return at.getTime() - lastSuccessAt.getTime() < successKeptMs
}

// A refusal is about one document; only 'unauthorised' is about the connection.
function stateAfter(
  { state }: XeroConnection,
  outcome: Outcome<unknown>,
): ConnectionState | undefined {
  if (outcome.kind !== 'unauthorised') return undefined
  if (outcome.reason === 'scope_missing') return state === 'offered' ? undefined : 'scope_missing'
  return state === 'offered' ? 'disconnected' : 'reconnect'
}

/** What came of a call, in a sentence for people. */
export function explainOutcome(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): string {
  switch (outcome.kind) {
    case 'rejected': {
      const { message } = explainXeroProblem(outcome.problem.code)
      const { detail } = outcome.problem
      return detail ? `${message} ${say('Xero says: {{detail}}', { detail })}` : message
    }
    case 'unauthorised':
      return outcome.reason === 'scope_missing'
        ? say('Xero wants more permissions than were given.')
        : explainXeroProblem(outcome.problem.code).message
    case 'busy':
      return outcome.problem
        ? explainXeroProblem(outcome.problem.code).message
        : busyWords[outcome.limit]
    case 'unknown':
      return say('Xero did not answer as expected: {{detail}}', { detail: outcome.detail })
  }
}

const busyWords = {
  concurrent: say('Xero has too many calls of ours under way at once.'),
  minute: say("Xero's limit of calls a minute is reached."),
  app_minute: say("Xero's limit of calls a minute for all organisations together is reached."),
  day: say("Xero's limit of calls a day is reached."),
  day_reserve: say('The calls that are left of this day are kept for what people ask for.'),
  offline: say('Xero is not available at the moment.'),
} as const

/** A batch that was answered, but of which Xero refused something, is found among the refused. */
function outcomeOf(outcome: Outcome<unknown>): Outcome<unknown>['kind'] {
  const isRefused = outcome.kind === 'ok' && saidOfElements(outcome.value).refused > 0
  return isRefused ? 'rejected' : outcome.kind
}

function detailOf(outcome: Outcome<unknown>, note: string | undefined): string | null {
  const said = [note, technicalDetail(outcome)].filter(Boolean).join('; ')
  return said.slice(0, detailLimit) || null
}

function technicalDetail(outcome: Outcome<unknown>): string | null {
  switch (outcome.kind) {
    case 'ok':
      return saidOfElements(outcome.value).words
    case 'rejected':
      return `${outcome.problem.code}: ${outcome.problem.detail}`
    case 'unauthorised':
      return `${outcome.reason}: ${outcome.problem.detail}`
    case 'busy':
      return [`${outcome.limit}: again in ${outcome.retryAfterSeconds} s`, outcome.problem?.detail]
        .filter(Boolean)
        .join('; ')
    case 'unknown':
      return outcome.detail
  }
}

type Elements = Partial<{ kind: string; warnings: string[]; problem: { detail: string } }>[]

/** Of the elements of a batch: which were refused, and what Xero did but not as it was asked to. */
function saidOfElements(elements: unknown): { refused: number; words: string | null } {
  if (!Array.isArray(elements)) return { refused: 0, words: null }
  const all = elements as Elements
  const refused = all.filter((each) => each?.kind === 'rejected')
  const warnings = [...new Set(all.flatMap((each) => each?.warnings ?? []))]
  const details = [...new Set(refused.map((each) => each.problem?.detail ?? ''))]
  const words = [
    ...(refused.length > 0
      ? [`${refused.length} of ${all.length} refused: ${details.join(' ')}`]
      : []),
    ...(warnings.length > 0 ? [`Warning: ${warnings.join(' ')}`] : []),
  ]
  return { refused: refused.length, words: words.join('; ') || null }
}
