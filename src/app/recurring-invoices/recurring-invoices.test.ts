import { updateClient } from '#app/clients/update-client.ts'
import { deleteClient } from '#app/clients/delete-client.ts'
import { systemContext } from '#app/context.ts'
import { listEmails } from '#app/emails/list-emails.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { listInvoices } from '#app/invoices/list-invoices.ts'
import { createRecurringInvoice } from '#app/recurring-invoices/create-recurring-invoice.ts'
import { deleteRecurringInvoice } from '#app/recurring-invoices/delete-recurring-invoice.ts'
import { getRecurringInvoice } from '#app/recurring-invoices/get-recurring-invoice.ts'
import { listRecurringInvoices } from '#app/recurring-invoices/list-recurring-invoices.ts'
import { makeRecurringInvoices } from '#app/recurring-invoices/make-recurring-invoices.ts'
import { startRecurringInvoices } from '#app/recurring-invoices/start-recurring-invoices.ts'
import { updateRecurringInvoice } from '#app/recurring-invoices/update-recurring-invoice.ts'
import type { RecurringFields } from '#db/recurring-invoices.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// The world begins on 16 November 2026.
async function aRecurring(world: World, changes: Partial<RecurringFields> = {}) {
  const { ctx, has } = world
  const client = changes.clientId
    ? { id: changes.clientId }
    : await has.client({ name: 'Blue Kettle BV', email: 'pay@kettle.example', language: 'nl' })
  return await createRecurringInvoice(ctx, {
    name: 'Hosting',
    clientId: client.id,
    interval: 'month',
    startsOn: '2026-11-30',
    endsOn: null,
    times: null,
    paymentTermDays: 14,
    makes: 'final',
    reference: 'Hosting {{year}}',
    lines: [
      { description: 'Hosting {{period}}', quantity: '1', unitPrice: '49.50', vatRateId: null },
      { description: 'Discount', quantity: '-1', unitPrice: '4.50', vatRateId: null },
    ],
    ...changes,
  })
}

/** What the schedule does on a day, and the jobs it leaves. */
async function onDay(world: World, day: string, { workers = 1 } = {}) {
  const now = world.clock.now().getTime()
  world.clock.advance(Date.parse(`${day}T02:00:00Z`) - now)
  const ctx = systemContext(world.services, '')
  await Promise.all(Array.from({ length: workers }, async () => await startRecurringInvoices(ctx)))
  await world.runJobs({ workers })
}

const invoicesOf = async ({ ctx }: World) => (await listInvoices(ctx, { limit: 100 })).items

test('an invoice is made of each period, on its day, with its words, number and term', async () => {
  await using world = await createWorld()
  const { id: recurringInvoiceId, upcoming } = await aRecurring(world)
  expect(upcoming.map(({ startsOn }) => startsOn)).toEqual([
    '2026-11-30',
    '2026-12-30',
    '2027-01-30',
    '2027-02-28',
    '2027-03-30',
    '2027-04-30',
  ])
  await onDay(world, '2026-11-29')
  expect(await invoicesOf(world)).toEqual([])
  await onDay(world, '2026-11-30')
  const [made] = await invoicesOf(world)
  const invoice = await getInvoice(world.ctx, { invoiceId: String(made?.id) })
  expect(invoice).toMatchObject({
    number: '2026-0001',
    state: 'finalised',
    issuedOn: '2026-11-30',
    dueOn: '2026-12-14',
    reference: 'Hosting 2026',
    subtotalMinor: 4500,
  })
  expect(invoice.lines.map(({ description }) => description)).toEqual([
    'Hosting 2026-11-30 – 2026-12-29',
    'Discount',
  ])
  await onDay(world, '2027-01-30')
  const after = await getRecurringInvoice(world.ctx, { recurringInvoiceId })
  expect(after).toMatchObject({
    nextOn: '2027-02-28',
    madeCount: 3,
    state: 'active',
    problem: null,
  })
  expect(after.made.map(({ startsOn, invoiceNumber }) => [startsOn, invoiceNumber])).toEqual([
    ['2027-01-30', '2027-0002'],
    ['2026-12-30', '2027-0001'],
    ['2026-11-30', '2026-0001'],
  ])
})

test('however many workers there are, a period gets one invoice', async () => {
  await using world = await createWorld()
  const { id: recurringInvoiceId } = await aRecurring(world, { interval: 'week' })
  await openConnections(world.db, 6)
  await onDay(world, '2026-12-15', { workers: 3 })
  const ctx = world.systemCtx()
  await Promise.all([1, 2, 3].map(() => makeRecurringInvoices(ctx, { recurringInvoiceId })))
  await onDay(world, '2026-12-16', { workers: 2 })
  const { made } = await getRecurringInvoice(world.ctx, { recurringInvoiceId })
  expect(made.map(({ startsOn }) => startsOn)).toEqual(['2026-12-14', '2026-12-07', '2026-11-30'])
  expect((await invoicesOf(world)).map(({ number }) => number)).toEqual([
    '2026-0003',
    '2026-0002',
    '2026-0001',
  ])
})

test('the database forbids a second invoice of a period', async () => {
  await using world = await createWorld()
  const { db, workspaceId } = world
  const { id: recurringInvoiceId } = await aRecurring(world)
  await onDay(world, '2026-11-30')
  // As if the template had forgotten.
  await db
    .updateTable('recurring_invoices')
    .set({ next_number: 0, next_on: '2026-11-30' })
    .where('workspace_id', '=', workspaceId)
    .execute()
  const again = makeRecurringInvoices(world.systemCtx(), { recurringInvoiceId })
  await expect(again).rejects.toThrow(/recurring_invoice_periods_pkey/)
  expect(await invoicesOf(world)).toHaveLength(1)
})

test('it ends with its number of times, or after its last day', async () => {
  await using world = await createWorld()
  const twice = await aRecurring(world, { times: 2 })
  const until = await aRecurring(world, { endsOn: '2026-12-29' })
  await onDay(world, '2027-03-01')
  const of = async ({ id }: { id: string }) =>
    await getRecurringInvoice(world.ctx, { recurringInvoiceId: id })
  expect(await of(twice)).toMatchObject({
    madeCount: 2,
    state: 'ended',
    nextOn: null,
    upcoming: [],
  })
  expect(await of(until)).toMatchObject({ madeCount: 1, state: 'ended' })
  await updateRecurringInvoice(world.ctx, {
    recurringInvoiceId: twice.id,
    changes: { times: 3 },
  })
  expect(await of(twice)).toMatchObject({ state: 'active', nextOn: '2027-01-30' })
})

test('what a pause missed is not made, and after too many missed ones a person decides', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: recurringInvoiceId } = await aRecurring(world, { interval: 'week', makes: 'draft' })
  const paused = { recurringInvoiceId, changes: { isPaused: true } }
  expect(await updateRecurringInvoice(ctx, paused)).toMatchObject({ state: 'paused' })
  await onDay(world, '2026-12-15')
  expect(await invoicesOf(world)).toEqual([])
  const resumed = { recurringInvoiceId, changes: { isPaused: false } }
  expect((await updateRecurringInvoice(ctx, resumed)).nextOn).toBe('2026-12-21')
  await onDay(world, '2026-12-21')
  expect(await invoicesOf(world)).toMatchObject([{ state: 'draft', issuedOn: '2026-12-21' }])
  // Twelve weeks are made up for, thirteen are not.
  await onDay(world, '2027-03-22')
  const stopped = await getRecurringInvoice(ctx, { recurringInvoiceId })
  expect(stopped).toMatchObject({ madeCount: 1, problem: { code: 'recurring_missed_too_many' } })
  await updateRecurringInvoice(ctx, paused)
  const again = await updateRecurringInvoice(ctx, resumed)
  expect(again).toMatchObject({ problem: null, nextOn: '2027-03-22' })
})

test('one that fails says why, is tried again the next day, and holds up no other', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const gone = await has.client({ name: 'Gone BV' })
  const failing = await aRecurring(world, { clientId: gone.id })
  await aRecurring(world)
  await updateClient(ctx, { clientId: gone.id, changes: { isArchived: true } })
  await onDay(world, '2026-11-30')
  expect(await invoicesOf(world)).toMatchObject([{ clientName: 'Blue Kettle BV' }])
  const key = { recurringInvoiceId: failing.id }
  expect(await getRecurringInvoice(ctx, key)).toMatchObject({
    madeCount: 0,
    problem: { code: 'client_is_archived', on: '2026-11-30' },
  })
  await updateClient(ctx, { clientId: gone.id, changes: { isArchived: false } })
  await onDay(world, '2026-12-01')
  expect(await getRecurringInvoice(ctx, key)).toMatchObject({ madeCount: 1, problem: null })
})

test('a VAT rate that is gone is named', async () => {
  await using world = await createWorld()
  const { db, ctx, workspaceId } = world
  const { id: recurringInvoiceId, lines } = await aRecurring(world)
  const gone = lines.map((line) => ({ ...line, vatRateId: '019a0000-0000-7000-8000-000000000000' }))
  await db
    .updateTable('recurring_invoices')
    .set({ lines: JSON.stringify(gone) })
    .where('workspace_id', '=', workspaceId)
    .execute()
  await onDay(world, '2026-11-30')
  const failed = await getRecurringInvoice(ctx, { recurringInvoiceId })
  expect(failed.problem).toMatchObject({ code: 'vat_rate_not_found' })
  expect(await invoicesOf(world)).toEqual([])
})

test('one that is e-mailed goes to the client once, and is sent', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await aRecurring(world, { makes: 'emailed' })
  const silent = await has.client({ name: 'No address' })
  const mute = await aRecurring(world, { makes: 'emailed', clientId: silent.id })
  await openConnections(world.db, 4)
  await onDay(world, '2026-11-30', { workers: 2 })
  await onDay(world, '2026-12-01', { workers: 2 })
  const { items } = await listEmails(ctx, { limit: 10 })
  expect(items).toMatchObject([
    { kind: 'invoice', to: ['pay@kettle.example'], state: 'sent', language: 'nl' },
  ])
  const states = (await invoicesOf(world)).map(({ clientName, state }) => `${clientName}: ${state}`)
  expect(states.toSorted()).toEqual(['Blue Kettle BV: sent', 'No address: finalised'])
  expect(await getRecurringInvoice(ctx, { recurringInvoiceId: mute.id })).toMatchObject({
    problem: { code: 'client_has_no_email' },
  })
})

test('a deleted draft is not made again, and what made some is not deleted', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: recurringInvoiceId, clientId } = await aRecurring(world, { makes: 'draft' })
  await onDay(world, '2026-11-30')
  const [draft] = await invoicesOf(world)
  await deleteInvoice(ctx, { invoiceId: String(draft?.id) })
  await onDay(world, '2026-12-01')
  expect(await invoicesOf(world)).toEqual([])
  const { made } = await getRecurringInvoice(ctx, { recurringInvoiceId })
  expect(made).toMatchObject([{ startsOn: '2026-11-30', invoiceId: null }])
  const used = { code: 'recurring_has_made_some' }
  await expect(deleteRecurringInvoice(ctx, { recurringInvoiceId })).rejects.toMatchObject(used)
  const moved = { recurringInvoiceId, changes: { startsOn: '2027-01-01' } }
  await expect(updateRecurringInvoice(ctx, moved)).rejects.toMatchObject(used)
  await expect(deleteClient(ctx, { clientId })).rejects.toMatchObject({
    particulars: { uses: [{ kind: 'recurring_invoices', count: 1 }] },
  })
  const unused = await aRecurring(world, { startsOn: '2027-01-01' })
  await deleteRecurringInvoice(ctx, { recurringInvoiceId: unused.id })
  await expect(getRecurringInvoice(ctx, { recurringInvoiceId: unused.id })).rejects.toMatchObject({
    code: 'recurring_invoice_not_found',
  })
})

test('what could never become an invoice is refused by its field', async () => {
  await using world = await createWorld()
  const fails = async (code: string, changes: Partial<RecurringFields>) =>
    await expect(aRecurring(world, changes)).rejects.toMatchObject({ code })
  const line = { description: 'x', quantity: '1', unitPrice: '1', vatRateId: null }
  await fails('first_day_is_past', { startsOn: '2026-11-15' })
  await fails('end_is_before_start', { endsOn: '2026-11-29' })
  await fails('recurring_ends_twice', { endsOn: '2027-11-29', times: 3 })
  await fails('placeholder_is_unknown', { lines: [{ ...line, description: 'For {{perod}}' }] })
  await fails('placeholder_is_unknown', { reference: '{{total}}' })
  await fails('vat_rate_not_found', { lines: [{ ...line, vatRateId: world.workspaceId }] })
  await fails('amount_is_too_large', {
    lines: [{ ...line, quantity: '99999999', unitPrice: '99999999' }],
  })
})

test('the list is found, sorted and read by pages', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const otter = await has.client({ name: 'Otter Press NV' })
  await aRecurring(world, { name: 'Retainer', startsOn: '2026-12-01' })
  await aRecurring(world, { name: 'Backup', clientId: otter.id, startsOn: '2026-12-24' })
  await aRecurring(world, { name: 'Licence', startsOn: '2026-11-20' })
  const namesOf = async (asked: object) =>
    (await listRecurringInvoices(ctx, { limit: 10, ...asked })).items.map(({ name }) => name)
  expect(await namesOf({})).toEqual(['Backup', 'Licence', 'Retainer'])
  expect(await namesOf({ sort: 'nextOn' })).toEqual(['Licence', 'Retainer', 'Backup'])
  expect(await namesOf({ sort: 'client', isDescending: true })).toEqual([
    'Backup',
    'Licence',
    'Retainer',
  ])
  expect(await namesOf({ q: 'otter' })).toEqual(['Backup'])
  const first = await listRecurringInvoices(ctx, { limit: 2, sort: 'nextOn' })
  const cursor = first.nextCursor ?? undefined
  expect(await namesOf({ sort: 'nextOn', cursor })).toEqual(['Backup'])
})
