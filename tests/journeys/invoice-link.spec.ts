import { noItems } from '#api/billing-schemas.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { updateLetterhead } from '#app/letterhead/update-letterhead.ts'
import { addDays } from '#domain/work-day.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { expectToast, signInNewcomer, test, today } from './steps.ts'

test.use({
  journey: { name: 'invoice-link', options: { seed: 'none' } },
  serviceWorkers: 'allow',
})

test('an invoice is seen by whoever has its link, on a phone too, until the link is withdrawn', async ({
  page,
  browser,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const changes = { legalName: 'Studio Noord B.V.', iban: 'NL91ABNA0417164300' }
  await updateLetterhead(ctx, { changes: { ...changes, showsPaymentCode: true } })
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV', language: 'nl' })
  const line = { description: 'Advice', quantity: '2', unitPrice: '125.50' }
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    lines: [line],
    issuedOn: addDays(today, -40),
    dueOn: addDays(today, -10),
    reference: 'PO 7',
  })
  await page.goto(`/finance/invoices/${invoiceId}`)
  const link = page.getByRole('region', { name: 'Public page' })
  await expect(page.getByRole('button', { name: 'Finalise' })).toBeVisible()
  await expect(link).toBeHidden()
  await finaliseInvoice(ctx, { invoiceId })

  await page.reload()
  await link.getByRole('button', { name: 'Make link' }).click()
  await expect(link).toContainText('Not opened yet')
  await expectAccessible(page)
  const url = await link.getByRole('textbox').inputValue()

  // Hourbook that is installed leaves the page to the server.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.goto(url)
  await expect(page.getByRole('heading', { name: /^Factuur/ })).toBeVisible()
  await page.goBack()

  // Somebody else, who never signs in.
  const context = await browser.newContext({ locale: 'nl-NL' })
  const visitor = await context.newPage()
  const problems: string[] = []
  visitor.on('console', (message) => problems.push(message.text()))
  await visitor.goto(url)
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(/^Factuur .*-0001$/)
  await expect(visitor.getByText('10 dagen geleden')).toBeVisible()
  await expect(visitor.getByRole('img', { name: /^QR-code/ })).toBeVisible()
  await expectAccessible(visitor)
  await visitor.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(visitor)
  await visitor.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(visitor)
  const scrolls = await visitor.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(scrolls).toBe(false)
  const download = visitor.waitForEvent('download')
  await visitor.getByRole('link', { name: 'PDF downloaden' }).click()
  expect((await download).suggestedFilename()).toMatch(/-0001\.pdf$/)
  expect(await context.cookies()).toEqual([])
  expect(problems).toEqual([])

  await page.reload()
  await expect(link).toContainText('Last opened')
  await link.getByRole('button', { name: 'Withdraw' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await expectToast(page, 'Link withdrawn')
  await expect(link.getByRole('button', { name: 'Make link' })).toBeVisible()
  const answer = await visitor.reload()
  expect(answer?.status()).toBe(404)
  await expect(visitor.getByRole('heading', { name: 'Deze link werkt niet' })).toBeVisible()
  await expectAccessible(visitor)
  await context.close()
})
