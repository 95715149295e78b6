import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { refuse, Refused } from '#app/refuse.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import { openDatabase } from '#db/database.ts'
import { isCurrency } from '#domain/currencies.ts'
import { refusals } from '#domain/refusals.ts'
import { isTimeZone } from '#lib/zoned-time.ts'
import { OtherPassword } from './auth.ts'
import { type Config, readConfig } from './config.ts'
import { addressOfRunning } from './data-folder.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrateToLatest } from './migrate.ts'
import { requirePostgres } from './require-postgres.ts'
import { seedDemoIfEmpty } from './seed-demo.ts'
import { rotateKey } from './rotate-key.ts'
import { StartupProblem } from './startup-problem.ts'
import { verifyLedger } from './verify-ledger.ts'
import { wire } from './wire.ts'

const usage = `hourbook <command>

  start                 Start everything: PostgreSQL, the Xero simulator, the web application and a worker
  setup                 Make an empty workspace and its owner, and print a personal API token
    --workspace <name> --email <address> --password <at least 10 characters>
    (of an address that can sign in already: the password that it has)
    [--name <owner's name>] [--currency EUR] [--time-zone Europe/Amsterdam] [--json]
  migrate               Bring the database to the newest schema
  seed-demo             Make the demo company, where there is none yet
  simulator             Start only the Xero simulator; its own options: hourbook simulator --help
  rotate-key            Replace the key that seals the Xero tokens, and seal them anew. The old key is kept,
    so that what runs goes on; [--forget-old], after a restart, forgets it
  verify-ledger         Prove that what is billed agrees with the documents, to the cent, as the database is now; nothing is
    changed. [--workspace <id>] one workspace instead of all. Exit code: 0 all holds, 1 something does not
  import <file> --as <clients|projects|tasks|people|hours|expenses|mileages>
    Say what a CSV or Excel file would change; [--apply] does it. Goes over the API of a running Hourbook, as the person
    of the token: [--url http://localhost:4000] [--token …], or HOURBOOK_URL and HOURBOOK_TOKEN
    [--create clients,projects,tasks] what may be created that rows name   [--match "Heading=field"]…   [--header-row 1]
    [--dates ymd|dmy|mdy] [--decimal .|,] [--durations hours|minutes|seconds]   [--keep] [--json]
    Exit code: 0 all rows are fine, 1 some stayed out, 2 nothing could be done
  help, --version

setup, migrate, seed-demo, rotate-key and verify-ledger use DATABASE_URL, or else the embedded database in ./data.
`

/** Runs one command; answers the exit code. */
export async function runCli(argv: string[]): Promise<number> {
  const [named = 'help', ...rest] = argv
  const isHelp = rest.some((each) => each === '--help' || each === '-h')
  const command = isHelp ? 'help' : named
  try {
    switch (command) {
      case 'start': {
        const { startEverything } = await import('./supervise.ts')
        await startEverything({ dev: rest.includes('--dev') })
        return 0
      }
      case 'setup':
        return await setup(rest)
      case 'migrate':
        return await withDatabase(async ({ databaseUrl }) => {
          await migrateToLatest(databaseUrl)
          console.log('The database has the newest schema.')
          return 0
        })
      case 'seed-demo':
        return await seedDemo()
      case 'rotate-key':
        return await rotate(rest)
      case 'verify-ledger':
        return await verify(rest)
      case 'import': {
        const { importFile } = await import('./import-file.ts')
        return await importFile(rest, console.log)
      }
      case '--version':
      case 'version':
        console.log(version())
        return 0
      case 'help':
      case '--help':
      case '-h':
        console.log(usage)
        return 0
      default:
        console.error(`There is no command '${command}'.\n\n${usage}`)
        return 2
    }
  } catch (error) {
    if (isMistyped(error)) throw new StartupProblem(`${error.message}. See \`hourbook help\`.`)
    if (!(error instanceof Refused)) throw error
    const words: { title: string; fix?: string } = refusals[error.code]
    console.error([error.particulars.detail ?? words.title, words.fix].filter(Boolean).join(' '))
    return 1
  }
}

/** An option that `parseArgs` does not know, or one without its value. */
function isMistyped(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
  )
}

async function setup(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      workspace: { type: 'string' },
      email: { type: 'string' },
      password: { type: 'string' },
      name: { type: 'string' },
      currency: { type: 'string', default: 'EUR' },
      'time-zone': { type: 'string', default: 'Europe/Amsterdam' },
      json: { type: 'boolean', default: false },
    },
  })
  const { workspace, email, password } = values
  const currency = values.currency.toUpperCase()
  // Before anything is made: a person without a workspace would be left behind.
  if (!isCurrency(currency)) refuse('currency_is_unknown', { field: 'currency' })
  if (!isTimeZone(values['time-zone'])) refuse('time_zone_is_unknown', { field: 'timeZone' })
  if (!workspace || !email || !password) {
    throw new StartupProblem(
      'setup needs --workspace, --email and --password. See `hourbook help`.',
    )
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new StartupProblem(`'${email}' is not an e-mail address.`)
  if (password.length < 10) throw new StartupProblem('The password needs at least 10 characters.')
  return await withDatabase(
    async (config) => await makeWorkspace(config, values, { workspace, email, password }),
  )
}

type SetupValues = {
  name?: string | undefined
  currency: string
  'time-zone': string
  json: boolean
}
type Owner = { workspace: string; email: string; password: string }

async function makeWorkspace(
  config: Config,
  values: SetupValues,
  { workspace, email, password }: Owner,
): Promise<number> {
  await migrateToLatest(config.databaseUrl)
  const wired = await wire(config, { purpose: 'send' })
  try {
    const name = values.name ?? email.split('@')[0] ?? email
    const userId = await wired.createUser({ name, email, password }).catch((error: unknown) => {
      if (!(error instanceof OtherPassword)) throw error
      throw new StartupProblem(
        `${email} can sign in already, with another password. Nothing was made. Give the password ` +
          'of that account, or another e-mail address.',
      )
    })
    const made = await createWorkspace(wired.services, {
      name: workspace,
      currency: values.currency.toUpperCase(),
      timeZone: values['time-zone'],
      isDemo: false,
      owner: { userId, name, email },
    })
    const url = addressOfRunning(config.dataDir) ?? config.url
    const answer = { ...made, url }
    if (values.json) console.log(JSON.stringify(answer))
    else
      console.log(
        `Workspace '${workspace}' is ready at ${url}.\nAPI token (shown this once): ${made.token}`,
      )
    return 0
  } finally {
    await wired.stop()
  }
}

async function seedDemo(): Promise<number> {
  return await withDatabase(async ({ databaseUrl }) => {
    await migrateToLatest(databaseUrl)
    const signIn = await seedDemoIfEmpty({ databaseUrl })
    console.log(
      signIn
        ? `The demo company is there. Sign in as ${signIn.email} with ${signIn.password}.`
        : 'This database has workspaces of its own; the demo company was left out.',
    )
    return 0
  })
}

async function rotate(argv: string[]): Promise<number> {
  const options = { 'forget-old': { type: 'boolean', default: false } } as const
  const { values } = parseArgs({ args: argv, options })
  return await withDatabase(async (config) => {
    await migrateToLatest(config.databaseUrl)
    const { db, pool } = openDatabase(config.databaseUrl, { max: 2 })
    try {
      const forgetsOld = values['forget-old']
      const { resealed, kept, old } = await rotateKey({ db, config }, { forgetsOld })
      console.log(
        `The tokens of ${resealed} consents with Xero are sealed with the new key, and so are public links.`,
      )
      if (kept === 'environment') console.log('HOURBOOK_OLD_SECRET_KEYS can be emptied now.')
      else if (old === 0) console.log('The old key is forgotten.')
      else {
        console.log(
          `The old key is kept in ${path.join(config.dataDir, 'secret.key')}, so that what runs goes on. Restart ` +
            'Hourbook (everybody signs in again), then run rotate-key --forget-old.',
        )
      }
      return 0
    } finally {
      await pool.end()
    }
  })
}

async function verify(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { workspace: { type: 'string' } } })
  const { workspace: workspaceId } = values
  if (
    workspaceId !== undefined &&
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(workspaceId)
  )
    throw new StartupProblem(`'${workspaceId}' is not the id of a workspace.`)
  return await withDatabase(async ({ databaseUrl }) => {
    const { db, pool } = openDatabase(databaseUrl, { max: 1 })
    try {
      return await verifyLedger(db, { workspaceId, say: console.log })
    } finally {
      await pool.end()
    }
  })
}

/** The database of DATABASE_URL, else the embedded one: that of a running Hourbook, or started for this command alone. */
async function withDatabase(work: (config: Config) => Promise<number>): Promise<number> {
  const given = process.env['DATABASE_URL']
  if (given) {
    const config = readConfig(process.env)
    await requirePostgres(given)
    return await work(config)
  }
  const { dataDir } = readConfig({ ...process.env, DATABASE_URL: 'postgres:' })
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres') })
  try {
    return await work(readConfig({ ...process.env, DATABASE_URL: postgres.url }))
  } finally {
    if (!postgres.adopted) await postgres.stop()
  }
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
