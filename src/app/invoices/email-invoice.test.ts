import { getEmail } from '#app/emails/get-email.ts'
import { getEmailSettings } from '#app/emails/get-email-settings.ts'
import { listEmails } from '#app/emails/list-emails.ts'
import { sendEmailAgain } from '#app/emails/send-email-again.ts'
import { sendTestEmail } from '#app/emails/send-test-email.ts'
import { updateEmailSettings } from '#app/emails/update-email-settings.ts'
import { emailInvoice } from '#app/invoices/email-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { getInvoiceEmailDraft } from '#app/invoices/get-invoice-email-draft.ts'
import { printInvoice } from '#app/invoices/print-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { noItems } from '#tests/support/busy-workspace.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { type MailFault, startMailServer } from '#tests/support/mail-server.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const asked = {
  to: ['pay@kettle.example'],
  cc: [],
  subject: 'Invoice {{invoice.number}}',
  body: 'Of {{total}}',
  copyToMe: false,
  again: false,
}

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

async function aDraft({ ctx, has }: World) {
  const address = { line1: 'Kade 1', postalCode: '3511 AA', city: 'Utrecht' }
  const client = await has.client({
    name: 'Blue Kettle BV',
    email: 'pay@kettle.example',
    language: 'nl',
    invoiceAddress: address,
  })
  const line = { description: 'Advice\non site', quantity: '2', unitPrice: '100' }
  return await createInvoice(ctx, {
    clientId: client.id,
    items: noItems,
    groupBy: 'project',
    lines: [line],
    issuedOn: '2026-11-16',
    reference: 'PO 7',
  })
}

async function aFinal(world: World) {
  const { id: invoiceId } = await aDraft(world)
  await finaliseInvoice(world.ctx, { invoiceId })
  return invoiceId
}

test('an invoice goes to the client with its PDF, and is sent once the mail server took it', async () => {
  await using post = await aPost('busy')
  const { server, world } = post
  const invoiceId = await aFinal(world)
  const draft = await getInvoiceEmailDraft(world.ctx, { invoiceId })
  expect(draft).toMatchObject({
    to: ['pay@kettle.example'],
    language: 'nl',
    subject: 'Factuur 2026-0001 van Test Workspace',
    attachmentName: '2026-0001.pdf',
    mayHaveIt: false,
  })
  expect(draft.body).toContain('€200.00')
  const email = await emailInvoice(world.ctx, {
    ...asked,
    invoiceId,
    cc: ['books@kettle.example'],
    copyToMe: true,
  })
  expect((await getInvoice(world.ctx, { invoiceId })).state).toBe('finalised')
  await world.runJobs()
  expect(await getEmail(world.ctx, { emailId: email.id })).toMatchObject({
    state: 'sent',
    attempts: 2,
    subject: 'Invoice 2026-0001',
    body: 'Of €200.00',
    fileName: '2026-0001.pdf',
    invoiceId,
  })
  const invoice = await getInvoice(world.ctx, { invoiceId })
  expect(invoice).toMatchObject({ state: 'sent', sentAt: world.clock.now() })
  const [mail] = server.received
  expect(mail?.to).toEqual(['pay@kettle.example', 'books@kettle.example', 'olga@example.com'])
  expect(mail?.source).toContain('Reply-To: olga@example.com')
  expect(mail?.source).toContain('application/pdf')
  expect(mail?.source).not.toMatch(/^Bcc:|^Auto-Submitted:/m)
  const [encoded = ''] = /JVBERi0[\w+/=\r\n]+/.exec(mail?.source ?? '') ?? []
  const [page] = pdfPages(Buffer.from(encoded, 'base64'))
  expect(page).toContain('Factuur')
})

test('the same invoice goes out once more only for who says so, and never while one is on its way', async () => {
  await using post = await aPost('drop-after-data')
  const { server, world } = post
  const invoiceId = await aFinal(world)
  await openConnections(world.db, 3)
  const twins = await Promise.allSettled(
    [1, 2].map(async () => await emailInvoice(world.ctx, { ...asked, invoiceId })),
  )
  const reasons = twins.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
  expect(reasons).toEqual(['invoice_email_is_under_way'])
  await world.runJobs()
  expect(server.received).toHaveLength(1)
  expect((await getInvoice(world.ctx, { invoiceId })).state).toBe('finalised')
  expect(await getInvoiceEmailDraft(world.ctx, { invoiceId })).toMatchObject({ mayHaveIt: true })
  await expect(emailInvoice(world.ctx, { ...asked, invoiceId })).rejects.toMatchObject({
    code: 'invoice_was_emailed',
  })
  await emailInvoice(world.ctx, { ...asked, invoiceId, again: true })
  await world.runJobs()
  expect(server.received).toHaveLength(2)
  expect((await getInvoice(world.ctx, { invoiceId })).state).toBe('sent')
})

test('an invoice that was marked as sent by hand keeps its moment, and a copy of it can go out', async () => {
  await using post = await aPost()
  const { world } = post
  const invoiceId = await aFinal(world)
  const { sentAt } = await sendInvoice(world.ctx, { invoiceId, method: 'mark_as_sent' })
  world.clock.advance(60_000)
  await emailInvoice(world.ctx, { ...asked, invoiceId })
  await world.runJobs()
  expect((await getInvoice(world.ctx, { invoiceId })).sentAt).toEqual(sentAt)
})

test('what cannot go out is refused with the reason', async () => {
  await using world = await createWorld()
  const { id: invoiceId } = await aDraft(world)
  const early = { code: 'invoice_is_not_finalised' }
  await expect(getInvoiceEmailDraft(world.ctx, { invoiceId })).rejects.toMatchObject(early)
  await expect(emailInvoice(world.ctx, { ...asked, invoiceId })).rejects.toMatchObject(early)
  await finaliseInvoice(world.ctx, { invoiceId })
  await expect(
    emailInvoice(world.ctx, { ...asked, invoiceId, body: 'Of {{totl}}' }),
  ).rejects.toMatchObject({
    code: 'placeholder_is_unknown',
    particulars: { field: 'body', detail: 'There is no placeholder {{totl}}.' },
  })
  const off = { ...world.ctx, mailer: { ...world.ctx.mailer, from: null } }
  await expect(emailInvoice(off, { ...asked, invoiceId })).rejects.toMatchObject({
    code: 'mail_is_off',
  })
  expect((await getInvoice(off, { invoiceId })).can.email.because?.code).toBe('mail_is_off')
})

test('a workspace says it in its own words, and an unknown placeholder is refused by name', async () => {
  await using world = await createWorld()
  const invoiceId = await aFinal(world)
  const nl = { subject: 'Rekening {{invoice.number}}', body: 'Graag {{total}} vóór {{due}}.' }
  const changes = { invoiceTemplates: { nl } }
  await updateEmailSettings(world.ctx, { changes })
  expect(await getInvoiceEmailDraft(world.ctx, { invoiceId })).toMatchObject({
    subject: 'Rekening 2026-0001',
    body: 'Graag €200.00 vóór 2026-12-16.',
  })
  const wrong = { invoiceTemplates: { en: { subject: 'Hello {{client}}', body: 'x' } } }
  await expect(updateEmailSettings(world.ctx, { changes: wrong })).rejects.toMatchObject({
    code: 'placeholder_is_unknown',
    particulars: { field: 'invoiceTemplates.en.subject' },
  })
  const back = { invoiceTemplates: { nl: null } }
  await updateEmailSettings(world.ctx, { changes: back })
  const settings = await getEmailSettings(world.ctx)
  expect(settings.invoiceTemplates.nl).toMatchObject({ isOwn: false })
})

test('bookkeepers read and send invoices by e-mail, and nothing else that went out', async () => {
  await using post = await aPost('refuse-recipient')
  const { world } = post
  const invoiceId = await aFinal(world)
  const bookkeeper = world.ctxAs('bookkeeper')
  const { id: emailId } = await emailInvoice(bookkeeper, { ...asked, invoiceId })
  await world.runJobs()
  const test = await sendTestEmail(world.ctx, {})
  const { items } = await listEmails(bookkeeper, { limit: 10 })
  expect(items.map(({ id }) => id)).toEqual([emailId])
  const missing = { code: 'email_not_found' }
  await expect(getEmail(bookkeeper, { emailId: test.id })).rejects.toMatchObject(missing)
  const again = { emailId: test.id, mayArriveTwice: true }
  await expect(sendEmailAgain(bookkeeper, again)).rejects.toMatchObject(missing)
  await sendEmailAgain(bookkeeper, { emailId, mayArriveTwice: false })
  const declined = { code: 'not_allowed' }
  const employee = world.ctxAs('employee')
  await expect(emailInvoice(employee, { ...asked, invoiceId })).rejects.toMatchObject(declined)
  await expect(printInvoice(employee, { invoiceId })).rejects.toMatchObject(declined)
  await expect(listEmails(employee, { limit: 10 })).rejects.toMatchObject(declined)
  const { ctx } = await world.otherWorkspace()
  const elsewhere = { code: 'invoice_not_found' }
  await expect(emailInvoice(ctx, { ...asked, invoiceId })).rejects.toMatchObject(elsewhere)
  await expect(getInvoiceEmailDraft(ctx, { invoiceId })).rejects.toMatchObject(elsewhere)
  await expect(printInvoice(ctx, { invoiceId })).rejects.toMatchObject(elsewhere)
})
