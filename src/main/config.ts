import path from 'node:path'
import { type XeroSignInMode, xeroSignInModes } from '#app/context.ts'
import type { MailConfig } from '#mail/mail-config.ts'
import { scopesProblem, type XeroConfig } from '#xero/xero-config.ts'
import { z } from 'zod'
import { projectDir } from './project-dir.ts'
import { StartupProblem } from './startup-problem.ts'

export type Config = {
  databaseUrl: string
  port: number
  host: string
  url: string
  dataDir: string
  secretKey: string | null
  oldSecretKeys: string[]
  logLevel: string
  /** Whether people may sign in with Xero, and whether strangers may sign up so. */
  xeroSignIn: XeroSignInMode
  xero: XeroConfig
  /** Null: no e-mail is sent. */
  mail: MailConfig | null
}

const optional = z.string().trim().min(1).optional().catch(undefined)
const address = z.url().optional()
const callbackPath = '/api/xero/callback'
const wholeNumber = (words: string, { min, max = Number.MAX_SAFE_INTEGER }: Range) =>
  z.coerce.number(words).int(words).min(min, words).max(max, words)
type Range = { min: number; max?: number }
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .min(1, 'set DATABASE_URL, or start with `npm start`, which brings its own PostgreSQL')
    .regex(
      /^(?:postgres(?:ql)?:|socket:|\/)/,
      'write it as postgres://user:password@host:5432/name',
    ),
  PORT: wholeNumber('give a number from 0 to 65535', { min: 0, max: 65_535 }).default(4000),
  HOST: z.string().default('127.0.0.1'),
  HOURBOOK_URL: address,
  HOURBOOK_DATA_DIR: z.string().default('data'),
  HOURBOOK_SECRET_KEY: optional,
  HOURBOOK_OLD_SECRET_KEYS: optional,
  HOURBOOK_SIMULATOR_URL: address,
  HOURBOOK_SIGN_IN_WITH_XERO: z
    .enum(xeroSignInModes, 'it is one of off, sign-in and sign-up')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'give an address such as smtp://user:password@mail.example.com:587',
    })
    .optional(),
  MAIL_FROM: z
    .email('give the address that e-mails come from, such as hours@example.com')
    .optional(),
  XERO_CLIENT_ID: optional,
  XERO_CLIENT_SECRET: optional,
  XERO_REDIRECT_URI: address.refine(
    (text) => text === undefined || text.endsWith(callbackPath),
    `it must end with ${callbackPath}: that is where Hourbook waits for the answer`,
  ),
  XERO_SCOPES: optional,
  XERO_AUTHORIZE_URL: address,
  XERO_TOKEN_URL: address,
  XERO_REVOCATION_URL: address,
  XERO_CONNECTIONS_URL: address,
  XERO_JWKS_URL: address,
  XERO_API_URL: address,
  XERO_WEB_URL: address,
  XERO_WEBHOOK_KEY: optional,
  XERO_DAY_LIMIT: wholeNumber('give a whole number, such as 1000', { min: 1 }).default(1000),
})
type Environment = z.infer<typeof Environment>

/** Reads the environment once. Refuses with every problem named: a server that cannot be right must not start. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
    )
    throw new StartupProblem(`The configuration cannot be used:\n${problems.join('\n')}`)
  }
  const env = parsed.data
  const configured = namesOfXero.filter((name) => env[name] !== undefined)
  if (configured.length > 0 && env.XERO_CLIENT_ID === undefined) {
    throw new StartupProblem(
      `The configuration cannot be used:\n  XERO_CLIENT_ID: set it too, for ${configured.join(', ')} ` +
        `${configured.length > 1 ? 'are' : 'is'} set; or set none of them, and the built-in simulator stands in for Xero`,
    )
  }
  // Xero takes http://localhost but refuses http://127.0.0.1 as a redirect address.
  const url = (env.HOURBOOK_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    host: env.HOST,
    url,
    dataDir: path.resolve(projectDir, env.HOURBOOK_DATA_DIR),
    secretKey: env.HOURBOOK_SECRET_KEY ?? null,
    oldSecretKeys: keysIn(env.HOURBOOK_OLD_SECRET_KEYS),
    logLevel: env.LOG_LEVEL,
    // Before the simulator anybody may say to be anybody.
    xeroSignIn: env.HOURBOOK_SIGN_IN_WITH_XERO ?? (usesBuiltInSimulator(env) ? 'off' : 'sign-in'),
    xero: xeroConfig(env, url),
    mail: mailConfig(env),
  }
}

function mailConfig({ SMTP_URL: smtpUrl, MAIL_FROM: from }: Environment): MailConfig | null {
  if (smtpUrl === undefined) return null
  if (from === undefined) {
    throw new StartupProblem(
      'The configuration cannot be used:\n  MAIL_FROM: set it too, for SMTP_URL is set: it is the address that e-mails come from',
    )
  }
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const isSecure = protocol === 'smtps:'
  return {
    // An IPv6 address stands in brackets in a URL.
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port ? Number(port) : isSecure ? 465 : 587,
    isSecure,
    user: username ? decodeURIComponent(username) : null,
    password: password ? decodeURIComponent(password) : null,
    from,
  }
}

function keysIn(text = ''): string[] {
  return text.split(',').flatMap((each) => each.trim() || [])
}

// One of these, and it is another Xero than the built-in simulator. XERO_CLIENT_ID is then needed; addresses that are
// left out are those of the real Xero.
const namesOfXero = [
  'XERO_CLIENT_ID',
  'XERO_CLIENT_SECRET',
  'XERO_AUTHORIZE_URL',
  'XERO_TOKEN_URL',
  'XERO_REVOCATION_URL',
  'XERO_CONNECTIONS_URL',
  'XERO_JWKS_URL',
  'XERO_API_URL',
  'XERO_WEB_URL',
] as const

/** Whether the built-in simulator stands in for Xero: nothing of Xero is configured. */
export function usesBuiltInSimulator(environment: Readonly<Record<string, unknown>>): boolean {
  return namesOfXero.every((name) => String(environment[name] ?? '').trim() === '')
}

function xeroConfig(env: Environment, url: string): XeroConfig {
  const simulatorUrl = usesBuiltInSimulator(env)
    ? (env.HOURBOOK_SIMULATOR_URL ?? 'http://localhost:4010').replace(/\/+$/, '')
    : null
  const hosts = simulatorUrl === null ? xeroHosts : simulatorHosts(simulatorUrl)
  const redirectUri = env.XERO_REDIRECT_URI ?? `${url}${callbackPath}`
  const authorizeUrl = env.XERO_AUTHORIZE_URL ?? hosts.authorizeUrl
  if (authorizeUrl === xeroHosts.authorizeUrl && !isTakenByXero(redirectUri)) {
    const name = env.XERO_REDIRECT_URI === undefined ? 'HOURBOOK_URL' : 'XERO_REDIRECT_URI'
    throw new StartupProblem(
      `The configuration cannot be used:\n  ${name}: Xero leads people back to https addresses, and to http ones of localhost only`,
    )
  }
  return {
    clientId: env.XERO_CLIENT_ID ?? 'hourbook-demo',
    clientSecret: env.XERO_CLIENT_SECRET ?? (simulatorUrl === null ? null : 'hourbook-demo-secret'),
    redirectUri,
    scopes: scopesFrom(env.XERO_SCOPES),
    authorizeUrl,
    tokenUrl: env.XERO_TOKEN_URL ?? hosts.tokenUrl,
    revocationUrl: env.XERO_REVOCATION_URL ?? hosts.revocationUrl,
    connectionsUrl: env.XERO_CONNECTIONS_URL ?? hosts.connectionsUrl,
    // Beside the tokens, wherever those are.
    jwksUrl: env.XERO_JWKS_URL ?? new URL(jwksPath, env.XERO_TOKEN_URL ?? hosts.tokenUrl).href,
    apiUrl: (env.XERO_API_URL ?? hosts.apiUrl).replace(/\/+$/, ''),
    webUrl: (env.XERO_WEB_URL ?? hosts.webUrl).replace(/\/+$/, ''),
    dayLimit: env.XERO_DAY_LIMIT,
    webhookKey: env.XERO_WEBHOOK_KEY ?? null,
    simulatorUrl,
  }
}

function isTakenByXero(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri)
  return protocol === 'https:' || hostname === 'localhost'
}

function scopesFrom(scopes: string | undefined): string | null {
  const problem = scopes === undefined ? undefined : scopesProblem(scopes)
  if (problem)
    throw new StartupProblem(`The configuration cannot be used:\n  XERO_SCOPES: ${problem}`)
  return scopes ?? null
}

const jwksPath = '/.well-known/openid-configuration/jwks'
const xeroHosts = {
  authorizeUrl: 'https://login.xero.com/identity/connect/authorize',
  tokenUrl: 'https://identity.xero.com/connect/token',
  revocationUrl: 'https://identity.xero.com/connect/revocation',
  connectionsUrl: 'https://api.xero.com/connections',
  jwksUrl: `https://identity.xero.com${jwksPath}`,
  apiUrl: 'https://api.xero.com/api.xro/2.0',
  webUrl: 'https://go.xero.com',
}

/** Where the simulator keeps the same doors. */
export function simulatorHosts(simulatorUrl: string): typeof xeroHosts {
  return {
    authorizeUrl: `${simulatorUrl}/identity/connect/authorize`,
    tokenUrl: `${simulatorUrl}/connect/token`,
    revocationUrl: `${simulatorUrl}/connect/revocation`,
    connectionsUrl: `${simulatorUrl}/connections`,
    jwksUrl: `${simulatorUrl}${jwksPath}`,
    apiUrl: `${simulatorUrl}/api.xro/2.0`,
    webUrl: simulatorUrl,
  }
}
