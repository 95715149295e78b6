import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
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

test('setup names the address of what runs over its data folder, else that of the configured port', async () => {
  const database = await createTestDatabase()
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hourbook-setup-'))
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('HOURBOOK_DATA_DIR', dataDir)
  vi.stubEnv('HOURBOOK_SECRET_KEY', Buffer.alloc(32, 7).toString('base64'))
  vi.stubEnv('PORT', '4100')
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const addressIn = async (workspace: string) => {
    const owner = { email: 'olga@example.com', password: 'the first password' }
    expect(await runCli(['setup', ...asOptions({ workspace, ...owner }), '--json'])).toBe(0)
    return (JSON.parse(String(said.mock.lastCall?.[0])) as { url: string }).url
  }
  const running = spawn(
    process.execPath,
    ['--input-type=module', '-e', runningOver(dataDir, 'http://localhost:4711')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  try {
    await once(running.stdout, 'data')
    expect(await addressIn('First')).toBe('http://localhost:4711')
    running.stdin.end()
    await once(running, 'exit')
    expect(await addressIn('Second')).toBe('http://localhost:4100')
  } finally {
    running.kill()
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    fs.rmSync(dataDir, { recursive: true })
    await database.drop()
  }
})

/** A program that holds a data folder until its input ends. */
function runningOver(dataDir: string, url: string): string {
  const module = new URL('data-folder.ts', import.meta.url).href
  return `import { holdDataFolder } from ${JSON.stringify(module)}
    await holdDataFolder(${JSON.stringify(dataDir)}, ${JSON.stringify(url)})
    console.log('held')
    for await (const _ of process.stdin);`
}

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
