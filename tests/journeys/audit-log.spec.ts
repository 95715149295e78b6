import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { openFromMenu, signInNewcomer, test } from './steps.ts'

test.use({ journey: { name: 'audit log', options: { seed: 'none' } } })

test('an owner sees who changed what, finds one thing, and takes the log along', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.client({ name: 'Harbour', hourlyRate: '95' })
  await has.project({ name: 'Quay' })

  await openFromMenu(page, 'Settings', 'Audit log')
  const log = page.getByRole('region', { name: 'Audit log' })
  const harbour = log.getByRole('row', { name: /Harbour/ })
  await expect(harbour).toContainText('Client · Created')
  await expect(harbour).toContainText('Hourly rate: 95')
  await expect(log.getByRole('row', { name: /Quay/ })).toContainText('Project · Created')
  await expectAccessible(page)

  await harbour.getByRole('link', { name: 'Harbour' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Name' }).first().fill('Harbour North')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(drawer).toBeHidden()
  await openFromMenu(page, 'Settings', 'Audit log')
  const renamed = log.getByRole('row', { name: /Harbour North/ })
  await expect(renamed).toContainText('Client · Changed')
  await expect(renamed).toContainText('Name: Harbour → Harbour North')

  await page.getByLabel('Search by name').fill('quay')
  await expect(log.getByRole('row')).toHaveCount(2)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download CSV' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('audit-log.csv')
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toContain('project,Quay,')
  expect(csv).not.toContain('Harbour')

  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: 'Hourbook itself' }).click()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show all changes' }).click()
  await expect(log.getByRole('row', { name: /Harbour North/ })).toBeVisible()
})
