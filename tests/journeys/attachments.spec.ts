import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { connectXero } from '../support/connect-xero.ts'
import { heic, pdf } from '../support/files.ts'
import { act, expectFact, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'attachments', options: { seed: 'none' } } })

test('timesheet, receipts and a note go to Xero with the invoice; what is refused is sent once more', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'Attaching BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  const client = await has.client({ name: 'Bakery Lagrange' })
  const { id: projectId } = await has.project({ clientId: client.id, hourlyRate: '100' })
  await has.timeEntry({ workedOn: today, projectId, notes: 'Oven drawings' })
  const expense = await has.expense({ projectId, spentOn: today, description: 'Taxi' })
  await has.receipt(expense.id, { name: 'Taxi.pdf', content: pdf(`Taxi ${'x'.repeat(60_000)}`) })
  await has.receipt(expense.id, { name: 'Photo.heic', content: heic })
  control.switches.maxAttachmentBytes = 50_000

  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /Oven drawings/ }).check()
  const tabs = page.getByRole('navigation', { name: 'Reports' })
  await tabs.getByRole('link', { name: 'Expenses' }).click()
  await page.getByRole('checkbox', { name: /Taxi/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  const online = dialog.getByRole('checkbox', { name: 'Show the files to the customer online' })
  await expect(online).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'Timesheet as PDF' }).check()
  await dialog.getByRole('checkbox', { name: 'Receipts of the expenses' }).check()
  await online.check()
  await dialog.getByRole('checkbox', { name: 'Note with the way back' }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expectFact(dialog, 'Files', '2')
  await expectFact(dialog, 'Calls to Xero', '6')
  await expect(dialog).toContainText('1 receipt does not go along')
  await expect(dialog).toContainText('Photo.heic: Xero takes neither WebP nor HEIC pictures.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()

  const files = page.getByRole('listitem')
  const taxi = files.filter({ hasText: `${today} Taxi.pdf` })
  await expect(files.filter({ hasText: 'Timesheet.pdf' })).toContainText('In Xero')
  await expect(files.filter({ hasText: 'Made by Hourbook' })).toContainText('In Xero')
  await expect(taxi).toContainText('Xero does not take this file.')
  await expect(page.getByText('1 file refused')).toBeVisible()
  await expectAccessible(page)

  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  control.switches.maxAttachmentBytes = 10_000_000
  await taxi.getByRole('button', { name: 'Try again' }).click()
  await expectToast(page, 'Taxi.pdf is sent once more')
  await expect(taxi).toContainText('In Xero')
  await expect(page.getByText('1 file refused')).toHaveCount(0)
  expect(control.attachments(id).map((file) => [file.fileName, file.includeOnline])).toEqual([
    ['Timesheet.pdf', true],
    [`${today} Taxi.pdf`, true],
  ])
})
