import { noItems } from '#api/billing-schemas.ts'
import { systemContext } from '#app/context.ts'
import { changeXeroDocuments } from '#app/exports/change-xero-documents.ts'
import { creditXeroDocument } from '#app/exports/credit-xero-document.ts'
import { readDocumentsBack } from '#app/exports/read-documents-back.ts'
import type { Progress } from '#app/parts/sending-step.ts'
import { refreshXeroDocuments } from '#app/exports/refresh-xero-documents.ts'
import { emailXeroDocument } from '#app/exports/email-xero-document.ts'
import { reverseXeroDocument } from '#app/exports/reverse-xero-document.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { updateXeroDocument } from '#app/exports/update-xero-document.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { Refused } from '#app/refuse.ts'
import { findUnfinishedChanges } from '#db/xero-document-changes.ts'
import { findUnfinished } from '#db/xero-sending.ts'
import { isClosedInXero } from '#domain/document-state.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import type { Random } from '#tests/support/random.ts'
import type { World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { Killed, unlucky } from './misfortune.ts'

const roundsLimit = 200
type Json = Record<string, unknown>

/**
 * What becomes of documents after Xero has them: voids at either side, payments, approvals and additions, while calls go
 * wrong, workers die and several of them read and change at once. Ends when nothing is left to do.
 */
export async function liveOn(
  world: World,
  random: Random,
  { workers, bad }: { workers: number; bad: number },
): Promise<void> {
  const { db, workspaceId, services } = world
  const documents = await confirmedDocuments(world)
  const connectionId = documents[0]?.connection_id
  if (connectionId === undefined) return
  const luck = unlucky(world, random, bad)
  for (let round = 1; ; round += 1) {
    if (round > roundsLimit) throw new Error(`It did not end in ${roundsLimit} rounds`)
    for (const document of documents) {
      if (round <= eventfulRounds && random.chance(1 / (1 + round))) {
        await happen(world, random, document)
      }
    }
    const ctx = systemContext({ ...services, accounting: luck.accounting }, workspaceId)
    const work = Array.from({ length: workers }, async (): Promise<Progress> => {
      const progress = await unlessKilled(
        async () => await changeXeroDocuments(ctx, { connectionId }),
      )
      await unlessKilled(async () => await readDocumentsBack(ctx, { connectionId }))
      // Reversals go out as documents do.
      const sent = await unlessKilled(async () => await sendXeroDocuments(ctx, { connectionId }))
      return sent?.kind === 'retry' ? sent : (progress ?? { kind: 'done' })
    })
    const ended = await Promise.all(work)
    await reconnect(world)
    // A worker that was told to wait is taken at its word: a day's limit lasts a day.
    const waits = ended.flatMap((each) => (each.kind === 'retry' ? [each.afterSeconds] : []))
    await luck.advance(Math.max(1, ...waits, random.between(1, 200)))
    const left = await findUnfinishedChanges(db, { workspaceId, connectionId })
    const unsent = await findUnfinished(db, { workspaceId, connectionId })
    const isDone = left.count + unsent.planned + unsent.unsettled === 0
    if (isDone && round >= eventfulRounds) break
  }
  await luck.end()
  // The quarter of an hour after the last misfortune.
  world.xero.control.faults.clear()
  world.clock.advance(900_000 + (await parkedMs(world)))
  await readDocumentsBack(systemContext(services, workspaceId), { connectionId })
}

const eventfulRounds = 6

/** How long Xero asked to be left alone yet: a reading met the limit of the day, and waits for the next day. */
async function parkedMs({ db, clock }: World): Promise<number> {
  const { rows } = await sql<{ until: Date | null }>`
    select max(parked_until) as until from xero_limits.organisations`.execute(db)
  return Math.max(0, (rows[0]?.until?.getTime() ?? 0) - clock.now().getTime())
}

/** What must be true when all has been read back. */
export async function expectFollowed(world: World): Promise<void> {
  const { db, workspaceId, xero } = world
  const documents = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('xero_id', 'is not', null)
    .selectAll()
    .execute()
  const tenantId = documents[0]?.tenant_id
  if (tenantId === undefined) return
  const inXero = new Map(
    [...xero.control.invoices(tenantId), ...xero.control.manualJournals(tenantId)].map((each) => [
      String(each['InvoiceID'] ?? each['ManualJournalID']),
      each,
    ]),
  )
  for (const document of documents) {
    const present = inXero.get(String(document.xero_id))
    const status = String(present?.['Status'])
    expect([document.lookup_text, document.xero_status]).toEqual([document.lookup_text, status])
    const isOpen = document.state === 'credited' ? 'credited' : 'confirmed'
    expect(document.state).toBe(isClosedInXero(status) ? 'voided' : isOpen)
    if (document.kind === 'manual_journal' || document.state === 'voided') continue
    // The ledger of Xero is ours to the cent.
    expect(minor(present?.['Total'])).toBe(document.total_minor)
    expect(minor(present?.['AmountPaid'])).toBe(document.xero_paid_minor ?? 0)
    expect(minor(present?.['AmountCredited'])).toBe(document.xero_credited_minor ?? 0)
  }
  await expectLedgerHolds(world)
  await expectCredited(world, tenantId)
  await expectEmailed(world, tenantId)
  await expectReversed(world, tenantId)
  // What was paid and credited there counts here once, never beyond the invoice.
  await expectNothing(sql`
    select i.id from invoices i
    left join xero_documents d on d.workspace_id = i.workspace_id and d.invoice_id = i.id and d.kind = 'invoice'
      and d.state = 'confirmed'
    where i.workspace_id = ${workspaceId} and least(i.total_minor, coalesce(d.xero_paid_minor + d.xero_credited_minor, 0))
      <> (select coalesce(sum(p.amount_minor), 0) from invoice_payments p
        where p.workspace_id = i.workspace_id and p.invoice_id = i.id and p.xero_id is not null and p.taken_back_at is null)`)
  await expectNothing(sql`
    select b.item_id from billed_items b
    join xero_documents d on d.workspace_id = b.workspace_id and d.id = b.document_id
    where b.workspace_id = ${workspaceId} and d.state not in ('planned', 'rejected', 'confirmed')`)
  await expectNothing(sql`
    select d.id from xero_documents d
    left join allocations a on a.workspace_id = d.workspace_id and a.document_id = d.id
    where d.workspace_id = ${workspaceId} and d.invoice_id is null
    group by d.id, d.state, d.subtotal_minor
    having coalesce(sum(a.amount_minor), 0)
      <> case when d.state in ('voided', 'credited') then 0 else d.subtotal_minor end`)
  await expectNothing(sql`
    select item_id from allocations where workspace_id = ${workspaceId}
    group by item_id having count(*) <> max(step) + 1`)

  async function expectNothing(query: ReturnType<typeof sql>): Promise<void> {
    expect((await query.execute(db)).rows).toEqual([])
  }
}

/** Each credit note that Hourbook wrote is in Xero once and known here with what it took off; there is none that is not known. */
async function expectCredited({ db, workspaceId, xero }: World, tenantId: string): Promise<void> {
  const kept = await db
    .selectFrom('xero_credit_notes as n')
    .innerJoin('xero_document_changes as g', 'g.id', 'n.change_id')
    .innerJoin('xero_documents as d', 'd.id', 'n.document_id')
    .where('n.workspace_id', '=', workspaceId)
    .where('n.xero_id', 'is not', null)
    .selectAll('n')
    .select(['g.state as change_state', 'd.state as document_state', 'd.xero_id as invoice_id'])
    .execute()
  const ours = xero.control
    .creditNotes(tenantId)
    .filter((each) => String(each['Reference']).includes('HB-'))
  const idsOf = (ids: unknown[]) => ids.map(String).toSorted()
  expect(idsOf(ours.map((each) => each['CreditNoteID']))).toEqual(
    idsOf(kept.map((each) => each.xero_id)),
  )
  expect(new Set(kept.map((each) => each.document_id)).size).toBe(kept.length)
  for (const creditNote of kept) {
    const present = ours.find((each) => each['CreditNoteID'] === creditNote.xero_id)
    expect(minor(present?.['Total'])).toBe(creditNote.total_minor)
    const allocations = present?.['Allocations'] as Json[]
    const taken = allocations.reduce((sum, each) => sum + minor(each['Amount']), 0)
    expect(taken).toBe(creditNote.allocated_minor ?? 0)
    for (const { Invoice } of allocations) {
      expect((Invoice as Json)['InvoiceID']).toBe(creditNote.invoice_id)
    }
    if (creditNote.change_state !== 'done') continue
    expect(creditNote.document_state).toBe(creditNote.bills_again ? 'credited' : 'confirmed')
  }
}

/** Each request for an e-mail that is done sent one, and no request ever sent two. */
async function expectEmailed({ db, workspaceId, xero }: World, tenantId: string): Promise<void> {
  const asked = await db
    .selectFrom('xero_document_changes as g')
    .innerJoin('xero_documents as d', 'd.id', 'g.document_id')
    .where('g.workspace_id', '=', workspaceId)
    .where('g.kind', '=', 'email')
    .select(['d.xero_id', 'g.state', 'g.attempts'])
    .execute()
  const emails = xero.control.emails(tenantId)
  for (const [xeroId, changes] of Map.groupBy(asked, (each) => each.xero_id)) {
    const sent = emails.filter((each) => each.invoiceId === xeroId).length
    const done = changes.filter((each) => each.state === 'done').length
    const called = changes.filter((each) => each.attempts > 0).length
    expect([xeroId, { sent, done, called }, sent >= done && sent <= called]).toEqual([
      xeroId,
      expect.anything(),
      true,
    ])
  }
  expect(emails.filter((each) => !asked.some((one) => one.xero_id === each.invoiceId))).toEqual([])
}

/** What is marked as reversed has one reversal that Xero counts, and both together come to nothing on every account. */
async function expectReversed({ db, workspaceId, xero }: World, tenantId: string): Promise<void> {
  const journals = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'manual_journal')
    .selectAll()
    .execute()
  const inXero = xero.control.manualJournals(tenantId)
  const inXeroAs = (narration: string) => inXero.filter((each) => each['Narration'] === narration)
  for (const journal of journals) {
    const found = inXeroAs(journal.lookup_text)
    const text = journal.lookup_text
    expect([text, found.length]).toEqual([text, journal.xero_id === null ? 0 : 1])
    const reversals = journals.filter(
      (each) => each.reverses_id === journal.id && each.state === 'confirmed',
    )
    expect([text, reversals.length]).toEqual([text, journal.reversed_at ? 1 : 0])
    for (const reversal of reversals) {
      expect(reversal.total_minor).toBe(-journal.total_minor)
      const both = [...found, ...inXeroAs(reversal.lookup_text)]
      expect([...sumsByAccount(both).values()].filter((sum) => sum !== 0)).toEqual([])
    }
  }
}

function sumsByAccount(journals: Json[]): Map<unknown, number> {
  const sums = new Map<unknown, number>()
  for (const line of journals.flatMap((each) => each['JournalLines'] as Json[])) {
    const account = line['AccountCode']
    const amount = minor(line['LineAmount']) + minor(line['TaxAmount'])
    sums.set(account, (sums.get(account) ?? 0) + amount)
  }
  return sums
}

type Document = Awaited<ReturnType<typeof confirmedDocuments>>[number]

async function confirmedDocuments({ db, workspaceId }: World) {
  return await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'confirmed')
    .selectAll()
    .orderBy('id')
    .execute()
}

/** One thing that people do, here or in Xero; what is refused is refused. */
async function happen(world: World, random: Random, document: Document): Promise<void> {
  const { ctx, clock } = world
  const { id: documentId } = document
  clock.advance(1000)
  const ofJournals = [
    async () => void (await voidXeroDocument(ctx, { documentId })),
    async () => endInXero(world, document),
    ...Array.from({ length: 6 }, () => async () => {
      await reverseXeroDocument(ctx, { documentId })
    }),
  ]
  const ofInvoices = [
    async () => void (await voidXeroDocument(ctx, { documentId })),
    async () => await email(world, random, document),
    async () => await email(world, random, document),
    async () => endInXero(world, document),
    async () => inXero(() => edit(world, document, { Status: 'AUTHORISED' })),
    async () =>
      inXero(() => world.xero.control.payInvoice(document.tenant_id, String(document.xero_id))),
    async () => await addHours(world, document),
    async () => await credit(world, random, document),
    async () => await credit(world, random, document),
    async () => await credit(world, random, document),
    async () => await credit(world, random, document),
    async () =>
      inXero(() =>
        world.xero.control.creditInvoice(document.tenant_id, String(document.xero_id), 1),
      ),
    async () => {},
  ]
  try {
    await random.pick(document.kind === 'invoice' ? ofInvoices : ofJournals)()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

/** Approved and seen to be, it is e-mailed; perhaps once more, though the customer has it. */
async function email(world: World, random: Random, document: Document): Promise<void> {
  const { ctx } = world
  const { id: documentId } = document
  inXero(() => edit(world, document, { Status: 'AUTHORISED' }))
  await refreshXeroDocuments(ctx, { documentId })
  await emailXeroDocument(ctx, { documentId, again: random.chance(0.5) })
}

/** Approved and seen to be, it is credited. */
async function credit(world: World, random: Random, document: Document): Promise<void> {
  const { ctx } = world
  const { id: documentId } = document
  inXero(() => edit(world, document, { Status: 'AUTHORISED' }))
  await refreshXeroDocuments(ctx, { documentId })
  await creditXeroDocument(ctx, { documentId, billAgain: random.chance(0.5) })
}

async function addHours(world: World, document: Document): Promise<void> {
  const { ctx, has, db, workspaceId } = world
  const line = await db
    .selectFrom('xero_document_sections')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', document.id)
    .where('project_id', 'is not', null)
    .select('project_id')
    .executeTakeFirst()
  if (!line?.project_id) return
  const entry = await has.timeEntry({ projectId: line.project_id, seconds: 1800 })
  const items = { ...noItems, timeEntryIds: [entry.id] }
  await updateXeroDocument(ctx, { documentId: document.id, items })
}

function endInXero(world: World, document: Document): void {
  inXero(() => edit(world, document, { Status: 'DELETED' }))
  inXero(() => edit(world, document, { Status: 'VOIDED' }))
}

function edit({ xero }: World, { kind, tenant_id, xero_id }: Document, changes: Json): Json {
  return kind === 'invoice'
    ? xero.control.editInvoice(tenant_id, String(xero_id), changes)
    : xero.control.editManualJournal(tenant_id, String(xero_id), changes)
}

/** Xero refuses what its own rules forbid. */
function inXero(deed: () => unknown): void {
  try {
    deed()
  } catch {
    // Refused; so it did not happen.
  }
}

async function unlessKilled<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Killed) return undefined
    throw error
  }
}

/** What a person does about a connection that Xero ended. */
async function reconnect({ db, workspaceId }: World): Promise<void> {
  await db
    .updateTable('xero_connections')
    .set({ state: 'active' })
    .where('workspace_id', '=', workspaceId)
    .execute()
}

function minor(amount: unknown): number {
  return Math.round(Number(amount ?? 0) * 100)
}
