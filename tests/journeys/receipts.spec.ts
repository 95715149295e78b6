import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { listExpenses } from '#app/expenses/list-expenses.ts'
import { updateExpense } from '#app/expenses/update-expense.ts'
import { expect, type Locator, type Page, type Route } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { html, jpeg, pdf, png, pngOf } from '../support/files.ts'
import { choose, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'receipts', options: { seed: 'none' } } })

const paper = { name: 'Taxi.pdf', mimeType: 'application/pdf', buffer: pdf() }
const picture = { name: 'Lunch.png', mimeType: 'image/png', buffer: png }

test('receipts come with a new expense, and are opened, removed and brought back', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await openExpenses(page)
  await page.getByRole('button', { name: 'Add expense' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'Project', 'Lighthouse')
  await drawer.getByLabel('Unit price').fill('18.50')
  await chooseFiles(drawer, [paper, picture])
  const receipts = drawer.getByRole('group', { name: 'Receipts' })
  await expect(receipts.getByRole('listitem')).toHaveText([
    /Taxi\.pdf.*Added when you save/,
    /Lunch\.png.*Added when you save/,
  ])
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Add expense' }).click()
  await expectToast(page, 'Expense saved')

  const row = rowOf(page)
  await row.getByRole('button', { name: /^2 receipts of Lighthouse/ }).click()
  const modal = page.getByRole('dialog', { name: /^Receipts of Lighthouse/ })
  // The picture is small in its line, and large below it.
  await expect(modal.getByRole('img', { name: 'Lunch.png' })).toBeVisible()
  await modal.getByRole('button', { name: 'Look at Lunch.png' }).click()
  await expect(modal.getByRole('img', { name: 'Lunch.png' })).toHaveCount(0)
  await expectAccessible(page)
  await expectFile(modal, 'Lunch.png', { type: 'image/png', content: png })
  await expectFile(modal, 'Taxi.pdf', { type: 'application/pdf', content: pdf() })
  await modal.getByRole('button', { name: 'Close' }).click()

  await row.getByRole('button', { name: 'Lighthouse', exact: true }).click()
  await receipts.getByRole('button', { name: 'Remove Taxi.pdf' }).click()
  const lines = receipts.getByRole('listitem')
  await expect(lines).toHaveText([/Lunch\.png/, /Taxi\.pdf.*Removed/])
  await receipts.getByRole('button', { name: 'Undo' }).click()
  await expect(receipts.getByRole('link', { name: 'Taxi.pdf' })).toBeVisible()
  await receipts.getByRole('button', { name: 'Remove Taxi.pdf' }).click()
  await expect(lines.last()).toHaveText(/Removed/)
  await expectAccessible(page)
  // Given up when the server has it already, and only the answer is still on its way.
  const answer = await holdAnswer(page, '**/receipts')
  await receipts.getByRole('button', { name: 'Undo' }).click()
  await answer.isThere
  await receipts.getByRole('button', { name: 'Remove Taxi.pdf' }).click()
  await expect(lines).toHaveText([/Lunch\.png/])
  answer.letGo()
  const lunch = await receipts.getByRole('link', { name: 'Lunch.png' }).getAttribute('href')
  await expect.poll(() => countReceipts(page, lunch)).toBe(1)
  await expect(lines).toHaveText([/Lunch\.png/])
  await chooseFiles(drawer, [paper])
  await expect(receipts.getByRole('link', { name: 'Taxi.pdf' })).toBeVisible()
  await drawer.getByRole('button', { name: 'Cancel' }).click()

  // With its expense a receipt goes, and comes back.
  await row.getByRole('button', { name: 'Actions for' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('No expenses this month')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(row.getByRole('button', { name: /^2 receipts/ })).toBeVisible()
})

test('files are dropped on an expense, or beside it for a new one, and pasted', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.expense({ projectId: (await has.project({ name: 'Lighthouse' })).id, spentOn: today })
  await openExpenses(page)
  const row = rowOf(page)
  await expect(row.getByRole('button', { name: /^Add a receipt to Lighthouse/ })).toBeVisible()
  const first = await filesOf(page, 'First.pdf')
  await row.dispatchEvent('dragover', { dataTransfer: first })
  await expect(page.getByText('Drop on an expense to add a receipt to it')).toBeVisible()
  await expect(row).toHaveAttribute('data-tone', 'accent')
  await row.dispatchEvent('drop', { dataTransfer: first })
  await expect(row.getByRole('button', { name: /^1 receipt of/ })).toBeVisible()
  await expect(page.getByText('Drop on an expense to add a receipt to it')).toHaveCount(0)

  const second = await filesOf(page, 'Second.pdf')
  await page.getByRole('heading', { level: 2 }).dispatchEvent('drop', { dataTransfer: second })
  const drawer = page.getByRole('dialog', { name: 'Add expense' })
  const receipts = drawer.getByRole('group', { name: 'Receipts' })
  await expect(receipts.getByRole('listitem')).toHaveText([/Second\.pdf.*Added when you save/])
  await page.evaluate(
    (clipboardData) => {
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    await filesOf(page, 'Third.pdf'),
  )
  await expect(receipts.getByRole('listitem')).toHaveCount(2)
  await choose(drawer, 'Project', 'Lighthouse')
  await drawer.getByLabel('Unit price').fill('5')
  await drawer.getByRole('button', { name: 'Add expense' }).click()
  await expectToast(page, 'Expense saved')
  await expect(row.nth(1).getByRole('button', { name: /^2 receipts of/ })).toBeVisible()
})

test('a form is saved while a file is still on its way; what fails is kept and sent again', async ({
  page,
  stack,
  complaints,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await openExpenses(page)
  await page.getByRole('button', { name: 'Add expense' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'Project', 'Lighthouse')
  await drawer.getByLabel('Unit price').fill('18.50')
  await chooseFiles(drawer, [paper, picture])
  const held = Promise.withResolvers<void>()
  await page.route('**/receipts', async (route) => {
    await held.promise
    await route.abort()
  })
  await drawer.getByRole('button', { name: 'Add expense' }).click()
  await expect(drawer).toBeHidden()
  const row = rowOf(page)
  const mark = row.getByRole('button', { name: /^2 receipts of Lighthouse.* are being added/ })
  await expect(mark).toBeVisible()
  held.resolve()
  const told = page.getByRole('alert').filter({ hasText: 'Taxi.pdf was not added' })
  await expect(told).toContainText('The server could not be reached.')
  await row.getByRole('button', { name: /^2 receipts of .* were not added/ }).click()
  const modal = page.getByRole('dialog', { name: /^Receipts of Lighthouse/ })
  await expectAccessible(page)
  await page.unroute('**/receipts')
  // The browser says that it could not reach the server, and so did the page.
  expect(complaints.every((each) => each.includes('net::ERR_FAILED'))).toBe(true)
  complaints.length = 0
  await modal.getByRole('button', { name: 'Try again' }).first().click()
  await expect(modal.getByRole('link', { name: 'Taxi.pdf' })).toBeVisible()
  await modal.getByRole('button', { name: 'Try again' }).click()
  await expect(modal.getByRole('link', { name: 'Lunch.png' })).toBeVisible()
  await modal.getByRole('button', { name: 'Close' }).click()
  await expect(row.getByRole('button', { name: /^2 receipts of Lighthouse/ })).toBeVisible()
})

test('a price with VAT is worked out to the cent; another currency is refused; a second tab is told', async ({
  page,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const high = { name: 'High', percentage: '21', isDefault: true }
  await createVatRates(ctx, { items: [high] })
  await has.project({ name: 'Lighthouse' })
  await openExpenses(page)
  await page.getByRole('button', { name: 'Add expense' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'Project', 'Lighthouse')
  const price = drawer.getByLabel('Unit price')
  await price.fill('USD 18.50')
  await drawer.getByRole('button', { name: 'Add expense' }).click()
  await expect(drawer.getByText('Expenses are kept in EUR.')).toBeVisible()
  await price.fill('EUR 18.50')
  await drawer.getByLabel('The price includes VAT').check()
  const sum = drawer.locator('.hb-expense-sum')
  await expect(sum).toHaveText(/Without VAT.*15\.29.*VAT.*3\.21.*With VAT.*18\.50/)
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Add expense' }).click()
  await expectToast(page, 'Expense saved')
  const row = rowOf(page)
  await expect(row).toContainText('15.29')

  await row.getByRole('button', { name: 'Lighthouse', exact: true }).click()
  await expect(price).toHaveValue('18.50')
  const [expense] = (await listExpenses(ctx, { limit: 1 })).items
  const expenseId = expense?.id ?? ''
  await updateExpense(ctx, { expenseId, changes: { description: 'Ferry' } })
  await price.fill('12.10')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(drawer.getByRole('alert')).toContainText('Changed in the meantime')
  await expect(drawer.getByRole('alert')).toContainText('Ferry')
  await expect(price).toHaveValue('12.10')
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Keep mine' }).click()
  await expect(row).toContainText('10.00')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(row).toContainText('15.29')
  await expect(row).toContainText('Ferry')
})

test('what is no receipt says so beside its name, and the others are kept', async ({
  page,
  stack,
}) => {
  const { has } = await signInNewcomer(page, stack)
  await has.expense({ projectId: (await has.project({ name: 'Lighthouse' })).id, spentOn: today })
  await openExpenses(page)
  const row = rowOf(page)
  await row.getByRole('button', { name: 'Lighthouse', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await chooseFiles(drawer, [
    { name: 'Page.png', mimeType: 'image/png', buffer: html },
    { name: 'Nothing.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    { name: 'Huge.png', mimeType: 'image/png', buffer: pngOf(11_000_000) },
    { name: 'Taxi.jpg', mimeType: 'image/jpeg', buffer: jpeg },
  ])
  const receipts = drawer.getByRole('group', { name: 'Receipts' })
  await expect(receipts.getByRole('listitem')).toHaveText([
    /Taxi\.jpg/,
    /Huge\.png.*Larger than 10 MB/,
    /Page\.png.*neither a picture nor a PDF/,
    /Nothing\.pdf.*This file is empty/,
  ])
  await expectAccessible(page)
  for (const name of ['Page.png', 'Nothing.pdf', 'Huge.png']) {
    await receipts.getByRole('button', { name: `Remove ${name}` }).click()
  }
  await expect(receipts.getByRole('listitem')).toHaveCount(1)

  // Dropped on the form, a file is a receipt too.
  const dropped = await filesOf(page, 'Dropped.pdf')
  await receipts.locator('.hb-receipts-drop').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(receipts.getByRole('listitem')).toHaveText([/Taxi\.jpg/, /Dropped\.pdf/])
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Expense saved')
  await expect(row.getByRole('button', { name: /^2 receipts/ })).toBeVisible()
})

test('the receipts of an invoiced expense can be looked at, and stay', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  const expense = await has.expense({ projectId, spentOn: today })
  await has.receipt(expense.id, { name: 'Taxi.pdf', content: pdf() })
  await has.invoiceOf('expense', expense)
  await openExpenses(page)
  await rowOf(page)
    .getByRole('button', { name: /^1 receipt of/ })
    .click()
  const modal = page.getByRole('dialog')
  await expect(modal.getByRole('link', { name: 'Taxi.pdf' })).toBeVisible()
  await expect(modal.getByRole('button')).toHaveCount(1)
  await expect(modal.getByRole('group')).toHaveCount(0)
})

test('on a phone a receipt is photographed', async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await page.goto('/timesheets/expenses')
  await page.getByRole('button', { name: 'Add expense' }).first().click()
  const camera = page.getByRole('dialog').locator('input[type=file][capture=environment]')
  await expect(camera).toHaveCount(1)
  await camera.setInputFiles({ name: 'image.jpg', mimeType: 'image/jpeg', buffer: jpeg })
  const receipts = page.getByRole('group', { name: 'Receipts' })
  await expect(receipts.getByRole('listitem')).toHaveText([/image\.jpg/])
  await receipts.scrollIntoViewIfNeeded()
  await expectAccessible(page)
})

const rowOf = (page: Page): Locator =>
  page
    .getByRole('region', { name: 'Expenses of this month' })
    .getByRole('row', { name: 'Lighthouse' })

async function openExpenses(page: Page): Promise<void> {
  await openFromMenu(page, 'Timesheets')
  const tabs = page.getByRole('navigation', { name: 'Timesheets' })
  await tabs.getByRole('link', { name: 'Expenses' }).click()
}

/** Lets the next call through to the server, and keeps its answer back until it is let go. */
async function holdAnswer(page: Page, address: string) {
  const there = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const hold = async (route: Route) => {
    const response = await route.fetch()
    there.resolve()
    await free.promise
    await route.fulfill({ response })
  }
  await page.route(address, hold, { times: 1 })
  return { isThere: there.promise, letGo: free.resolve }
}

/** How many the server has for the expense of a receipt. */
async function countReceipts(page: Page, receiptAddress: string | null): Promise<number> {
  const answer = await page.request.get(receiptAddress?.replace(/\/receipts\/.*/, '') ?? '')
  return ((await answer.json()) as { receipts: unknown[] }).receipts.length
}

type Given = { name: string; mimeType: string; buffer: Buffer }

/** A file as it is dragged or pasted. */
async function filesOf(page: Page, name: string) {
  return await page.evaluateHandle(
    ({ text, name: called }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], called, { type: 'application/pdf' }))
      return transfer
    },
    { text: pdf(name).toString('latin1'), name },
  )
}

async function chooseFiles(drawer: Locator, files: Given[]): Promise<void> {
  await drawer.locator('input[type=file][multiple]').setInputFiles(files)
}

/** What the link leads to, as the browser gets it. */
async function expectFile(
  scope: Locator,
  name: string,
  expected: { type: string; content: Buffer },
): Promise<void> {
  const href = await scope.getByRole('link', { name }).getAttribute('href')
  const answer = await scope.page().request.get(href ?? '')
  expect(answer.headers()['content-type']).toBe(expected.type)
  expect(answer.headers()['content-security-policy']).toContain('sandbox')
  expect(await answer.body()).toEqual(expected.content)
}
