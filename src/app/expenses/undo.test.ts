import { createProducts } from '#app/catalogue/create-products.ts'
import { deleteProduct } from '#app/catalogue/delete-product.ts'
import { deleteExpense } from '#app/expenses/delete-expense.ts'
import { deleteExpenses } from '#app/expenses/delete-expenses.ts'
import { getExpense } from '#app/expenses/get-expense.ts'
import { restoreExpenses } from '#app/expenses/restore-expenses.ts'
import { updateExpense } from '#app/expenses/update-expense.ts'
import { getReceipt } from '#app/receipts/get-receipt.ts'
import { pdf, png } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const nextDayMs = 25 * 3600 * 1000
const wasChanged = { code: 'expense_was_changed' }

test('a deleted expense comes back as it was, with its receipts', async () => {
  await using world = await createWorld()
  const before = await withReceipts(world)
  await deleteExpense(world.ctx, { expenseId: before.id })
  const undo = { id: before.id, updatedAt: before.updatedAt, expectedUpdatedAt: null }
  expect(await restoreExpenses(world.ctx, { items: [undo] })).toEqual([before])
  // Pressed twice: it is there, and stays.
  expect(await restoreExpenses(world.ctx, { items: [undo] })).toEqual([before])
  const [receipt] = before.receipts
  const key = { expenseId: before.id, receiptId: receipt?.id ?? '' }
  expect(await (await getReceipt(world.ctx, key)).read()).toEqual(pdf())
})

test('a change is undone, its receipts stay, and the undoing can be undone', async () => {
  await using world = await createWorld()
  const before = await withReceipts(world)
  const expenseId = before.id
  const changes = { grossUnitPrice: '121', description: 'Changed', isBillable: false }
  const expectedUpdatedAt = before.updatedAt
  const changed = await updateExpense(world.ctx, { expenseId, changes, expectedUpdatedAt })
  expect(changed).toMatchObject({ unitPrice: '121.0000', receipts: before.receipts })
  const undo = { ...stateOf(before), expectedUpdatedAt: changed.updatedAt }
  expect(await restoreExpenses(world.ctx, { items: [undo] })).toEqual([before])
  const redo = { ...stateOf(changed), expectedUpdatedAt: before.updatedAt }
  expect(await restoreExpenses(world.ctx, { items: [redo] })).toEqual([changed])
})

test('nobody writes over what somebody else changed, nor undoes over it', async () => {
  await using world = await createWorld()
  const before = await world.has.expense()
  const expenseId = before.id
  const first = await updateExpense(world.ctx, { expenseId, changes: { description: 'First' } })
  const second = await updateExpense(world.ctx, { expenseId, changes: { description: 'Second' } })
  const stale = { expectedUpdatedAt: first.updatedAt }
  await expect(
    updateExpense(world.ctx, { expenseId, changes: { description: 'Third' }, ...stale }),
  ).rejects.toMatchObject(wasChanged)
  await expect(
    deleteExpenses(world.ctx, { items: [{ id: expenseId, ...stale }] }),
  ).rejects.toMatchObject(wasChanged)
  await expect(
    restoreExpenses(world.ctx, { items: [{ ...stateOf(before), ...stale }] }),
  ).rejects.toMatchObject(wasChanged)
  expect(await getExpense(world.ctx, { expenseId })).toEqual(second)
})

test('what an expense was is kept for a day, for those who could change it; then its files go too', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const before = await withReceipts(world)
  await deleteExpenses(world.ctx, { items: [{ id: before.id }] })
  const items = [{ ...stateOf(before), expectedUpdatedAt: null }]
  const notKept = { code: 'earlier_state_not_found' }
  await expect(restoreExpenses(employee.ctx, { items })).rejects.toMatchObject(notKept)
  expect(await filesIn(world)).toBe(2)

  world.clock.advance(nextDayMs)
  await deleteExpense(world.ctx, { expenseId: (await world.has.expense()).id })
  await expect(restoreExpenses(world.ctx, { items })).rejects.toMatchObject(notKept)
  expect(await filesIn(world)).toBe(0)
})

test('an expense whose product was deleted since cannot come back, and one that is invoiced stays', async () => {
  await using world = await createWorld()
  const product = { name: 'Ticket', unitPrice: '1', vatRateId: null, xeroItemCode: null }
  const [made] = await createProducts(world.ctx, { items: [product] })
  const productId = made?.id ?? ''
  const gone = await world.has.expense({ productId })
  await deleteExpense(world.ctx, { expenseId: gone.id })
  await deleteProduct(world.ctx, { productId })
  await expect(
    restoreExpenses(world.ctx, { items: [{ ...stateOf(gone), expectedUpdatedAt: null }] }),
  ).rejects.toMatchObject({ code: 'earlier_state_not_found' })

  const before = await world.has.expense()
  const expenseId = before.id
  const after = await updateExpense(world.ctx, { expenseId, changes: { description: 'After' } })
  await world.has.invoiceOf('expense', after)
  const undo = { ...stateOf(before), expectedUpdatedAt: after.updatedAt }
  const invoiced = { code: 'item_is_invoiced' }
  await expect(restoreExpenses(world.ctx, { items: [undo] })).rejects.toMatchObject(invoiced)
  const items = [{ id: expenseId }]
  await expect(deleteExpenses(world.ctx, { items })).rejects.toMatchObject(invoiced)
})

test('many are deleted, or none; without any permission nothing is', async () => {
  await using world = await createWorld()
  const { id } = await world.has.expense()
  const twice = [{ id }, { id }]
  await expect(deleteExpenses(world.ctx, { items: twice })).rejects.toMatchObject({
    particulars: { field: 'items.1.id' },
  })
  expect(await getExpense(world.ctx, { expenseId: id })).toMatchObject({ id })
  const ctx = { ...world.ctx, permissions: new Set<never>() }
  const declined = { code: 'not_allowed' }
  await expect(deleteExpenses(ctx, { items: [] })).rejects.toMatchObject(declined)
  await expect(restoreExpenses(ctx, { items: [] })).rejects.toMatchObject(declined)
})

const stateOf = ({ id, updatedAt }: { id: string; updatedAt: Date }) => ({ id, updatedAt })

async function withReceipts(world: World) {
  const { id: expenseId } = await world.has.expense()
  await world.has.receipt(expenseId, { name: 'Taxi.pdf', content: pdf() })
  await world.has.receipt(expenseId, { name: 'Lunch.png', content: png })
  return await getExpense(world.ctx, { expenseId })
}

async function filesIn(world: World): Promise<number> {
  const { workspaceId } = world.ctx
  const rows = await world.ctx.db
    .selectFrom('files')
    .where('workspace_id', '=', workspaceId)
    .select('id')
    .execute()
  return rows.length
}
