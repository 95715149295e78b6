import { readFile } from 'node:fs/promises'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { noItems } from '#api/billing-schemas.ts'
import { addDays } from '#domain/work-day.ts'
import { verifyLedger } from '#main/verify-ledger.ts'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import { pdfPages } from '../support/pdf-text.ts'
import type { Stack } from '../support/stack.ts'
import { act, expectFact, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'bookkeeper month', options: { seed: 'none', mail: 'on' } } })

// What the month comes to, worked out by hand: 3.17 × 97.50 is 309.08 and 6.33 × 97.50 is 617.18, 30% of 2,500.00, a week of
// 49.95, and 2 × 110.00 to Xero; each line with 21% VAT. Of an earlier month 217.80 is late.
const kettle = { net: '926.26', total: '1,120.78', build: '617.18', credited: '746.79' }

test('a month is billed, sent, posted, paid, reminded, credited and proven, to the cent', async ({
  page,
  stack,
}) => {
  test.setTimeout(600_000)
  const { ctx, tenantId, lateNumber } = await hasMonth(page, stack)
  const invoices = page.getByRole('region', { name: 'Invoices', exact: true })
  const rowOf = (client: string) => invoices.getByRole('row', { name: client })
  const dialog = page.getByRole('dialog')

  await test.step('Uninvoiced says what there is to bill', async () => {
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    const table = page.getByRole('region', { name: 'Uninvoiced' })
    // As one line of 9.50 hours; a line for each task comes to a cent more.
    await expect(table.getByRole('row', { name: /Website/ })).toContainText('926.25')
    await expect(table.getByRole('row', { name: /Magazine/ })).toContainText('2,500.00')
    await expect(table.getByRole('row', { name: /Hosting/ })).toContainText('49.95')
    await expect(table.getByRole('row', { name: /Signs/ })).toContainText('220.00')
    await expect(table.getByRole('row').last()).toContainText('€3,696.20')
    await expectAccessible(page)
  })

  await test.step('hours, a part of a fixed price and a period become own invoices', async () => {
    for (const name of [/Website/, /Magazine/, /Hosting/]) {
      await page.getByRole('checkbox', { name }).check()
    }
    await act(page, 'Create own invoices…')
    await dialog.getByText('A percentage of the price').click()
    await dialog.getByLabel('Percentage', { exact: true }).fill('30')
    await expect(dialog).toContainText('Total before tax€1,726.20')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create 3 drafts' }).click()
    await expectToast(page, '3 draft invoices created')
    await expect(rowOf('Blue Kettle BV')).toContainText(kettle.total)
    await expect(rowOf('Otter Press NV')).toContainText('907.50')
    await expect(rowOf('Harbour Lights')).toContainText('60.44')
    await expectAccessible(page)
  })

  await test.step('one client goes to Xero as an approved invoice', async () => {
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    await page.getByRole('checkbox', { name: /Signs/ }).check()
    await act(page, 'Invoice in Xero…')
    await dialog.getByRole('radio', { name: /^Authorised/ }).check()
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await expectFact(dialog, 'Net', '€220.00')
    await expectFact(dialog, 'Tax', '€46.20')
    await expectFact(dialog, 'Total', '€266.20')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
    await expect(page.getByText('Awaiting payment')).toBeVisible()
    await expectAccessible(page)
    expect(stack.simulator.control.invoices(tenantId)).toMatchObject([{ Total: 266.2 }])
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    // Only what is left of the fixed price: its 30% is on a draft.
    await expect(page.getByRole('row').last()).toContainText('€1,750.00')
  })

  const numbers: string[] = []
  await test.step('each draft is finalised, and gets the next number', async () => {
    for (const client of ['Blue Kettle BV', 'Otter Press NV', 'Harbour Lights']) {
      await openFromMenu(page, 'Finance', 'Invoices')
      await page.getByRole('button', { name: 'Draft', exact: true }).click()
      await rowOf(client).getByRole('link').click()
      await page.getByRole('button', { name: 'Finalise', exact: true }).click()
      await dialog.getByRole('button', { name: 'Finalise', exact: true }).click()
      await expectToast(page, /finalised/)
      const heading = page.getByRole('heading', { level: 1 })
      await expect(heading).toHaveText(/^\d{4}-\d{4}$/)
      numbers.push(await heading.innerText())
    }
    await expectAccessible(page)
  })
  const [kettleNumber = '', otterNumber = '', harbourNumber = ''] = numbers

  await test.step('one goes out by e-mail with its PDF, others are marked as sent', async () => {
    await openInvoice(page, kettleNumber)
    await expectSums(page, [kettle.net, '194.52', kettle.total])
    await act(page, 'Send by e-mail…')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expectToast(page, 'The invoice is on its way')
    await expect(page.getByRole('region', { name: 'By e-mail' })).toContainText('Sent')
    const mail = mailsTo(stack, 'pay@kettle.example').at(-1)
    expect(mail?.source).toContain(`filename=${kettleNumber}.pdf`)
    expect(pdfOf(mail?.source ?? '')).toContain(kettle.total)
    await expectAccessible(page)
    for (const number of [otterNumber, harbourNumber]) {
      await openInvoice(page, number)
      await page.getByRole('button', { name: 'Mark as sent' }).click()
      await expectToast(page, 'Invoice marked as sent')
    }
  })

  await test.step('all that was sent is posted in Xero at once', async () => {
    await openFromMenu(page, 'Finance', 'Invoices')
    await page.getByRole('checkbox', { name: 'Select all rows shown' }).check()
    await act(page, 'Create sales transaction in Xero')
    await expect(dialog).toContainText('4 sent invoices become posted manual journals')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create 4 sales transactions' }).click()
    await expect(dialog.getByText('On its way to Xero')).toHaveCount(4)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await expect(page.getByRole('link', { name: 'View in Xero' })).toHaveCount(4)
    expect(debtorsOf(stack, tenantId)).toEqual([60.44, 217.8, 907.5, 1120.78])
    await expectAccessible(page)
  })

  await test.step('a payment is written down', async () => {
    await openInvoice(page, otterNumber)
    await page.getByRole('button', { name: 'Add payment' }).click()
    await dialog.getByLabel('Amount').fill('900')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add payment' }).click()
    await expectToast(page, 'Payment written down; €7.50 is left')
    await expectAccessible(page)
  })

  await test.step('what is overdue is reminded', async () => {
    await openFromMenu(page, 'Finance', 'Invoices')
    await expect(page.getByText('€1,406.52 due · €217.80 overdue')).toBeVisible()
    await page.getByRole('button', { name: 'Overdue' }).click()
    await expect(page.getByRole('row')).toHaveCount(2)
    await rowOf('Late Lamp').getByRole('link').first().click()
    await act(page, 'Send reminder…')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expectToast(page, 'The reminder is on its way')
    await expect(page.getByRole('region', { name: 'By e-mail' })).toContainText('Sent')
    const mail = mailsTo(stack, 'late@lamp.example').at(-1)
    expect(mail?.text).toContain('217.80')
    expect(mail?.source).toContain(`filename=${lateNumber}.pdf`)
    await expectAccessible(page)
  })

  await test.step('a line is credited, and its hours can be billed again', async () => {
    await openInvoice(page, kettleNumber)
    await act(page, 'Credit…')
    await dialog.getByRole('checkbox', { name: /Design/ }).uncheck()
    await expect(dialog).toContainText(`−€${kettle.credited}`)
    await dialog.getByRole('radio', { name: 'Can be billed again' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create draft credit invoice' }).click()
    await expectToast(page, 'Draft credit invoice created')
    await page.getByRole('button', { name: 'Finalise', exact: true }).click()
    await dialog.getByRole('button', { name: 'Finalise', exact: true }).click()
    await expectToast(page, /finalised/)
    await page.getByRole('button', { name: 'Mark as sent' }).click()
    await page.getByRole('button', { name: 'Create sales transaction in Xero' }).click()
    await expect(page.getByRole('link', { name: 'View in Xero' })).toBeVisible()
    expect(debtorsOf(stack, tenantId)).toEqual([-746.79, 60.44, 217.8, 907.5, 1120.78])
    await expectAccessible(page)
    await openFromMenu(page, 'Finance', 'Uninvoiced')
    const table = page.getByRole('region', { name: 'Uninvoiced' })
    await expect(table.getByRole('row', { name: /Website/ })).toContainText(kettle.build)
    await expect(table.getByRole('row').last()).toContainText('€2,367.18')
  })

  await test.step('the ageing says who owes what', async () => {
    await openFromMenu(page, 'Finance', 'Ageing')
    const table = page.getByRole('region', { name: 'Ageing' })
    await expect(table.getByRole('row', { name: /Blue Kettle/ })).toContainText('373.99')
    await expect(table.getByRole('row', { name: /Otter Press/ })).toContainText('7.50')
    await expect(table.getByRole('row', { name: /Late Lamp/ })).toContainText('217.80')
    await expect(table.getByRole('row').last()).toContainText('€659.73')
    await expectAccessible(page)
  })

  await test.step('no number is missing', async () => {
    await openFromMenu(page, 'Finance', 'Invoices')
    await act(page, 'Invoice numbers')
    await expect(page.getByText('No number is missing')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the certificate of the month agrees with Xero', async () => {
    await openFromMenu(page, 'Finance', 'Xero exports')
    await page.getByRole('link', { name: 'Differences' }).click()
    await expectFact(page, 'Result', 'Agrees to the cent')
    await expectFact(page, 'Documents', '5')
    // 266.20 + 1,120.78 + 907.50 + 60.44 − 746.79; what is late is of an earlier month.
    await expectFact(page, 'Hourbook', '€1,608.13')
    await expectFact(page, 'Xero', '€1,608.13')
    await expectFact(page, 'Difference', '€0.00')
    await expectAccessible(page)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Certificate (PDF)' }).click(),
    ])
    expect(pdfPages(await readFile(await file.path())).join('\n')).toContain('1,608.13')
  })

  await test.step('the ledger is proven', async () => {
    const said: string[] = []
    const { db, workspaceId } = ctx
    const code = await verifyLedger(db, { workspaceId, say: (line) => said.push(line) })
    expect([code, said.filter((line) => line.includes('✗'))]).toEqual([0, []])
  })

  await test.step('all of it is read on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const pages: [address: string, shown: string][] = [
      ['/finance/uninvoiced', '617.18'],
      ['/finance/invoices', '1,120.78'],
      ['/finance/ageing', '€659.73'],
      ['/finance/invoices/numbers', 'No number is missing'],
      ['/finance/xero-exports', 'Anchor & Co'],
      ['/finance/xero-exports/differences', 'Agrees to the cent'],
    ]
    for (const [address, shown] of pages) {
      await page.goto(address)
      await expect(page.getByText(shown).filter({ visible: true }).first()).toBeVisible()
      await expectAccessible(page)
      await expectNoSideways(page)
    }
    await page.goto('/finance/invoices')
    await page.getByRole('link', { name: kettleNumber, exact: true }).click()
    await expect(page.getByRole('region', { name: 'Payments' })).toContainText('€373.99')
    await expectAccessible(page)
    await expectNoSideways(page)
  })
})

/** Work of four clients to bill, and an invoice of two months ago that is late. */
async function hasMonth(page: Page, stack: Stack) {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { name } = control.organisations.create({ name: 'Month BV' })
  const { tenantId } = await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  await createVatRates(ctx, { items: [{ name: 'High', percentage: '21', isDefault: true }] })
  const client = async (name: string, email: string | null = null) =>
    (await has.client({ name, email })).id

  const blueKettle = await client('Blue Kettle BV', 'pay@kettle.example')
  const website = await has.project({ clientId: blueKettle, name: 'Website', hourlyRate: '97.50' })
  const minutes = { Design: 190, Build: 380 }
  for (const [task, worked] of Object.entries(minutes)) {
    const { id: taskId } = await has.task({ name: task })
    const seconds = worked * 60
    await has.timeEntry({ projectId: website.id, taskId, workedOn: today, seconds, notes: task })
  }
  await has.project({
    clientId: await client('Otter Press NV'),
    name: 'Magazine',
    invoiceMethod: 'fixed_price',
    hourlyRate: null,
    fixedPriceMinor: 250_000,
  })
  await has.project({
    clientId: await client('Harbour Lights'),
    name: 'Hosting',
    invoiceMethod: 'subscription',
    hourlyRate: null,
    subscription: {
      interval: 'week',
      startsOn: addDays(today, -7),
      endsOn: null,
      description: 'Hosting',
      quantity: '1',
      unitPrice: '49.95',
    },
  })
  const anchor = await client('Anchor & Co')
  const signs = await has.project({ clientId: anchor, name: 'Signs', hourlyRate: '110' })
  await has.timeEntry({ projectId: signs.id, workedOn: today, seconds: 7200, notes: 'Signs' })

  const { id: invoiceId } = await createInvoice(ctx, {
    clientId: await client('Late Lamp', 'late@lamp.example'),
    items: noItems,
    groupBy: 'project',
    lines: [{ description: 'Lamps', quantity: '1', unitPrice: '180' }],
    issuedOn: addDays(today, -60),
    dueOn: addDays(today, -30),
    reference: '',
  })
  const { number: lateNumber } = await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
  return { ctx, tenantId, lateNumber }
}

async function openInvoice(page: Page, number: string): Promise<void> {
  await openFromMenu(page, 'Finance', 'Invoices')
  await page.getByRole('link', { name: number, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number)
}

/** Net, VAT and total, as the sheet of the invoice says them. */
async function expectSums(page: Page, [net = '', vat = '', total = '']: string[]): Promise<void> {
  const sheet = page.getByRole('article', { name: 'Invoice' })
  await expect(sheet).toContainText(net)
  await expect(sheet).toContainText(vat)
  await expect(sheet).toContainText(`€${total}`)
}

const mailsTo = (stack: Stack, address: string) =>
  stack.mailServer.received.filter(({ to }) => to.includes(address))

/** The words of the first PDF that goes with an e-mail. */
function pdfOf(source: string): string {
  const [, encoded = ''] = /application\/pdf[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(source) ?? []
  return pdfPages(Buffer.from(encoded, 'base64')).join('\n')
}

/** What each journal debits to debtors, the least first; below zero for a credit invoice. */
function debtorsOf(stack: Stack, tenantId: string): number[] {
  const journals = stack.simulator.control.manualJournals(tenantId)
  const totals = journals.map(({ JournalLines: lines }) => {
    const [first] = lines as { LineAmount: number }[]
    return first?.LineAmount ?? 0
  })
  return totals.toSorted((a, b) => a - b)
}

async function expectNoSideways(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
}
