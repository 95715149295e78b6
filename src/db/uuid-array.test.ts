import { createWorld } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { uuidArray } from './uuid-array.ts'

test('the database reads the ids that were written, in their order', async () => {
  await using world = await createWorld()
  const ids = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
  ids.push(...Array.from({ length: 300 }, newId), 'ABCDEF01-2345-6789-ABCD-EF0123456789')
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${sql.val(uuidArray(ids))}::uuid[]) with ordinality as given (id, place) order by place`.execute(
    world.db,
  )
  expect(rows.map((row) => row.id)).toEqual(ids.map((id) => id.toLowerCase()))
})

test('no ids are an empty array', async () => {
  await using world = await createWorld()
  const { rows } = await sql`select ${sql.val(uuidArray([]))}::uuid[] = '{}' as empty`.execute(
    world.db,
  )
  expect(rows).toEqual([{ empty: true }])
})

test.each(['', 'instalment 1', `${newId()}0`, newId().replace('-', '0'), newId().slice(1)])(
  "'%s' is refused, not read as another id",
  (id) => {
    expect(() => uuidArray([newId(), id])).toThrow('no uuid')
  },
)
