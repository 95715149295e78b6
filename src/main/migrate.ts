import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { openDatabase } from '#db/database.ts'
import { installQueues } from '#worker/queue.ts'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'

const folder = path.resolve(import.meta.dirname, '../../db/migrations')

/** Brings a database to the newest schema. Safe to run twice, and at once from several processes. */
export async function migrateToLatest(url: string): Promise<void> {
  const { db, pool } = openDatabase(url, { max: 2 })
  try {
    const { rows } = await sql<{
      version: number
    }>`select current_setting('server_version_num')::int as version`.execute(db)
    const version = rows[0]?.version ?? 0
    if (version < 150_000)
      throw new Error(
        `Hourbook needs PostgreSQL 15 or newer; this is ${Math.floor(version / 10_000)}`,
      )
    const migrator = new Migrator({
      db,
      provider: { getMigrations: readMigrations },
      migrationTableSchema: 'migrations',
      // Of two that were written at the same time the second may have come here first.
      allowUnorderedMigrations: true,
    })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  } finally {
    await pool.end()
  }
  await installQueues(url)
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const migrations = files.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(path.join(folder, name), 'utf8')
    return [name.replace('.sql', ''), { up: async (db) => void (await sql.raw(text).execute(db)) }]
  })
  return Object.fromEntries(await Promise.all(migrations))
}
