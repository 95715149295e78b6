import { noItems } from '#api/billing-schemas.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import { listEmails } from '#app/emails/list-emails.ts'
import { openInvoiceLink } from '#app/parts/open-invoice-link.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { startMailServer } from '#tests/support/mail-server.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addPayment } from './add-payment.ts'
import { createCreditInvoice } from './create-credit-invoice.ts'
import { createInvoice } from './create-invoice.ts'
import { createInvoiceLink } from './create-invoice-link.ts'
import { emailInvoice } from './email-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getInvoiceEmailDraft } from './get-invoice-email-draft.ts'
import { getInvoiceLink } from './get-invoice-link.ts'
import { getPublicInvoice } from './get-public-invoice.ts'
import { withdrawInvoiceLink } from './withdraw-invoice-link.ts'

const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? ''
const nobody = { code: 'invoice_link_not_found' }

async function seen({ services }: World, link: { url: string }) {
  const opened = await openInvoiceLink(services, { linkToken: tokenOf(link), isNoted: true })
  return (await getPublicInvoice(opened.ctx, opened)).invoice
}

test('a link shows the invoice until it is withdrawn; the next one is another', async () => {
  await using world = await createWorld()
  const { ctx, services, clock } = world
  const invoiceId = await aFinal(world)
  expect(await getInvoiceLink(ctx, { invoiceId })).toEqual({ link: null })
  const link = await createInvoiceLink(ctx, { invoiceId })
  expect(link).toMatchObject({ createdByName: 'Olga Owner', lastOpenedAt: null })
  expect(link.url).toMatch(/^http:\/\/localhost:4000\/i\/[\w-]{48}$/)
  // Asked twice, it is the same.
  expect(await createInvoiceLink(ctx, { invoiceId })).toEqual(link)

  clock.advance(60_000)
  expect(await seen(world, link)).toMatchObject({ number: '2026-0001', paymentState: 'unpaid' })
  const { link: opened } = await getInvoiceLink(ctx, { invoiceId })
  expect(opened).toEqual({ ...link, lastOpenedAt: clock.now() })
  // Who only asks whether it is there has not opened it.
  clock.advance(60_000)
  await openInvoiceLink(services, { linkToken: tokenOf(link), isNoted: false })
  expect((await getInvoiceLink(ctx, { invoiceId })).link).toEqual(opened)

  await withdrawInvoiceLink(ctx, { invoiceId, linkId: link.id })
  await withdrawInvoiceLink(ctx, { invoiceId, linkId: link.id })
  await expect(seen(world, link)).rejects.toMatchObject(nobody)
  expect(await getInvoiceLink(ctx, { invoiceId })).toEqual({ link: null })
  const next = await createInvoiceLink(ctx, { invoiceId })
  expect(next.url).not.toBe(link.url)
  await expect(seen(world, link)).rejects.toMatchObject(nobody)
  // In a tab that still shows the first, withdrawing leaves the second alone.
  await withdrawInvoiceLink(ctx, { invoiceId, linkId: link.id })
  expect(await seen(world, next)).toMatchObject({ number: '2026-0001' })
  const { items } = await listAuditLog(ctx, { limit: 10, subjects: ['invoice'] })
  expect(items.map((each) => each.action).slice(0, 3)).toEqual([
    'link_made',
    'link_withdrawn',
    'link_made',
  ])
})

test('whoever reads the database has no link, nor does who guesses', async () => {
  await using world = await createWorld()
  const { ctx, db, services } = world
  const invoiceId = await aFinal(world)
  const headers = { 'idempotency-key': 'once' }
  const answer = await world.request('POST', `/invoices/${invoiceId}/link`, undefined, { headers })
  const link = answer.body as { id: string; url: string }
  const token = tokenOf(link)
  const { rows } = await sql<{ found: string }>`
    select table_name as found, (xpath('/row/n/text()', query_to_xml(format(
      'select count(*) as n from %I.%I t where t::text like %L', table_schema, table_name, ${`%${token}%`}::text),
      false, true, '')))[1]::text::int as n
    from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    db,
  )
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter((row) => 'n' in row && row.n !== 0)).toEqual([])
  // A repetition of the write has no kept answer, and needs none.
  const again = await world.request('POST', `/invoices/${invoiceId}/link`, undefined, { headers })
  expect([again.status, again.body]).toEqual([200, link])

  const other = await world.otherWorkspace()
  const elsewhere = await createInvoiceLinkOf(other.ctx)
  const mixed = tokenOf(elsewhere).slice(0, 22) + token.slice(22)
  const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
  for (const linkToken of [mixed, changed, token.slice(1), `${token}A`, '', link.id, '%']) {
    const opening = openInvoiceLink(services, { linkToken, isNoted: true })
    await expect(opening).rejects.toMatchObject(nobody)
  }
  await withdrawInvoiceLink(ctx, { invoiceId, linkId: link.id })
  const kept = await sql<{ sealed: string | null }>`
    select sealed_token as sealed from invoice_links where workspace_id = ${world.workspaceId}`.execute(
    db,
  )
  expect(kept.rows).toEqual([{ sealed: null }])
})

test('nobody makes a link of a draft, of an invoice elsewhere, or without the permission', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const draft = await aDraft(world)
  await expect(createInvoiceLink(ctx, { invoiceId: draft })).rejects.toMatchObject({
    code: 'invoice_is_not_finalised',
  })
  const invoiceId = await aFinal(world)
  const { id: linkId } = await createInvoiceLink(ctx, { invoiceId })
  const { ctx: stranger } = await world.otherWorkspace()
  const missing = { code: 'invoice_not_found' }
  await expect(createInvoiceLink(stranger, { invoiceId })).rejects.toMatchObject(missing)
  await expect(getInvoiceLink(stranger, { invoiceId })).rejects.toMatchObject(missing)
  await expect(withdrawInvoiceLink(stranger, { invoiceId, linkId })).rejects.toMatchObject(missing)
  const another = await aFinal(world)
  for (const wrong of [
    { invoiceId: another, linkId },
    { invoiceId, linkId: (await createInvoiceLinkOf(stranger)).id },
  ]) {
    await expect(withdrawInvoiceLink(ctx, wrong)).rejects.toMatchObject(nobody)
  }
  const manager = world.ctxAs('project_manager')
  const refused = { code: 'not_allowed' }
  await expect(createInvoiceLink(manager, { invoiceId })).rejects.toMatchObject(refused)
  await expect(getInvoiceLink(manager, { invoiceId })).rejects.toMatchObject(refused)
  await expect(withdrawInvoiceLink(manager, { invoiceId, linkId })).rejects.toMatchObject(refused)
  expect((await getInvoiceLink(ctx, { invoiceId })).link?.id).toBe(linkId)
})

test('the page says what is paid, credited and due now', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const invoiceId = await aFinal(world, { dueOn: '2026-11-20' })
  const link = await createInvoiceLink(ctx, { invoiceId })
  const payment = { invoiceId, paidOn: '2026-11-16', method: 'card', reference: 'Private' } as const
  await addPayment(ctx, { ...payment, amountMinor: 2500 })
  expect(await seen(world, link)).toMatchObject({
    paymentState: 'partly_paid',
    paidMinor: 2500,
    dueMinor: 7500,
  })
  clock.advance(6 * 86_400_000)
  expect(await seen(world, link)).toMatchObject({ paymentState: 'overdue', overdueDays: 2 })
  const credit = await createCreditInvoice(ctx, {
    invoiceId,
    issuedOn: '2026-11-22',
    reference: '',
    freesItems: false,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })
  expect(await seen(world, link)).toMatchObject({
    paymentState: 'to_refund',
    creditedMinor: -10_000,
    dueMinor: -2500,
    paymentCode: null,
  })
  const ofCredit = await createInvoiceLink(ctx, { invoiceId: credit.id })
  expect(await seen(world, ofCredit)).toMatchObject({
    creditsNumber: '2026-0001',
    paymentState: 'set_off',
  })
  const paidId = await aFinal(world)
  const ofPaid = await createInvoiceLink(ctx, { invoiceId: paidId })
  await addPayment(ctx, { ...payment, invoiceId: paidId, amountMinor: 10_000 })
  expect(await seen(world, ofPaid)).toMatchObject({ paymentState: 'paid', dueMinor: 0 })
})

test('an e-mail that names the link gets it when it is sent, and keeps it nowhere', async () => {
  await using server = await startMailServer()
  await using world = await createWorld({ mail: server.config })
  const { ctx } = world
  const invoiceId = await aFinal(world)
  const asked = { to: ['pay@kettle.example'], cc: [], copyToMe: false }
  const email = { ...asked, subject: 'Invoice', body: 'See {{ link }}, {{total}}', again: false }
  await emailInvoice(ctx, { invoiceId, ...email })
  expect(await getInvoiceLink(ctx, { invoiceId })).toEqual({ link: null })
  await world.runJobs()
  const { link } = await getInvoiceLink(ctx, { invoiceId })
  expect(link).toMatchObject({ createdByName: null })
  expect(server.received[0]?.text).toContain(`See ${link?.url}, €100.00`)
  const { items } = await listEmails(ctx, { invoiceId, limit: 5 })
  expect(items[0]?.body).toBe('See {{ link }}, €100.00')
  // The next e-mail has the same link.
  await emailInvoice(ctx, { invoiceId, ...email, again: true })
  await world.runJobs()
  expect(server.received[1]?.text).toContain(link?.url)
  expect((await getInvoiceEmailDraft(ctx, { invoiceId })).body).not.toContain('/i/')
})

async function createInvoiceLinkOf(ctx: World['ctx']) {
  const invoiceId = await aFinal({ ctx, has: factoriesFor(ctx) })
  return await createInvoiceLink(ctx, { invoiceId })
}

type Here = Pick<World, 'ctx' | 'has'>

async function aDraft({ ctx, has }: Here, dates: { dueOn?: string } = {}): Promise<string> {
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const line = { description: 'Advice', quantity: '1', unitPrice: '100' }
  const asked = { clientId, items: noItems, groupBy: 'project' as const, lines: [line] }
  return (await createInvoice(ctx, { ...asked, issuedOn: '2026-11-16', reference: '', ...dates }))
    .id
}

async function aFinal(here: Here, dates: { dueOn?: string } = {}): Promise<string> {
  const invoiceId = await aDraft(here, dates)
  await finaliseInvoice(here.ctx, { invoiceId })
  return invoiceId
}
