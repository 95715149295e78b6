import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { noItems } from '#api/billing-schemas.ts'
import { expect, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../support/axe.ts'
import { png } from '../support/files.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'letterhead', options: { seed: 'none' } } })

test('invoices are printed on the letterhead that was filled in', async ({ page, stack }) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const lines = [{ description: 'Licence', quantity: '2', unitPrice: '10' }]
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    lines,
    issuedOn: today,
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId })

  await openFromMenu(page, 'Settings', 'Letterhead')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Letterhead')
  await expectAccessible(page)
  await page.getByLabel('Name of the company').fill('Studio Noord B.V.')
  await page.getByLabel('IBAN', { exact: true }).fill('NL00 ABNA 0417 1643 00')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Check the digits: this is no IBAN.')).toBeVisible()
  await page.getByLabel('IBAN', { exact: true }).fill('nl91 abna 0417 1643 00')
  await page.getByRole('radio', { name: 'Modern' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Letterhead saved')
  await expect(page.getByLabel('IBAN', { exact: true })).toHaveValue('NL91 ABNA 0417 1643 00')

  const choose = async (name: string, buffer: Buffer) =>
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer })
  await choose('logo.png', Buffer.from('No picture'))
  await expectToast(page, 'This file is no PNG or JPEG picture that can be printed.')
  await choose('logo.png', png)
  await expectToast(page, 'Logo saved')
  await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible()
  await expectAccessible(page)

  const example = await saved(page, async () => {
    await page.getByRole('button', { name: 'Show an example' }).click()
  })
  expect(example).toContain('Studio Noord B.V.')
  await page.goto(`/finance/invoices/${invoiceId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026-0001')
  const invoice = await saved(page, async () => await act(page, 'Download PDF'))
  expect(invoice).toContain('Blue Kettle BV')
  expect(invoice).toContain('Licence\n2.00\n10.00')
})

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await press()
  return pdfPages(await readFile(await (await download).path())).join('\n')
}

test('the lines of an invoice say what the workspace wants', async ({ page, stack }) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const project = await has.project({ name: 'Lighthouse' })
  const { id } = await has.timeEntry({ projectId: project.id, notes: 'Lamp room' })
  await openFromMenu(page, 'Settings', 'Line texts')
  const entry = page.getByLabel('Each entry by itself')
  await entry.fill('{{notes}} of {{persons}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('There is no placeholder {{persons}}.')).toBeVisible()
  await expectAccessible(page)
  await entry.fill('{{notes}} ({{task}}) for {{project}}')
  await expect(
    page.getByText('Reads: Sketches of the start page (Design) for Website'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Line texts saved')
  await expectAccessible(page)

  const { id: invoiceId } = await createInvoice(ctx, {
    clientId: null,
    items: { ...noItems, timeEntryIds: [id] },
    groupBy: 'entry',
    lines: [],
    issuedOn: today,
    reference: '',
  })
  await page.goto(`/finance/invoices/${invoiceId}`)
  await expect(page.getByText('Lamp room for Lighthouse')).toBeVisible()
})
