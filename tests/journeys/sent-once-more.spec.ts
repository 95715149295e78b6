import { expect } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'sent once more', options: { seed: 'none' } } })

test('all that Xero refused is sent once more from the sync log, after its count and cost', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { organisations, invoices } = stack.simulator.control
  const { id, name } = organisations.create({ name: 'Locked Books BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  organisations.edit(id, { periodLockDate: '2099-12-31' })
  for (const client of ['Blue Kettle', 'Red Canal']) {
    const { id: clientId } = await has.client({ name: client })
    const project = await has.project({ name: `Site of ${client}`, clientId })
    await has.timeEntry({ projectId: project.id, workedOn: today })
  }
  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: 'Select all' }).first().check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Authorised', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByRole('button', { name: 'Send 2 invoices to Xero' }).click()
  await expect(page.getByText('Needs attention')).toBeVisible()
  await page.getByRole('button', { name: /Blue Kettle.*Refused/ }).click()
  await expect(page.getByText(/Last attempt .*: Refused \(200\)/)).toBeVisible()
  await expectAccessible(page)

  organisations.edit(id, { periodLockDate: '2001-12-31' })
  await openFromMenu(page, 'Settings', 'Sync log')
  await expect(page.getByText(/^2 of 2 refused: The document date/)).toBeVisible()
  // That of the page comes before that of the one call.
  const again = page.getByRole('button', { name: 'Try all 2 again' }).first()
  await expect(again).toHaveAttribute('title', 'Costs about 2 calls to Xero')
  await again.click()
  await expect(dialog).toContainText('Costs about 2 calls to Xero')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Try all 2 again' }).click()
  await expectToast(page, '2 documents are on their way to Xero again')
  await expect
    .poll(() => invoices(id).map((each) => each['Status']))
    .toEqual(['AUTHORISED', 'AUTHORISED'])
  await expect(page.getByRole('button', { name: 'Try all 2 again' })).toHaveCount(0)
})
