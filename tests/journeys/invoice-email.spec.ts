import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { noItems } from '#api/billing-schemas.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'invoice email', options: { seed: 'none', mail: 'on' } } })

test('an invoice goes out by e-mail, refused first, and is sent once the mail server took it', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV', email: 'pay@kettle.example' })
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    lines: [{ description: 'Advice', quantity: '2', unitPrice: '100' }],
    issuedOn: today,
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId })

  await openFromMenu(page, 'Settings', 'E-mail')
  await page.getByRole('button', { name: 'Send a test e-mail' }).click()
  await expect(page.getByText(/The mail server took it for/)).toBeVisible()
  await expectAccessible(page)
  const subject = page.getByLabel('Subject')
  await subject.fill('Bill {{invoice.nmber}}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('There is no placeholder {{invoice.nmber}}.')).toBeVisible()
  await subject.fill('Bill {{invoice.number}}')
  await expect(page.getByText('Bill 2026-0042')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expectToast(page, 'Saved')

  await page.goto(`/finance/invoices/${invoiceId}`)
  await act(page, 'Send by e-mail…')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('To', { exact: true })).toHaveValue('pay@kettle.example')
  await expect(dialog.getByLabel('Subject')).toHaveValue('Bill 2026-0001')
  await expectAccessible(page)
  await dialog.getByText('Preview').click()
  await expect(dialog).toContainText('2026-0001.pdf')
  await expectAccessible(page)
  stack.mailServer.fail('refuse-recipient')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expectToast(page, 'The invoice is on its way')
  const emails = page.getByRole('region', { name: 'By e-mail' })
  await expect(emails).toContainText('Refused')
  await emails.getByRole('button', { name: 'pay@kettle.example' }).click()
  await expect(dialog).toContainText('550 No such person here')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send again' }).click()
  const sure = page.getByRole('dialog', { name: 'Send this e-mail again?' })
  await sure.getByRole('button', { name: 'Send again' }).click()
  await expect(sure).toBeHidden()
  await expect(dialog).toContainText('Taken by the mail server')
  await page.keyboard.press('Escape')
  await expect(emails).toContainText('Sent')
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Sent')
  const [mail] = stack.mailServer.received.filter(({ to }) => to.includes('pay@kettle.example'))
  expect(mail?.source).toContain('filename=2026-0001.pdf')
})
