import { createHash } from 'node:crypto'
import type { Context } from '#app/context.ts'
import { deleteExpense } from '#app/expenses/delete-expense.ts'
import { getExpense } from '#app/expenses/get-expense.ts'
import { newId } from '#lib/ids.ts'
import { heic, html, jpeg, pdf, png, pngOf, svg, webp } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addReceipt } from './add-receipt.ts'
import { deleteReceipt } from './delete-receipt.ts'
import { getReceipt } from './get-receipt.ts'

test('pictures and PDF are kept as they came, in their order', async () => {
  await using world = await createWorld()
  const { id: expenseId } = await world.has.expense()
  const given = [
    ['taxi.png', png, 'image/png'],
    ['taxi.jpg', jpeg, 'image/jpeg'],
    ['taxi.webp', webp, 'image/webp'],
    ['taxi.heic', heic, 'image/heic'],
    ['taxi.pdf', pdf(), 'application/pdf'],
  ] as const
  const added = []
  for (const [name, content, mediaType] of given) {
    const receipt = await addReceipt(world.ctx, { expenseId, file: { name, content } })
    expect(receipt).toEqual({ id: receipt.id, name, mediaType, sizeBytes: content.length })
    added.push(receipt)
    const kept = await getReceipt(world.ctx, { expenseId, receiptId: receipt.id })
    expect(kept.sha256).toBe(createHash('sha256').update(content).digest('hex'))
    expect(await kept.read()).toEqual(content)
  }
  expect((await getExpense(world.ctx, { expenseId })).receipts).toEqual(added)
})

test('a file is what its bytes are, and is named accordingly', async () => {
  await using world = await createWorld()
  const { id: expenseId } = await world.has.expense()
  const add = async (name: string, content: Uint8Array) =>
    await addReceipt(world.ctx, { expenseId, file: { name, content } })
  expect(await add('../scans/taxi.png', pdf())).toMatchObject({
    name: 'taxi.pdf',
    mediaType: 'application/pdf',
  })
  for (const [name, content] of [
    ['taxi.png', html],
    ['taxi.png', svg],
    ['taxi.pdf', Buffer.from('not a PDF')],
    ['taxi.pdf', Buffer.from('PK\u0003\u0004')],
    ['taxi.jpg', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
  ] as const) {
    await expect(add(name, content)).rejects.toMatchObject({
      code: 'receipt_type_is_not_taken',
      particulars: { field: 'file' },
    })
  }
  await expect(add('taxi.png', Buffer.alloc(0))).rejects.toMatchObject({ code: 'receipt_is_empty' })
  const tooBig = pngOf(10_000_001)
  await expect(add('taxi.png', tooBig)).rejects.toMatchObject({ code: 'receipt_is_too_big' })
  await add('taxi.png', pngOf(10_000_000))
  expect((await getExpense(world.ctx, { expenseId })).receipts).toHaveLength(2)
})

test('the same file is one receipt of an expense, also when it comes twice at once', async () => {
  await using world = await createWorld()
  const first = await world.has.expense()
  const second = await world.has.expense()
  const file = { name: 'taxi.pdf', content: pdf() }
  const [a, b] = await Promise.all([
    addReceipt(world.ctx, { expenseId: first.id, file }),
    addReceipt(world.ctx, { expenseId: first.id, file: { ...file, name: 'again.pdf' } }),
  ])
  expect(b).toEqual(a)
  // Of another expense it is a receipt of its own, with a name of its own; its bytes are kept once.
  const other = { ...file, name: 'both.pdf' }
  const shared = await addReceipt(world.ctx, { expenseId: second.id, file: other })
  expect([shared.id === a.id, shared.name]).toEqual([false, 'both.pdf'])
  expect(await filesOf(world)).toBe(1)

  await deleteReceipt(world.ctx, { expenseId: first.id, receiptId: a.id })
  expect(await filesOf(world)).toBe(1)
  const kept = await getReceipt(world.ctx, { expenseId: second.id, receiptId: shared.id })
  expect(await kept.read()).toEqual(file.content)
  // With its last expense the file goes too, once that can no longer be brought back.
  await deleteExpense(world.ctx, { expenseId: second.id })
  expect(await filesOf(world)).toBe(1)
})

test('a file that is removed and added at the same moment is there or not, but whole', async () => {
  await using world = await createWorld()
  const first = await world.has.expense()
  const second = await world.has.expense()
  for (let round = 0; round < 10; round += 1) {
    const file = { name: 'taxi.pdf', content: pdf(`Round ${round}`) }
    const { id } = await addReceipt(world.ctx, { expenseId: first.id, file })
    const [, added] = await Promise.all([
      deleteReceipt(world.ctx, { expenseId: first.id, receiptId: id }),
      addReceipt(world.ctx, { expenseId: second.id, file }),
    ])
    const kept = await getReceipt(world.ctx, { expenseId: second.id, receiptId: added.id })
    expect(await kept.read()).toEqual(file.content)
    await deleteReceipt(world.ctx, { expenseId: second.id, receiptId: added.id })
  }
  expect(await filesOf(world)).toBe(0)
})

test('an expense takes ten receipts, also when they come at once', async () => {
  await using world = await createWorld()
  const { id: expenseId } = await world.has.expense()
  const added = await Promise.allSettled(
    Array.from({ length: 12 }, async (_, index) =>
      addReceipt(world.ctx, { expenseId, file: { name: 'a.pdf', content: pdf(`Page ${index}`) } }),
    ),
  )
  const refused = added.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toMatchObject([{ code: 'too_many_receipts' }, { code: 'too_many_receipts' }])
  expect((await getExpense(world.ctx, { expenseId })).receipts).toHaveLength(10)
  expect(await filesOf(world)).toBe(10)
})

test('what is billed keeps its receipts: none comes, none goes, by any road', async () => {
  await using world = await createWorld()
  const expense = await world.has.expense()
  const expenseId = expense.id
  const file = { name: 'taxi.pdf', content: pdf() }
  const receipt = await addReceipt(world.ctx, { expenseId, file })
  await world.has.invoiceOf('expense', expense)
  const another = { name: 'taxi.png', content: png }
  await expect(addReceipt(world.ctx, { expenseId, file: another })).rejects.toMatchObject({
    code: 'item_is_invoiced',
  })
  await expect(
    deleteReceipt(world.ctx, { expenseId, receiptId: receipt.id }),
  ).rejects.toMatchObject({ code: 'item_is_invoiced' })
  // A repeated upload changes nothing, and is answered as it was.
  expect(await addReceipt(world.ctx, { expenseId, file })).toEqual(receipt)

  const locked = { constraint: 'billed_item_is_locked' }
  for (const statement of [
    sql`delete from expense_receipts where workspace_id = ${world.workspaceId}`,
    sql`update expense_receipts set name = 'x.pdf' where workspace_id = ${world.workspaceId}`,
    sql`insert into expense_receipts (workspace_id, id, expense_id, file_id, name, created_at)
      select workspace_id, ${newId()}, expense_id, file_id, name, created_at from expense_receipts`,
  ]) {
    await expect(statement.execute(world.db)).rejects.toMatchObject(locked)
  }
  expect((await getExpense(world.ctx, { expenseId })).receipts).toEqual([receipt])
})

test("nobody gets at the receipts of another's expenses", async () => {
  await using world = await createWorld()
  const { id: expenseId, projectId } = await world.has.expense()
  const file = { name: 'taxi.pdf', content: pdf() }
  const { id: receiptId } = await addReceipt(world.ctx, { expenseId, file })
  const employee = await world.has.member()
  const other = await world.otherWorkspace()
  const refused = async (ctx: Context, ids: { expenseId: string; receiptId: string }) => {
    const codes = [
      addReceipt(ctx, { ...ids, file }),
      getReceipt(ctx, ids),
      deleteReceipt(ctx, ids),
    ].map(
      async (asked) =>
        await asked.then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
    )
    return await Promise.all(codes)
  }
  const missing = Array<string>(3).fill('expense_not_found')
  expect(await refused(employee.ctx, { expenseId, receiptId })).toEqual(missing)
  expect(await refused(other.ctx, { expenseId, receiptId })).toEqual(missing)
  expect(
    await refused({ ...world.ctx, permissions: new Set<never>() }, { expenseId, receiptId }),
  ).toEqual(Array<string>(3).fill('not_allowed'))
  // Nor by an expense that is the own.
  const own = await world.has.expense({ projectId, memberId: employee.id })
  for (const id of [receiptId, newId()]) {
    const ids = { expenseId: own.id, receiptId: id }
    for (const ask of [getReceipt, deleteReceipt]) {
      await expect(ask(employee.ctx, ids)).rejects.toMatchObject({ code: 'receipt_not_found' })
    }
  }
  expect(await addReceipt(employee.ctx, { expenseId: own.id, file })).toMatchObject({
    name: 'taxi.pdf',
  })
})

async function filesOf(world: World): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from files where workspace_id = ${world.workspaceId}`.execute(
    world.db,
  )
  return rows[0]?.count ?? 0
}
