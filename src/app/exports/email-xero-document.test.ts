import { changeXeroDocuments } from '#app/exports/change-xero-documents.ts'
import { lockLiveChange } from '#db/xero-document-changes.ts'
import { lockXeroDocument } from '#db/xero-documents.ts'
import { listSyncLog } from '#app/xero/list-sync-log.ts'
import { hasExported, hasSentInvoice } from '#tests/support/exported.ts'
import { countWaiting } from '#tests/support/waiting-locks.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { discardXeroDocument } from './discard-xero-document.ts'
import { emailXeroDocument } from './email-xero-document.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { markXeroDocumentSent } from './mark-xero-document-sent.ts'
import { previewXeroExport } from './preview-xero-export.ts'
import { refreshXeroDocuments } from './refresh-xero-documents.ts'
import { retryXeroDocument } from './retry-xero-document.ts'
import { voidXeroDocument } from './void-xero-document.ts'

// A customer gets an invoice once, whatever becomes of the calls; a second time only when a person says so.

const emailCall = 'POST /Invoices/{id}/Email'

test('an export with e-mail: Xero has the invoice, sends it once, and says so', async () => {
  await using world = await connected()
  const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
  expect(sentEmails(world)).toHaveLength(1)
  const document = await getXeroDocument(world.ctx, { documentId })
  expect(document).toMatchObject({
    xeroSentToContact: true,
    change: { kind: 'email', state: 'done', requestedByName: 'Olga Owner' },
    difference: null,
  })
  expect(document.events).toMatchObject([{ kind: 'emailed', memberName: 'Olga Owner' }])
  // What was confirmed a moment ago is not read before: one call for the e-mail, no more.
  expect(await purposes(world)).not.toContain('read_invoices')
  await refreshXeroDocuments(world.ctx, { documentId })
  const after = await getXeroDocument(world.ctx, { documentId })
  expect(after.events).toHaveLength(1)
})

test('the preview counts the e-mails among its calls, and only approved invoices are e-mailed', async () => {
  await using world = await connected()
  const { has, ctx } = world
  const { id: projectId } = await has.project()
  const { id } = await has.timeEntry({ projectId })
  const request = anExport({ timeEntryIds: [id] })
  const plain = await previewXeroExport(ctx, { ...request, email: false })
  const emailed = await previewXeroExport(ctx, request)
  expect(emailed.calls).toBe(plain.calls + 1)
  expect(emailed.previewHash).not.toBe(plain.previewHash)
  await expect(previewXeroExport(ctx, { ...request, status: 'DRAFT' })).rejects.toMatchObject({
    code: 'input_is_not_valid',
    particulars: { field: 'email' },
  })
})

test.each(['drop_after', 'error_500_after', 'truncated_json', 'drop_before', 'error_500_before'])(
  'an e-mail whose call ends with %s goes out once',
  async (fault) => {
    await using world = await connected()
    world.xero.control.failNext(emailCall, fault as 'drop_after')
    const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
    expect(sentEmails(world)).toHaveLength(1)
    const document = await getXeroDocument(world.ctx, { documentId })
    expect(document).toMatchObject({ xeroSentToContact: true, change: { state: 'done' } })
    expect(document.events.map((each) => each.kind)).toEqual(['emailed'])
  },
)

test('an answer that comes when its key is forgotten: Xero’s mark is looked at before any second call', async () => {
  await using world = await connected()
  const { ctx, clock } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  world.xero.control.failNext(emailCall, 'drop_after')
  // Nobody looks for ten minutes: by then a repetition with the same key would be another e-mail.
  world.xero.control.failNext('GET /Invoices', 'drop_before', 3)
  const { connectionId } = await emailXeroDocument(ctx, { documentId })
  await changeXeroDocuments(world.systemCtx(), { connectionId })
  expect(sentEmails(world)).toHaveLength(1)
  clock.advance(10 * 60_000)
  await world.runJobs()
  expect(sentEmails(world)).toHaveLength(1)
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ change: { state: 'done' } })
})

test('what the customer has is not e-mailed again, unless a person says so', async () => {
  await using world = await connected()
  const { ctx } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
  await expect(emailXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_was_sent',
  })
  await emailXeroDocument(ctx, { documentId, again: true })
  await world.runJobs()
  expect(sentEmails(world)).toHaveLength(2)
})

test('what somebody sent from Xero meanwhile is found before it is sent again', async () => {
  await using world = await connected()
  const { ctx, clock, tenantId } = world
  const { documentId, xeroId } = await hasExported(world, { status: 'AUTHORISED' })
  clock.advance(3_600_000)
  world.xero.control.editInvoice(tenantId, xeroId, { SentToContact: true })
  await emailXeroDocument(ctx, { documentId })
  await world.runJobs()
  const document = await getXeroDocument(ctx, { documentId })
  expect(document.change).toMatchObject({
    state: 'rejected',
    problem: { code: 'document_was_sent' },
  })
  expect(document.events).toMatchObject([
    { kind: 'change_requested' },
    { kind: 'sent_in_xero', memberName: null },
    { kind: 'change_refused' },
  ])
  expect(sentEmails(world)).toEqual([])
})

test('a second e-mail that nobody knows of is never made a third: it says so', async () => {
  await using world = await connected()
  const { ctx } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
  world.xero.control.failNext(emailCall, 'error_500_after')
  await emailXeroDocument(ctx, { documentId, again: true })
  await world.runJobs()
  expect(sentEmails(world)).toHaveLength(2)
  const { change } = await getXeroDocument(ctx, { documentId })
  expect(change).toMatchObject({ state: 'rejected', problem: { code: 'email_may_be_sent' } })
  expect(change?.problem?.fix).toContain('history')
})

test('a second e-mail whose answer was lost is repeated with its key, which sends nothing more', async () => {
  await using world = await connected()
  const { ctx } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
  world.xero.control.failNext(emailCall, 'drop_after')
  await emailXeroDocument(ctx, { documentId, again: true })
  await world.runJobs()
  expect(sentEmails(world)).toHaveLength(2)
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ change: { state: 'done' } })
})

test('a second e-mail whose repetition was lost too is never made a third, however long its key was kept alive', async () => {
  await using world = await connected()
  const { ctx, clock } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
  const { connectionId } = await emailXeroDocument(ctx, { documentId, again: true })
  world.xero.control.failNext(emailCall, 'drop_after', 3)
  // Each call is within five minutes of the one before it, the last more than six after the first.
  for (let call = 0; call < 4; call += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await changeXeroDocuments(world.systemCtx(), { connectionId })
    clock.advance(200_000)
  }
  expect(sentEmails(world)).toHaveLength(2)
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({
    change: { state: 'rejected', problem: { code: 'email_may_be_sent' } },
  })
})

test('a demo company sends none: Xero’s refusal is told in words, and the invoice is there all the same', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { documentId } = await hasExported(world, { status: 'AUTHORISED', email: true })
  const { change, state } = await getXeroDocument(world.ctx, { documentId })
  expect(state).toBe('confirmed')
  expect(change).toMatchObject({ state: 'rejected', problem: { code: 'email_limit_is_reached' } })
  expect(change?.problem?.fix).toContain('a demo company none')
  expect(sentEmails(world)).toEqual([])
})

test('a contact without an address is told; with one, asking once more sends it', async () => {
  await using world = await connected()
  const { ctx, tenantId } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  const [contact] = world.xero.control
    .contacts(tenantId)
    .filter((each) => String(each['Name']).startsWith('Exported client'))
  const contactId = String(contact?.['ContactID'])
  world.xero.control.editContact(tenantId, contactId, { EmailAddress: '' })
  await emailXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect((await getXeroDocument(ctx, { documentId })).change).toMatchObject({
    state: 'rejected',
    problem: { code: 'contact_has_no_email' },
  })
  world.xero.control.editContact(tenantId, contactId, { EmailAddress: 'ann@example.com' })
  await emailXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect(sentEmails(world)).toMatchObject([{ to: ['ann@example.com'] }])
})

test('an invoice that Xero refuses keeps its e-mail until it is there; one that is given up loses it', async () => {
  await using world = await connected()
  const { ctx, tenantId } = world
  const lock = (periodLockDate: string | null) =>
    world.xero.control.organisations.edit(tenantId, { periodLockDate })
  lock('2026-11-30')
  const first = await hasExported(world, { status: 'AUTHORISED', email: true })
  const second = await hasExported(world, { status: 'AUTHORISED', email: true })
  expect(await getXeroDocument(ctx, first)).toMatchObject({
    state: 'rejected',
    change: { state: 'planned' },
  })
  lock(null)
  await discardXeroDocument(ctx, second)
  await retryXeroDocument(ctx, first)
  await world.runJobs()
  expect(sentEmails(world)).toHaveLength(1)
  expect(await getXeroDocument(ctx, first)).toMatchObject({ change: { state: 'done' } })
  expect(await getXeroDocument(ctx, second)).toMatchObject({ state: 'discarded', change: null })
})

test('an invoice is marked as sent without any e-mail, once', async () => {
  await using world = await connected()
  const { ctx } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  world.xero.control.failNext('POST /Invoices', 'drop_after')
  await markXeroDocumentSent(ctx, { documentId })
  await world.runJobs()
  const document = await getXeroDocument(ctx, { documentId })
  expect(document).toMatchObject({ xeroSentToContact: true, change: { state: 'done' } })
  expect(document.events.map((each) => each.kind)).toEqual(['change_requested', 'marked_sent'])
  expect(sentEmails(world)).toEqual([])
  await expect(markXeroDocumentSent(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_was_sent',
  })
})

test('drafts, journals and what is voided are not e-mailed', async () => {
  await using world = await connected()
  const { ctx } = world
  const draft = await hasExported(world)
  await expect(emailXeroDocument(ctx, draft)).rejects.toMatchObject({
    code: 'document_is_not_approved',
  })
  await voidXeroDocument(ctx, draft)
  await world.runJobs()
  await expect(emailXeroDocument(ctx, draft)).rejects.toMatchObject({ code: 'document_is_closed' })
  const invoiceId = await hasSentInvoice(world)
  const { document } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const journal = { documentId: document.id }
  await expect(emailXeroDocument(ctx, journal)).rejects.toMatchObject({
    code: 'document_is_a_journal',
  })
  await expect(markXeroDocumentSent(ctx, journal)).rejects.toMatchObject({
    code: 'document_is_a_journal',
  })
})

test('where no e-mail is asked for, none is planned', async () => {
  await using world = await connected()
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  expect(await getXeroDocument(world.ctx, { documentId })).toMatchObject({ change: null })
  expect(await purposes(world)).not.toContain('email_invoices')
})

/** Connected with an organisation for which Xero sends e-mails. */
test('an e-mail that ends waits for who has its document, and holds nothing that they need', async () => {
  await using world = await connected()
  const { ctx, db, workspaceId } = world
  const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
  const { connectionId } = await emailXeroDocument(ctx, { documentId })
  let other: Promise<void> | undefined
  const emailInvoice: typeof ctx.accounting.emailInvoice = async (session, asked) => {
    const outcome = await ctx.accounting.emailInvoice(session, asked)
    const hasIt = Promise.withResolvers<void>()
    // As a reading of the document does: first the document, then its change.
    other = db.transaction().execute(async (tx) => {
      await lockXeroDocument(tx, { workspaceId, documentId })
      hasIt.resolve()
      await vi.waitUntil(async () => (await countWaiting(world)) > 0, { timeout: 10_000 })
      await sql`set local lock_timeout = '3s'`.execute(tx)
      await lockLiveChange(tx, { workspaceId, documentId })
    })
    await hasIt.promise
    return outcome
  }
  const accounting = { ...ctx.accounting, emailInvoice }
  await changeXeroDocuments({ ...ctx, accounting }, { connectionId })
  await other
  const { change } = await getXeroDocument(ctx, { documentId })
  expect(change).toMatchObject({ kind: 'email', state: 'done' })
})

async function connected() {
  const world = await createWorld()
  const { tenantId } = await world.connectXero()
  world.xero.control.switches.demoCompanySendsEmail = true
  return Object.assign(world, { tenantId })
}

function anExport(items: { timeEntryIds: string[] }): Parameters<typeof createXeroExport>[1] {
  return {
    items: {
      expenseIds: [],
      mileageIds: [],
      instalments: [],
      subscriptionPeriods: [],
      uninvoiced: [],
      ...items,
    },
    per: 'client',
    groupBy: 'project',
    issuedOn: '2026-11-16',
    status: 'AUTHORISED',
    email: true,
  }
}

function sentEmails({ xero }: World) {
  return xero.control.organisations.list().flatMap(({ id }) => xero.control.emails(id))
}

async function purposes({ ctx }: World): Promise<string[]> {
  const { items } = await listSyncLog(ctx, { limit: 100 })
  return items.map((each) => each.purpose)
}
