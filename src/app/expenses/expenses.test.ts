import { createProducts } from '#app/catalogue/create-products.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateProduct } from '#app/catalogue/update-product.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import { createExpenses } from '#app/expenses/create-expenses.ts'
import { deleteExpense } from '#app/expenses/delete-expense.ts'
import { getExpense } from '#app/expenses/get-expense.ts'
import { listExpenses } from '#app/expenses/list-expenses.ts'
import { updateExpense } from '#app/expenses/update-expense.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { newId } from '#lib/ids.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const spentOn = '2026-11-16'

test("an expense takes its product's price and VAT rate, unless it has its own", async () => {
  await using world = await createWorld()
  const { product, vatRateId } = await aProduct(world, { unitPrice: '24.605' })
  const { id: projectId } = await world.has.project()
  const common = { projectId, productId: product.id, spentOn }
  const [plain, own] = await createExpenses(world.ctx, {
    items: [
      { ...common, quantity: '3' },
      { ...common, unitPrice: '10', vatRateId: null, quantity: '1.5', description: 'Taxi' },
    ],
  })
  expect(plain).toMatchObject({
    memberId: world.memberId,
    productName: product.name,
    quantity: '3.00',
    unitPrice: '24.6050',
    vatRateId,
    netMinor: 7382, // 73.815, rounded half up
    isBillable: true,
  })
  expect(own).toMatchObject({
    unitPrice: '10.0000',
    vatRateId: null,
    netMinor: 1500,
    description: 'Taxi',
  })
})

test('expenses of a fixed price can be billed, those of a project without invoicing cannot', async () => {
  await using world = await createWorld()
  const fixed = await world.has.project({ invoiceMethod: 'fixed_price', fixedPriceMinor: 100 })
  const none = await world.has.project({ invoiceMethod: 'none' })
  expect((await world.has.expense({ projectId: fixed.id })).isBillable).toBe(true)
  expect((await world.has.expense({ projectId: none.id, isBillable: true })).isBillable).toBe(false)
})

test('an expense that cannot be is refused beside its field, and nothing is written', async () => {
  await using world = await createWorld()
  const other = factoriesFor((await world.otherWorkspace()).ctx)
  const theirs = await other.project()
  const { product } = await aProduct(world)
  await updateProduct(world.ctx, { productId: product.id, changes: { isArchived: true } })
  const { id: projectId } = await world.has.project()
  const good = { projectId, spentOn, unitPrice: '1' }
  const refused = async (item: object, code: string, field: string) => {
    const items = [good, { ...good, ...item }]
    await expect(createExpenses(world.ctx, { items })).rejects.toMatchObject({
      code,
      particulars: { field: `items.1.${field}` },
    })
  }
  await refused({ projectId: theirs.id }, 'project_not_found', 'projectId')
  await refused({ memberId: newId() }, 'member_not_found', 'memberId')
  await refused({ productId: newId() }, 'product_not_found', 'productId')
  await refused({ productId: product.id }, 'product_is_archived', 'productId')
  await refused({ vatRateId: newId() }, 'vat_rate_not_found', 'vatRateId')
  await refused({ unitPrice: undefined }, 'unit_price_is_missing', 'unitPrice')
  await refused(
    { quantity: '99999999.99', unitPrice: '99999999' },
    'amount_is_too_large',
    'quantity',
  )
  expect((await listExpenses(world.ctx, { limit: 1 })).items).toEqual([])
})

test('a price with VAT is kept, and the one without follows from it', async () => {
  await using world = await createWorld()
  await aStandardRate(world)
  const { product, vatRateId } = await aProduct(world)
  const { id: projectId } = await world.has.project()
  const item = { projectId, spentOn, grossUnitPrice: '18.50' }
  const [standard, low] = await createExpenses(world.ctx, {
    items: [item, { ...item, productId: product.id, quantity: '2' }],
  })
  expect(standard).toMatchObject({ unitPrice: '15.2900', vatPercentage: '21.00' })
  expect(standard).toMatchObject({ netMinor: 1529, vatMinor: 321, grossMinor: 1850 })
  expect(low).toMatchObject({ unitPrice: '16.9700', vatRateId, grossUnitPrice: '18.5000' })
  expect(low).toMatchObject({ netMinor: 3394, vatMinor: 306, grossMinor: 3700 })
  const expenseId = low?.id ?? ''
  const change = async (changes: object) => await updateExpense(world.ctx, { expenseId, changes })
  expect(await change({ quantity: '1' })).toMatchObject({ netMinor: 1697, grossMinor: 1850 })

  // What was paid stays, when the percentage of the rate changes; until the rate is chosen anew.
  await updateVatRate(world.ctx, { vatRateId: vatRateId ?? '', changes: { percentage: '10' } })
  const kept = await change({ description: 'Bus', quantity: '1.0', grossUnitPrice: '18.5' })
  expect(kept).toMatchObject({ netMinor: 1697, vatMinor: 153, grossMinor: 1850 })
  expect(await change({ vatRateId: null })).toMatchObject({ netMinor: 1529, vatMinor: 321 })

  expect(await change({ unitPrice: '10' })).toMatchObject({ grossUnitPrice: null, netMinor: 1000 })
  expect(await change({ unitPrice: '10' })).toMatchObject({ vatMinor: 210, grossMinor: 1210 })
  expect(await change({ vatRateId: null })).toMatchObject({ vatMinor: null, grossMinor: null })
})

test('a price with VAT that cannot be worked out, and another currency, are refused', async () => {
  await using world = await createWorld()
  await aStandardRate(world)
  const { id: projectId } = await world.has.project()
  const refused = async (item: object, code: string, field: string) => {
    const items = [{ projectId, spentOn, ...item }]
    await expect(createExpenses(world.ctx, { items })).rejects.toMatchObject({
      code,
      particulars: { field: `items.0.${field}` },
    })
  }
  const many = { quantity: '1000', grossUnitPrice: '0.99' }
  await refused(many, 'gross_price_is_not_exact', 'grossUnitPrice')
  const large = { quantity: '99999999.99', grossUnitPrice: '99999999' }
  await refused(large, 'amount_is_too_large', 'quantity')
  await refused({ unitPrice: '1', currency: 'USD' }, 'amount_is_in_other_currency', 'currency')
  const unknown = { grossUnitPrice: '1', vatRateId: newId() }
  await refused(unknown, 'vat_rate_not_found', 'vatRateId')
  const items = [{ projectId, spentOn, unitPrice: '1', currency: 'EUR' }]
  expect(await createExpenses(world.ctx, { items })).toHaveLength(1)
})

test('an expense is changed, found, added up and removed', async () => {
  await using world = await createWorld()
  const { product } = await aProduct(world)
  const first = await world.has.expense({ productId: product.id, description: 'Train' })
  const { projectId } = await world.has.expense({ spentOn: '2026-11-15', isBillable: false })
  const changes = { quantity: '2', description: 'Two trains' }
  const changed = await updateExpense(world.ctx, { expenseId: first.id, changes })
  expect(changed).toMatchObject({ quantity: '2.00', unitPrice: '12.5000', netMinor: 2500 })
  expect(await getExpense(world.ctx, { expenseId: first.id })).toEqual(changed)

  const page = await listExpenses(world.ctx, { limit: 1 })
  expect(page.items.map((expense) => expense.id)).toEqual([first.id])
  const next = await listExpenses(world.ctx, { limit: 1, cursor: page.nextCursor ?? '' })
  expect([next.items.map((expense) => expense.projectId), next.nextCursor]).toEqual([
    [projectId],
    null,
  ])
  const found = await listExpenses(world.ctx, { limit: 9, q: 'two' })
  expect(found.items).toEqual([changed])
  expect(await listReportIds(world.ctx, { tab: 'expenses', isBillable: true })).toEqual([first.id])
  expect(await listReportIds(world.ctx, { tab: 'expenses', taskId: newId() })).toEqual([])
  expect(await getReportTotals(world.ctx, { tab: 'expenses' })).toEqual({
    count: 2,
    quantity: '3.00',
    amountMinor: 3750,
    billableMinor: 2500,
    invoicedMinor: 0,
    writtenOffMinor: 0,
    uninvoicedMinor: 2500,
  })
  await deleteExpense(world.ctx, { expenseId: first.id })
  await expect(getExpense(world.ctx, { expenseId: first.id })).rejects.toMatchObject({
    code: 'expense_not_found',
  })
})

test('an expense on an invoice cannot be changed or removed', async () => {
  await using world = await createWorld()
  const expense = await world.has.expense()
  await world.has.invoiceOf('expense', expense)
  const expenseId = expense.id
  const invoiced = { code: 'item_is_invoiced' }
  await expect(
    updateExpense(world.ctx, { expenseId, changes: { quantity: '2' } }),
  ).rejects.toMatchObject(invoiced)
  await expect(deleteExpense(world.ctx, { expenseId })).rejects.toMatchObject(invoiced)
  expect(await getReportTotals(world.ctx, { tab: 'expenses' })).toMatchObject({
    invoicedMinor: 1250,
    writtenOffMinor: 0,
    uninvoicedMinor: 0,
  })
})

test('what is archived since may stay', async () => {
  await using world = await createWorld()
  const { product } = await aProduct(world)
  const { id: expenseId, projectId } = await world.has.expense({ productId: product.id })
  await updateProduct(world.ctx, { productId: product.id, changes: { isArchived: true } })
  await updateProject(world.ctx, { projectId, changes: { isArchived: true } })
  const changed = await updateExpense(world.ctx, { expenseId, changes: { description: 'Bus' } })
  expect(changed).toMatchObject({ description: 'Bus', productId: product.id })
})

test("an employee has the own expenses; another workspace's are not there", async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const other = await world.otherWorkspace()
  const { id: expenseId, projectId } = await world.has.expense()
  for (const ctx of [employee.ctx, other.ctx]) {
    const missing = { code: 'expense_not_found' }
    await expect(getExpense(ctx, { expenseId })).rejects.toMatchObject(missing)
    await expect(updateExpense(ctx, { expenseId, changes: {} })).rejects.toMatchObject(missing)
    await expect(deleteExpense(ctx, { expenseId })).rejects.toMatchObject(missing)
    expect((await listExpenses(ctx, { limit: 9 })).items).toEqual([])
  }
  const item = { projectId, spentOn, unitPrice: '5' }
  const [own] = await createExpenses(employee.ctx, { items: [item] })
  // Who spent it knows what it cost.
  expect(own).toMatchObject({ memberId: employee.id, netMinor: 500 })
  const items = [{ ...item, memberId: world.memberId }]
  await expect(createExpenses(employee.ctx, { items })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

test('without any permission nobody gets at expenses', async () => {
  await using world = await createWorld()
  const { id: expenseId } = await world.has.expense()
  const ctx = { ...world.ctx, permissions: new Set<never>() }
  const declined = { code: 'not_allowed' }
  await expect(createExpenses(ctx, { items: [] })).rejects.toMatchObject(declined)
  await expect(listExpenses(ctx, { limit: 1 })).rejects.toMatchObject(declined)
  await expect(getExpense(ctx, { expenseId })).rejects.toMatchObject(declined)
  await expect(updateExpense(ctx, { expenseId, changes: {} })).rejects.toMatchObject(declined)
  await expect(deleteExpense(ctx, { expenseId })).rejects.toMatchObject(declined)
})

async function aStandardRate(world: World) {
  const high = { name: 'High', percentage: '21', isDefault: true }
  await createVatRates(world.ctx, { items: [high] })
}

async function aProduct(world: World, fields: { unitPrice?: string } = {}) {
  const low = { name: 'Low', percentage: '9', isDefault: false }
  const [vatRate] = await createVatRates(world.ctx, { items: [low] })
  const vatRateId = vatRate?.id ?? null
  const values = {
    name: 'Train ticket',
    unitPrice: '12.50',
    vatRateId,
    xeroItemCode: null,
    ...fields,
  }
  const [product] = await createProducts(world.ctx, { items: [values] })
  if (!product) throw new Error('one product is made')
  return { product, vatRateId }
}
