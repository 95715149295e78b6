import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { insertAllocations, releaseAllocations } from './allocations.ts'

// What the database itself promises of the ledger, whatever the code above it does.

test('an item is on one document at a time, and can be freed and billed again', async () => {
  await using world = await createWorld()
  const itemId = newId()
  const first = await bill(world, itemId)
  await expect(bill(world, itemId)).rejects.toMatchObject({ constraint: 'allocations_pkey' })
  expect(await live(world)).toEqual([first])
  await release(world, first)
  expect(await live(world)).toEqual([])
  const second = await bill(world, itemId)
  await expect(bill(world, itemId)).rejects.toMatchObject({ constraint: 'allocations_pkey' })
  await release(world, second)
  const third = await bill(world, itemId)
  expect(await live(world)).toEqual([third])
  expect(await steps(world, itemId)).toEqual([0, 1, 2, 3, 4])
})

test('of many who bill the same item at once, one does', async () => {
  await using world = await createWorld()
  const itemId = newId()
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => bill(world, itemId)))
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
})

test('a release is of what bills the item now, all of it, and only once', async () => {
  await using world = await createWorld()
  const itemId = newId()
  const documentId = await bill(world, itemId)
  const wrong = { constraint: 'allocation_follows_another' }
  // Of an item that was never billed, of another document, of another amount, and past a step that was never taken.
  const release = { itemId, documentId, amountMinor: -100, step: 1 }
  const ofNothing = insert(world, { ...release, itemId: newId() })
  await expect(ofNothing).rejects.toMatchObject(wrong)
  const ofOther = insert(world, { ...release, documentId: newId() })
  await expect(ofOther).rejects.toMatchObject(wrong)
  const ofPart = insert(world, { ...release, amountMinor: -99 })
  await expect(ofPart).rejects.toMatchObject(wrong)
  const tooFar = insert(world, { ...release, amountMinor: 100, step: 2 })
  await expect(tooFar).rejects.toMatchObject(wrong)
  await insert(world, release)
  expect(await live(world)).toEqual([])
  const again = { constraint: 'allocations_pkey' }
  await expect(insert(world, release)).rejects.toMatchObject(again)
  await expect(insert(world, { ...release, step: 3 })).rejects.toMatchObject(wrong)
})

type Kept = Pick<World, 'db' | 'workspaceId'>

async function bill({ db, workspaceId }: Kept, itemId: string): Promise<string> {
  const documentId = newId()
  const allocation = { itemKind: 'time_entry', itemId, documentId } as const
  const allocations = [{ ...allocation, lineId: newId(), amountMinor: 100 }]
  const createdAt = new Date('2026-11-16T10:00:00Z')
  await db.transaction().execute(async (tx) => {
    await insertAllocations(tx, { workspaceId, documentKind: 'invoice', createdAt, allocations })
  })
  return documentId
}

async function release({ db, workspaceId }: Kept, documentId: string): Promise<void> {
  const createdAt = new Date('2026-11-16T10:00:00Z')
  await db.transaction().execute(async (tx) => {
    await releaseAllocations(tx, { workspaceId, documentKind: 'invoice', documentId, createdAt })
  })
}

async function insert(
  { db, workspaceId }: Kept,
  row: { itemId: string; documentId: string; amountMinor: number; step: number },
): Promise<void> {
  await db
    .insertInto('allocations')
    .values({
      workspace_id: workspaceId,
      item_kind: 'time_entry',
      item_id: row.itemId,
      document_kind: 'invoice',
      document_id: row.documentId,
      line_id: newId(),
      amount_minor: row.amountMinor,
      step: row.step,
      created_at: new Date(),
    })
    .execute()
}

async function live({ db, workspaceId }: Kept): Promise<string[]> {
  const rows = await db
    .selectFrom('billed_items')
    .where('workspace_id', '=', workspaceId)
    .select('document_id')
    .execute()
  return rows.map((row) => row.document_id)
}

async function steps({ db, workspaceId }: Kept, itemId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('allocations')
    .where('workspace_id', '=', workspaceId)
    .where('item_id', '=', itemId)
    .select('step')
    .orderBy('step')
    .execute()
  return rows.map((row) => row.step)
}
