import { expect, type Page } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import { act, expectFact, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'export twice', options: { seed: 'none' } } })

test('the same hours, exported from two tabs, reach Xero once', async ({
  page,
  context,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'Once Only BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  await has.timeEntry({ workedOn: today, notes: 'Once and no more', seconds: 7200 })

  const stale = await context.newPage()
  await stale.goto('/')
  await previewAll(page)
  await previewAll(stale)
  await page.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
  await expect(page.getByRole('region', { name: 'Documents of this export' })).toContainText(
    'Draft',
  )

  await stale.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
  const dialog = stale.getByRole('dialog')
  await expect(dialog).toContainText('Something changed since this preview')
  await expect(dialog).toContainText('Nothing was sent twice')
  await expectAccessible(stale)
  await dialog.getByRole('button', { name: 'Refresh preview' }).click()
  await expect(dialog).toContainText('There is nothing to send')
  await expect(dialog.getByRole('button', { name: /^Send/ })).toBeDisabled()
  await expectAccessible(stale)

  expect(control.invoices(id)).toHaveLength(1)
  const writes = control.requests().filter(({ method, path, tenant }) => {
    return method !== 'GET' && path.endsWith('/Invoices') && tenant === id
  })
  expect(writes).toHaveLength(1)
})

test('a button that is pressed twice sends once', async ({ page, stack }) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'Double Click BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  await has.timeEntry({ workedOn: today, notes: 'Once and no more', seconds: 7200 })
  await previewAll(page)
  await page.getByRole('button', { name: 'Send 1 invoice to Xero' }).dblclick()
  await expect(page.getByRole('region', { name: 'Documents of this export' })).toContainText(
    'Draft',
  )
  await openFromMenu(page, 'Finance', 'Xero exports')
  // The header and the one export.
  await expect(page.getByRole('region', { name: 'Xero exports' }).getByRole('row')).toHaveCount(2)
  expect(control.invoices(id)).toHaveLength(1)
})

async function previewAll(page: Page): Promise<void> {
  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /Once and no more/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expectFact(dialog, 'Net', '€200.00')
}
