import { expect, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { createTags } from '#app/catalogue/create-tags.ts'
import { expectAccessible } from '../support/axe.ts'
import { choose, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'set-up', options: { seed: 'none' } } })

test('an administrator sets up clients, projects and the lists around them', async ({
  page,
  stack,
}) => {
  test.setTimeout(180_000)
  const { has } = await signInNewcomer(page, stack)
  await has.client({ name: 'Earlier BV', number: 'C-1001' })
  await has.task({ name: 'Design' })
  const dialog = page.getByRole('dialog')

  await openFromMenu(page, 'Administration', 'Tags')
  await page.getByRole('button', { name: 'New tag' }).click()
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('Retainer')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expectToast(page, 'Retainer added')

  await openFromMenu(page, 'Administration', 'Teams')
  await page.getByRole('button', { name: 'New team' }).click()
  await dialog.getByRole('textbox', { name: 'Team' }).fill('Studio')
  await choose(dialog, 'People', 'Nora New')
  await dialog.getByRole('textbox', { name: 'Team' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('row', { name: /Studio/ })).toContainText('Nora New')

  await openFromMenu(page, 'Administration', 'People')
  await page.getByRole('table').getByRole('button', { name: 'Nora New', exact: true }).click()
  await dialog.getByRole('button', { name: 'New contract' }).click()
  const contract = page.getByRole('dialog', { name: 'New contract' })
  await contract.getByLabel('Fri').fill('4')
  await contract.getByLabel('Cost an hour').fill('45')
  await expectAccessible(page)
  await contract.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Contract saved')
  await expect(dialog).toContainText('36:00 a week')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await openFromMenu(page, 'Administration', 'Clients')
  await page.getByRole('button', { name: 'New client' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).first().fill('Blue Kettle BV')
  await dialog.getByRole('button', { name: 'Use the next free number, C-1002' }).click()
  await dialog.getByLabel('IBAN').fill('NL91 ABNA 0417 1643 01')
  await dialog.getByRole('button', { name: 'Add a contact person' }).click()
  await dialog.getByLabel('Name of contact person 1').fill('Bo Books')
  await dialog.getByLabel('Contact 1 gets the invoices').check()
  await choose(dialog, 'Tags', 'Retainer')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByText('Check the digits: this is no IBAN.')).toBeVisible()
  await dialog.getByLabel('IBAN').fill('NL91 ABNA 0417 1643 00')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expectToast(page, 'Client Blue Kettle BV added')
  const about = page.getByRole('complementary', { name: 'Details' })
  await expect(about).toContainText('NL91 ABNA 0417 1643 00')
  await expect(about).toContainText('Retainer')

  await openFromMenu(page, 'Projects')
  await page.getByRole('link', { name: 'New project' }).first().click()
  await choose(page, 'Client', 'Blue Kettle')
  await page.getByRole('textbox', { name: 'Name' }).fill('Rebranding')
  await page.getByLabel('Fixed price in instalments').check()
  await page.getByLabel('Description of part 1').fill('On signing')
  await page.getByLabel('Amount of part 1').fill('3000')
  await page.getByRole('button', { name: 'Add a part' }).click()
  await page.getByLabel('Description of part 2').fill('On delivery')
  await page.getByLabel('Amount of part 2').fill('7000')
  await expect(page.getByText('Together €10,000.00, before VAT.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create project' }).click()
  await expectToast(page, 'Project Rebranding created')

  await page.getByRole('link', { name: 'New sub-project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Logo')
  await page.getByLabel('Fixed price per task').check()
  await choose(page, 'Task 1', 'Design')
  await page.getByLabel('Amount of part 1').fill('1200')
  await page.getByRole('button', { name: 'Create project' }).click()
  await expectToast(page, 'Project Logo created')
  await expect(page.getByRole('link', { name: 'Rebranding' })).toBeVisible()

  await openFromMenu(page, 'Finance', 'Uninvoiced')
  const rows = page.getByRole('region', { name: 'Uninvoiced' })
  await expect(rows.getByRole('row', { name: /Rebranding.*Instalments/ })).toContainText(
    '10,000.00',
  )
  await expect(rows.getByRole('row', { name: /Logo/ })).toContainText('1,200.00')
  await expectAccessible(page)
})

test('a list is sorted, narrowed, downloaded, and changed in bulk', async ({ page, stack }) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const used = await has.client({ name: 'Amber', number: 'C-3' })
  await has.client({ name: 'Birch', number: 'C-2' })
  await has.client({ name: 'Cedar', number: 'C-1' })
  await has.project({ clientId: used.id })
  await createTags(ctx, { items: [{ name: 'Wood' }] })
  await openFromMenu(page, 'Administration', 'Clients')
  const names = async () => await page.getByRole('row').getByRole('link').allInnerTexts()
  await expect.poll(names).toEqual(['Amber', 'Birch', 'Cedar'])
  await page.getByRole('columnheader', { name: 'Number' }).getByRole('button').click()
  await expect.poll(names).toEqual(['Cedar', 'Birch', 'Amber'])
  await expectAccessible(page)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(['Cedar', 'Birch', 'Amber'])

  await page.getByRole('checkbox', { name: 'Select Amber' }).check()
  await page.getByRole('checkbox', { name: 'Select Birch' }).check()
  await page.getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Tags' }).click()
  await choose(dialog, 'Becomes', 'Wood')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, '2 rows changed')

  await page.getByRole('checkbox', { name: 'Select Amber' }).check()
  await page.getByRole('checkbox', { name: 'Select Birch' }).check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  const stayed = page.getByRole('dialog', { name: '1 row stayed as it was' })
  await expect(stayed).toContainText('Amber')
  await expectAccessible(page)
  await stayed.getByRole('button', { name: 'Close' }).last().click()
  await expect.poll(names).toEqual(['Cedar', 'Amber'])

  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  await expectToast(page, '1 row changed')
  await expect.poll(names).toEqual(['Cedar'])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('the lists and forms of the set-up fit', async ({ page, stack }) => {
    test.setTimeout(120_000)
    const { has } = await signInNewcomer(page, stack)
    const member = await has.member({ name: 'Ben Bos' })
    const project = await has.project({
      invoiceMethod: 'fixed_price_instalments',
      memberIds: [member.id],
      color: 'teal',
      plannedInstalments: [
        { taskId: null, description: 'On signing', amountMinor: 300_000, dueOn: today },
      ],
    })
    for (const [address, button] of [
      ['/administration/vehicles', 'New vehicle'],
      ['/administration/tags', 'New tag'],
      ['/administration/teams', 'New team'],
      ['/administration/clients', 'New client'],
      ['/projects', undefined],
      [`/projects/${project.id}`, undefined],
    ] as const) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false')
      await expectFits(page)
      await expectAccessible(page)
      if (!button) continue
      await page.getByRole('button', { name: button }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectFits(page)
      await expectAccessible(page)
    }
  })
})

/** Nothing is wider than the screen. */
async function expectFits(page: Page): Promise<void> {
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth,
  ])
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0)
}
