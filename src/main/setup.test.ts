import { createTestDatabase } from '#tests/support/postgres.ts'
import { expect, test, vi } from 'vitest'
import { runCli } from './cli.ts'

test('setup takes an address that can sign in already only with its own password', async () => {
  const database = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('HOURBOOK_SECRET_KEY', Buffer.alloc(32, 7).toString('base64'))
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const setup = async (workspace: string, password: string, email = 'olga@example.com') =>
    await runCli(['setup', ...asOptions({ workspace, email, password }), '--json'])
  try {
    expect(await setup('First', 'the first password')).toBe(0)
    await expect(setup('Second', 'another password')).rejects.toMatchObject({
      name: 'StartupProblem',
      message: expect.stringMatching(/olga@example.com can sign in already.*Nothing was made/),
    })
    expect(await setup('Second', 'the first password', 'Olga@Example.com')).toBe(0)
    const made = said.mock.calls.map(([text]) => JSON.parse(String(text)) as { memberId: string })
    expect(made).toHaveLength(2)
    expect(new Set(made.map((each) => each.memberId)).size).toBe(2)
  } finally {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    await database.drop()
  }
})

test.each([['migrate'], ['seed-demo'], ['verify-ledger']])(
  '%s says in words that the database is not there',
  async (command) => {
    vi.stubEnv('DATABASE_URL', 'postgres://hourbook@127.0.0.1:1/hourbook')
    try {
      await expect(runCli([command])).rejects.toMatchObject({
        name: 'StartupProblem',
        message: expect.stringMatching(/cannot use the database in DATABASE_URL: .*ECONNREFUSED/),
      })
    } finally {
      vi.unstubAllEnvs()
    }
  },
)

function asOptions(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value])
}
