import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { Contact, Element, Outcome } from '#app/ports/accounting.ts'
import { explainOutcome } from '#app/parts/record-xero-call.ts'
import { type Progress, waitAfter } from '#app/parts/sending-step.ts'
import { listNumbersToTell, setNumbersTold } from '#db/contact-import-rows.ts'
import { findImport } from '#db/contact-imports.ts'
import { findConnection } from '#db/xero-connections.ts'
import { namedInACall } from '#app/parts/read-documents.ts'
import { assert } from '#lib/assert.ts'
import { contentHash } from '#lib/content-hash.ts'

type Told = { position: number; isWritten: boolean; detail: string | null }

type Row = { position: number; contactId: string; accountNumber: string }

/**
 * Tells Xero the numbers that an import gave to clients whose contacts had none. Each batch is looked at right before: a
 * number that somebody entered meanwhile stays. Said twice it is the same number, so what was not answered is said again.
 */
export async function numberContacts(
  ctx: Context,
  { importId }: { importId: string },
): Promise<Progress> {
  allow(ctx, 'xero:import')
  const { workspaceId } = ctx
  const key = { workspaceId, importId }
  const found = await findImport(ctx.db, key)
  if (!found) return { kind: 'done' }
  const { connectionId } = found
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  assert(connection, 'an import has its connection')
  const subject = { kind: 'contact_import', id: importId }
  for (;;) {
    const rows = await listNumbersToTell(ctx.db, { ...key, limit: namedInACall })
    if (rows.length === 0) return { kind: 'done' }
    const looked = await callXero(
      ctx,
      { connectionId, purpose: 'find_contacts', subject },
      async (session) =>
        await ctx.accounting.findContactsById(
          session,
          rows.map((row) => row.contactId),
        ),
    )
    if (looked.kind !== 'ok') return retryAfter(looked)
    const { told, rest } = compare(rows, looked.value)
    if (told.length > 0) {
      await inTransaction(ctx, async (tx) => await setNumbersTold(tx, { ...key, told }))
    }
    if (rest.length === 0) continue

    const numbers = rest.map(({ contactId, accountNumber }) => ({ contactId, accountNumber }))
    const idempotencyKey = `${connection.tenantId}:${contentHash([importId, numbers])}`
    const outcome = await callXero(
      ctx,
      { connectionId, purpose: 'number_contacts', subject },
      async (session) =>
        await ctx.accounting.setAccountNumbers(session, { numbers, idempotencyKey }),
    )
    if (outcome.kind !== 'ok' && outcome.kind !== 'rejected') return retryAfter(outcome)
    const answered = rest.map(({ position }, index) => toldOf(position, { outcome, index }))
    await inTransaction(ctx, async (tx) => await setNumbersTold(tx, { ...key, told: answered }))
  }
}

function retryAfter(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): Progress {
  return { kind: 'retry', afterSeconds: waitAfter(outcome).seconds }
}

/** What is settled by what Xero has at this moment, and what is left to write. Xero has no "only if unchanged". */
function compare(rows: readonly Row[], contacts: readonly Contact[]) {
  const byId = new Map(contacts.map((contact) => [contact.contactId, contact]))
  const told: Told[] = []
  const rest: Row[] = []
  for (const row of rows) {
    const contact = byId.get(row.contactId)
    const now = contact?.accountNumber ?? null
    if (contact && now === null) rest.push(row)
    else if (now === row.accountNumber) told.push(toldAs(row, null))
    else told.push(toldAs(row, contact ? entered(now ?? '') : gone))
  }
  return { told, rest }
}

function toldAs({ position }: Row, detail: string | null): Told {
  return { position, isWritten: detail === null, detail }
}

const gone = say('Xero does not have this contact any more, so its number was not written.')

function entered(number: string): string {
  return say(
    'Somebody entered the number {{number}} in Xero meanwhile. It was left as it is; give the client that number, or change it in Xero.',
    { number },
  )
}

type Answer = Extract<Outcome<Element<Contact>[]>, { kind: 'ok' | 'rejected' }>

function toldOf(position: number, { outcome, index }: { outcome: Answer; index: number }): Told {
  if (outcome.kind === 'rejected') {
    return { position, isWritten: false, detail: explainOutcome(outcome) }
  }
  const element = outcome.value[index]
  if (element?.kind === 'ok') return { position, isWritten: true, detail: null }
  const detail = element
    ? explainOutcome({ kind: 'rejected', problem: element.problem, receipt: outcome.receipt })
    : null
  return { position, isWritten: false, detail }
}
