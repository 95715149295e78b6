import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { Contact, Element, Outcome } from '#app/ports/accounting.ts'
import { explainOutcome } from '#app/parts/record-xero-call.ts'
import { type Progress, waitAfter, wasRefusedAsAWhole } from '#app/parts/sending-step.ts'
import { listNumbersToTell, setNumbersTold } from '#db/contact-import-rows.ts'
import { findImport } from '#db/contact-imports.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import { namedInACall } from '#app/parts/read-documents.ts'
import { halfOf } from '#domain/sending.ts'
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
  for (;;) {
    const rows = await listNumbersToTell(ctx.db, { ...key, limit: namedInACall })
    if (rows.length === 0) return { kind: 'done' }
    const later = await tellNumbers(ctx, { connection, importId, rows })
    if (later) return later
  }
}

type Telling = { connection: XeroConnection; importId: string; rows: readonly Row[] }

/** Tells the numbers of a batch and keeps what came of each; answers when to go on, where Xero is better left alone. */
async function tellNumbers(ctx: Context, telling: Telling): Promise<Progress | undefined> {
  const { connection, importId, rows } = telling
  const { id: connectionId } = connection
  const subject = { kind: 'contact_import', id: importId }
  const looked = await callXero(
    ctx,
    { connectionId, purpose: 'find_contacts', subject },
    async (session) =>
      await ctx.accounting.findContactsById(
        session,
        rows.map((row) => row.contactId),
      ),
  )
  if (looked.kind === 'rejected') return await tellApart(ctx, telling, looked)
  if (looked.kind !== 'ok') return retryAfter(looked)
  const { told, rest } = compare(rows, looked.value)
  await keep(ctx, importId, told)
  if (rest.length === 0) return undefined

  const numbers = rest.map(({ contactId, accountNumber }) => ({ contactId, accountNumber }))
  const idempotencyKey = `${connection.tenantId}:${contentHash([importId, numbers])}`
  const outcome = await callXero(
    ctx,
    { connectionId, purpose: 'number_contacts', subject },
    async (session) => await ctx.accounting.setAccountNumbers(session, { numbers, idempotencyKey }),
  )
  if (outcome.kind === 'rejected') return await tellApart(ctx, { ...telling, rows: rest }, outcome)
  if (outcome.kind !== 'ok') return retryAfter(outcome)
  await keep(
    ctx,
    importId,
    rest.map((row, index) => answered(row, outcome, index)),
  )
  return undefined
}

/** Xero refused them together: in halves, so that only the one that it was for is refused. */
async function tellApart(
  ctx: Context,
  telling: Telling,
  refusal: Extract<Outcome<unknown>, { kind: 'rejected' }>,
): Promise<Progress | undefined> {
  const { importId, rows } = telling
  if (rows.length === 1 || !wasRefusedAsAWhole(refusal)) {
    const detail = explainOutcome(refusal)
    await keep(
      ctx,
      importId,
      rows.map((row) => toldAs(row, detail)),
    )
    return undefined
  }
  const half = halfOf(rows.length)
  for (const some of [rows.slice(0, half), rows.slice(half)]) {
    // oxlint-disable-next-line no-await-in-loop
    const later = await tellNumbers(ctx, { ...telling, rows: some })
    if (later) return later
  }
  return undefined
}

async function keep(ctx: Context, importId: string, told: Told[]): Promise<void> {
  if (told.length === 0) return
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => await setNumbersTold(tx, { workspaceId, importId, told }))
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

function answered(
  row: Row,
  { value, receipt }: Extract<Outcome<Element<Contact>[]>, { kind: 'ok' }>,
  index: number,
): Told {
  const element = value[index]
  if (element?.kind === 'ok') return toldAs(row, null)
  const { position } = row
  const detail = element
    ? explainOutcome({ kind: 'rejected', problem: element.problem, receipt })
    : null
  return { position, isWritten: false, detail }
}
