import type { Database } from '#db/database.ts'

/** Opens so many connections of the pool, so that what is asked at once afterwards really happens at once. */
export async function openConnections(db: Database, count: number): Promise<void> {
  const { promise: allAreOpen, resolve } = Promise.withResolvers<void>()
  let opening = count
  const open = async () =>
    await db.connection().execute(async () => {
      opening -= 1
      if (opening === 0) resolve()
      await allAreOpen
    })
  await Promise.all(Array.from({ length: count }, open))
}
