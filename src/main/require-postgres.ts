import { Client } from 'pg'
import { StartupProblem } from './startup-problem.ts'

const oldestPostgres = 150_000 // 15, as `server_version_num` says it

/** Refuses, in words, a database that is not there or too old. */
export async function requirePostgres(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // whatever breaks the connection fails the query too
  try {
    await client.connect()
    const { rows } = await client.query<{ number: string; name: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as name",
    )
    const version = rows[0]
    if (version && Number(version.number) < oldestPostgres) {
      throw new StartupProblem(
        `DATABASE_URL leads to PostgreSQL ${version.name}; Hourbook needs 15 or newer.`,
      )
    }
  } catch (error) {
    if (error instanceof StartupProblem) throw error
    throw new StartupProblem(
      `Hourbook cannot use the database in DATABASE_URL: ${reasonOf(error)}. Check the address, ` +
        'the password and that the server runs; or unset DATABASE_URL to use the embedded one.',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

function reasonOf(error: unknown): string {
  // A name that leads to several addresses fails with all their errors and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
