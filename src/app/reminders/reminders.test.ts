import { exportAgeing } from '#app/ageing/export-ageing.ts'
import { listAgedInvoices } from '#app/ageing/list-aged-invoices.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { getEmail } from '#app/emails/get-email.ts'
import { listEmails } from '#app/emails/list-emails.ts'
import { sendEmailAgain } from '#app/emails/send-email-again.ts'
import { addPayment } from '#app/invoices/add-payment.ts'
import { createCreditInvoice } from '#app/invoices/create-credit-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { getReminderDraft } from '#app/invoices/get-reminder-draft.ts'
import { listInvoices } from '#app/invoices/list-invoices.ts'
import { remindInvoice } from '#app/invoices/remind-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { getReminderSettings } from '#app/reminders/get-reminder-settings.ts'
import { sendDueReminder } from '#app/reminders/send-due-reminder.ts'
import { startReminders } from '#app/reminders/start-reminders.ts'
import { updateReminderSettings } from '#app/reminders/update-reminder-settings.ts'
import { systemContext } from '#app/context.ts'
import { noItems } from '#tests/support/busy-workspace.ts'
import { type MailFault, startMailServer } from '#tests/support/mail-server.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const dayMs = 86_400_000
const asked = { to: ['pay@kettle.example'], cc: [], copyToMe: false }
const words = { subject: 'Reminder {{invoice.number}}', body: '{{open}}, {{days.late}} days late' }

async function aPost(...faults: MailFault[]) {
  const server = await startMailServer()
  const world = await createWorld({ mail: server.config })
  server.fail(...faults)
  return {
    server,
    world,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** An invoice of €121.00 that was due on 1 November: 15 days ago. */
async function aLate(world: World, client: Parameters<World['has']['client']>[0] = {}) {
  const { ctx, has } = world
  const { id: clientId } = await has.client({
    name: 'Blue Kettle BV',
    email: 'pay@kettle.example',
    language: 'nl',
    ...client,
  })
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    lines: [{ description: 'Advice', quantity: '1', unitPrice: '100' }],
    issuedOn: '2026-10-02',
    dueOn: '2026-11-01',
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  return { invoiceId, clientId }
}

/** What the schedule does, and the jobs it leaves. */
async function oneNight(world: World, { workers = 1 } = {}) {
  const ctx = systemContext(world.services, '')
  await Promise.all(Array.from({ length: workers }, async () => await startReminders(ctx)))
  await world.runJobs({ workers })
}

const switchedOn = async ({ ctx }: World) =>
  await updateReminderSettings(ctx, { changes: { isAutomatic: true } })

test('a client is reminded by hand: in its language, with the invoice, and the step is seen everywhere', async () => {
  await using post = await aPost()
  const { server, world } = post
  const { ctx } = world
  const { invoiceId, clientId } = await aLate(world)
  const draft = await getReminderDraft(ctx, { invoiceId })
  expect(draft).toMatchObject({
    step: 1,
    stepCount: 3,
    on: '2026-11-08',
    to: ['pay@kettle.example'],
    language: 'nl',
    subject: 'Herinnering: factuur 2026-0001 van Test Workspace',
    attachmentName: '2026-0001.pdf',
  })
  const email = await remindInvoice(ctx, { ...asked, ...words, invoiceId, step: 1 })
  expect(email).toMatchObject({ reminderStep: 1, invoiceId, body: '€100.00, 15 days late' })
  await world.runJobs()
  const [mail] = server.received
  expect(mail?.source).toContain('application/pdf')
  expect(mail?.source).not.toContain('Auto-Submitted')
  const lastReminder = { step: 1, plannedOn: '2026-11-16', state: 'sent' }
  expect(await getInvoice(ctx, { invoiceId })).toMatchObject({ lastReminder })
  const { items } = await listInvoices(ctx, { limit: 10, due: 'overdue' })
  expect(items).toMatchObject([{ lastReminder }])
  const aged = await listAgedInvoices(ctx, { limit: 50, clientId })
  expect(aged.items).toMatchObject([{ lastReminder: { step: 1, plannedOn: '2026-11-16' } }])
  const rows = []
  for await (const row of (await exportAgeing(ctx, {})).rows) rows.push(row.slice(-2))
  expect(rows).toEqual([[{ decimal: '1' }, { day: '2026-11-16' }]])
  const before = await listAgedInvoices(ctx, { limit: 50, clientId, on: '2026-11-15' })
  expect(before.items).toMatchObject([{ lastReminder: null }])
  const log = await listEmails(world.ctxAs('bookkeeper'), { limit: 10, invoiceId })
  expect(log.items).toMatchObject([{ id: email.id, state: 'sent' }])
})

test('each step goes out once, also when two ask at once', async () => {
  await using post = await aPost()
  const { server, world } = post
  const { invoiceId } = await aLate(world)
  await openConnections(world.db, 4)
  const request = { ...asked, ...words, invoiceId, step: 1 }
  const twins = await Promise.allSettled([1, 2].map(() => remindInvoice(world.ctx, request)))
  expect(twins.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const reasons = twins.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
  expect(reasons).toEqual(['reminder_is_another_step'])
  await world.runJobs()
  expect(server.received).toHaveLength(1)
  await remindInvoice(world.ctx, { ...request, step: 2 })
  await remindInvoice(world.ctx, { ...request, step: 3 })
  await expect(remindInvoice(world.ctx, { ...request, step: 4 })).rejects.toMatchObject({
    code: 'no_reminder_is_left',
  })
})

test('by night each is reminded once, however many workers there are and however often they look', async () => {
  await using post = await aPost()
  const { server, world } = post
  await aLate(world)
  await aLate(world, { name: 'Never', getsReminders: false })
  await aLate(world, { name: 'No address', email: null })
  await oneNight(world)
  expect(server.received).toHaveLength(0)
  expect((await getReminderSettings(world.ctx)).dueNow).toEqual({ invoices: 1, withoutAddress: 1 })
  await switchedOn(world)
  await openConnections(world.db, 6)
  await oneNight(world, { workers: 3 })
  await oneNight(world, { workers: 2 })
  expect(server.received.map(({ to }) => to)).toEqual([['pay@kettle.example']])
  // The next comes fourteen days after the first, which came late; the last fourteen days later.
  for (const [days, count] of [
    [13, 1],
    [1, 2],
    [1, 2],
    [12, 2],
    [1, 3],
    [200, 3],
  ] as const) {
    world.clock.advance(days * dayMs)
    // One night after the other.
    // oxlint-disable-next-line no-await-in-loop
    await oneNight(world, { workers: 2 })
    expect(server.received).toHaveLength(count)
  }
  expect(server.received.at(-1)?.source).toContain('Laatste herinnering')
})

test('two workers at one invoice remind once', async () => {
  await using post = await aPost()
  const { server, world } = post
  const { invoiceId } = await aLate(world)
  await switchedOn(world)
  await openConnections(world.db, 4)
  const ctx = world.systemCtx()
  await Promise.all([1, 2, 3].map(async () => await sendDueReminder(ctx, { invoiceId })))
  await world.runJobs()
  expect(server.received).toHaveLength(1)
})

test('who paid, or was credited, is not reminded: not even of what was written before', async () => {
  await using post = await aPost('busy')
  const { server, world } = post
  const { ctx } = world
  await switchedOn(world)
  const paid = await aLate(world)
  const credited = await aLate(world)
  const credit = await createCreditInvoice(ctx, {
    invoiceId: credited.invoiceId,
    issuedOn: '2026-11-16',
    reference: '',
    freesItems: false,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })
  await expect(getReminderDraft(ctx, { invoiceId: credited.invoiceId })).rejects.toMatchObject({
    code: 'nothing_left_to_pay',
  })
  const { invoiceId } = paid
  const email = await remindInvoice(ctx, { ...asked, ...words, invoiceId, step: 1 })
  const whole = { paidOn: '2026-11-16', method: 'bank_transfer' as const, reference: '' }
  await addPayment(ctx, { invoiceId, amountMinor: 10_000, ...whole })
  await world.runJobs()
  await oneNight(world)
  expect(server.received).toHaveLength(0)
  const answer = 'It is no longer true: something was paid or credited, or it was replaced.'
  expect(await getEmail(ctx, { emailId: email.id })).toMatchObject({ state: 'refused', answer })
  // Nor when somebody presses the button.
  await sendEmailAgain(ctx, { emailId: email.id, mayArriveTwice: false })
  await world.runJobs()
  expect(server.received).toHaveLength(0)
})

test('a reminder that names what is no longer due is written anew, and the old one never goes', async () => {
  await using post = await aPost()
  const { server, world } = post
  const { ctx } = world
  const { invoiceId } = await aLate(world)
  const request = { ...asked, ...words, invoiceId, step: 1 }
  const old = await remindInvoice(ctx, request)
  const part = { paidOn: '2026-11-16', method: 'card' as const, reference: '' }
  await addPayment(ctx, { invoiceId, amountMinor: 4000, ...part })
  await world.runJobs()
  expect(server.received).toHaveLength(0)
  expect(await getReminderDraft(ctx, { invoiceId })).toMatchObject({ step: 1 })
  const anew = await remindInvoice(ctx, request)
  expect(anew.body).toBe('€60.00, 15 days late')
  await sendEmailAgain(ctx, { emailId: old.id, mayArriveTwice: false })
  await world.runJobs()
  expect(server.received).toHaveLength(1)
  expect((await getEmail(ctx, { emailId: old.id })).state).toBe('refused')
})

test('after a refusal the night waits for a person; after a lost connection it never sends twice', async () => {
  await using post = await aPost('refuse-recipient', 'drop-after-data')
  const { server, world } = post
  const { ctx } = world
  const { invoiceId } = await aLate(world)
  await switchedOn(world)
  await oneNight(world)
  world.clock.advance(30 * dayMs)
  await oneNight(world)
  expect(server.received).toHaveLength(0)
  expect((await getInvoice(ctx, { invoiceId })).lastReminder).toMatchObject({
    step: 1,
    state: 'refused',
  })
  await remindInvoice(ctx, { ...asked, ...words, invoiceId, step: 1, to: ['new@kettle.example'] })
  await world.runJobs()
  await oneNight(world)
  expect((await getInvoice(ctx, { invoiceId })).lastReminder).toMatchObject({
    step: 1,
    state: 'unknown',
  })
  expect(server.received).toHaveLength(1)
})

test('what cannot go out is refused with the reason', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { invoiceId, clientId } = await aLate(world)
  const request = { ...asked, ...words, invoiceId, step: 1 }
  const fails = async (code: string, changes: Partial<typeof request> = {}) =>
    await expect(remindInvoice(ctx, { ...request, ...changes })).rejects.toMatchObject({ code })
  await fails('placeholder_is_unknown', { body: '{{opne}}' })
  await fails('reminder_is_another_step', { step: 2 })
  await fails('invoice_not_found', { invoiceId: clientId })
  const off = { ...ctx, mailer: { ...ctx.mailer, from: null } }
  await expect(remindInvoice(off, request)).rejects.toMatchObject({ code: 'mail_is_off' })
  await updateClient(ctx, { clientId, changes: { getsReminders: false } })
  await fails('client_gets_no_reminders')
  await updateClient(ctx, { clientId, changes: { getsReminders: true } })
  world.clock.advance(-20 * dayMs)
  await fails('invoice_is_not_overdue')
  const bookkeeper = world.ctxAs('bookkeeper')
  const change = updateReminderSettings(bookkeeper, { changes: { isAutomatic: true } })
  await expect(change).rejects.toMatchObject({ code: 'not_allowed' })
})

test('a workspace has its own steps and words, and can go back to those of Hourbook', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const own = { subject: 'Pay {{open}}', body: 'Now' }
  const steps = [
    { daysAfterDue: 3, templates: { en: own, nl: null } },
    { daysAfterDue: 10, templates: { en: null, nl: null } },
  ]
  const saved = await updateReminderSettings(ctx, { changes: { steps } })
  expect(saved.steps).toMatchObject([
    { step: 1, daysAfterDue: 3, templates: { en: { ...own, isOwn: true }, nl: { isOwn: false } } },
    { step: 2, daysAfterDue: 10 },
  ])
  expect(saved.steps[1]?.templates.nl.subject).toMatch(/^Laatste herinnering/)
  const wrong = { ...own, subject: '{{oopen}}' }
  const bad = { steps: [{ daysAfterDue: 3, templates: { en: wrong, nl: null } }] }
  await expect(updateReminderSettings(ctx, { changes: bad })).rejects.toMatchObject({
    code: 'placeholder_is_unknown',
    particulars: { field: 'steps.0.templates.en.subject' },
  })
  const back = await updateReminderSettings(ctx, { changes: { steps: null } })
  expect(back.steps.map(({ daysAfterDue }) => daysAfterDue)).toEqual([7, 21, 35])
  const twice = { steps: [{ daysAfterDue: 7 }, { daysAfterDue: 7 }] }
  const answer = await world.request('PATCH', '/reminder-settings', twice)
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'steps' }] } })
})
