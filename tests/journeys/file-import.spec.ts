import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { openActions, openFromMenu, signInNewcomer, test } from './steps.ts'

test.use({ journey: { name: 'file-import', options: { seed: 'none' } } })

const head = 'Klantnr.;Naam;E-mailadres;Telefoon;Plaats;Kleur'
const file = [
  head,
  'K-1;Bakkerij De Zon BV;zon@example.com;030 123 45 67;Utrecht;geel',
  'K-2;Smederij Vuur;vuur@nieuw.example;;Zwolle;rood',
  ';Café Noir;noir@example.com;;Delft;',
  'K-4;=HYPERLINK("https://evil.example");;;;',
  'K-5;Feest 🎉;geen-adres;;;',
].join('\r\n')

test('a table of clients comes in: columns, preview, choices, report, and nothing the second time', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.client({ number: 'K-2', name: 'Smederij Vuur', email: 'vuur@oud.example' })
  await has.client({ number: null, name: 'Cafe Noir B.V.' })

  await upload(page, 'klanten.csv', file)
  await expect(page.getByRole('combobox', { name: 'Field for Klantnr.' })).toHaveValue('Number')
  await expect(page.getByRole('combobox', { name: 'Field for Kleur' })).toHaveValue('Leave out')
  await expect(page.getByText('geel · rood')).toBeVisible()
  await expectAccessible(page)

  // Two columns cannot be the same field, and one must be the name.
  await choose(page, 'Field for Kleur', 'Name')
  await expect(page.getByText('Name is chosen twice. A field takes one column.')).toBeAttached()
  await choose(page, 'Field for Kleur', 'Notes')
  await page.getByRole('button', { name: 'Show what would change' }).click()

  const rows = page.getByRole('region', { name: 'Rows of the file' })
  const row = (name: string) => rows.getByRole('row', { name })
  await expect(row('Bakkerij De Zon BV')).toContainText('Becomes a new client')
  await expect(row('Smederij Vuur')).toContainText('vuur@oud.example')
  await expect(row('Smederij Vuur')).toContainText('vuur@nieuw.example')
  await expect(row('HYPERLINK')).toContainText('This is a formula. Put the value in its place.')
  await expect(row('Feest')).toContainText('Leave out emoji')
  await expect(row('Feest')).toContainText('Give an e-mail address')
  await expect(page.getByText('2 rows have errors and stay out')).toBeVisible()
  await expect(row('Café Noir')).toContainText('A client has the same name.')
  await expectAccessible(page)

  await expect(page.getByRole('button', { name: 'Import 2 rows' })).toBeVisible()
  await row('Café Noir').getByRole('button', { name: 'It is Cafe Noir B.V.' }).click()
  await expect(page.getByRole('button', { name: 'Import 3 rows' })).toBeVisible()
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await expect(page.getByText('The import is done')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Created 1' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Updated 2' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Go to Clients' }).click()
  const clients = page.getByRole('region', { name: 'Clients' })
  await expect(clients.getByRole('row', { name: 'Café Noir' })).toContainText('noir@example.com')
  await expect(clients.getByRole('row')).toHaveCount(4)

  // The same file, its rows in error taken out: what a column was is remembered, and there is nothing to do.
  await upload(page, 'klanten.csv', file.split('\r\n').slice(0, 4).join('\n'))
  await expect(page.getByRole('combobox', { name: 'Field for Kleur' })).toHaveValue('Notes')
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await expect(page.getByText('Everything is up to date')).toBeVisible()
  await openFromMenu(page, 'Settings', 'Import')
  const files = page.getByRole('region', { name: 'Files' })
  await expect(files.getByRole('row', { name: 'klanten.csv' })).toHaveCount(2)
  await expectAccessible(page)

  await files.getByRole('link', { name: 'klanten.csv' }).first().click()
  await openActions(page)
  await page.getByRole('menuitem', { name: 'Delete file' }).click()
  await expect(page.getByRole('dialog', { name: 'Delete “klanten.csv”?' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete file' }).click()
  await expect(page.getByText('klanten.csv is deleted')).toBeVisible()
  await expect(files.getByRole('row', { name: 'klanten.csv' })).toHaveCount(1)
})

test('a file that cannot be read is refused in words; a sample shows how', async ({
  page,
  stack,
}) => {
  await signInNewcomer(page, stack)
  await upload(page, 'photo.csv', Buffer.from('89504e470d0a1a0a00000000', 'hex'))
  await expect(page.getByText('This is neither a CSV file nor an Excel workbook.')).toBeVisible()
  await expectAccessible(page)

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Excel', exact: true }).click()
  const sample = await (await downloading).path()
  await page.getByLabel('File to import').setInputFiles({
    name: 'sample.xlsx',
    mimeType: 'application/octet-stream',
    buffer: await readFile(sample),
  })
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(page.getByRole('button', { name: 'Created 2' })).toBeVisible()
})

async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await openFromMenu(page, 'Settings', 'Import')
  await page
    .getByLabel('File to import')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
