import path from 'node:path'
import type { XeroConfig } from '#xero/xero-config.ts'
import { z } from 'zod'
import { projectDir } from './project-dir.ts'

export type Config = {
  databaseUrl: string
  port: number
  host: string
  url: string
  dataDir: string
  secretKey: string | null
  logLevel: string
  xero: XeroConfig
  webhookKey: string | null
}

const optional = z.string().trim().min(1).optional().catch(undefined)
const address = z.url().optional()
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .min(1, 'set DATABASE_URL, or start with `npm start`, which brings its own PostgreSQL'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  HOURBOOK_URL: address,
  HOURBOOK_DATA_DIR: z.string().default('data'),
  HOURBOOK_SECRET_KEY: optional,
  HOURBOOK_SIMULATOR_URL: address,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  XERO_CLIENT_ID: optional,
  XERO_CLIENT_SECRET: optional,
  XERO_REDIRECT_URI: address,
  XERO_SCOPES: optional,
  XERO_AUTHORIZE_URL: address,
  XERO_TOKEN_URL: address,
  XERO_REVOCATION_URL: address,
  XERO_CONNECTIONS_URL: address,
  XERO_API_URL: address,
  XERO_WEB_URL: address,
  XERO_WEBHOOK_KEY: optional,
  XERO_DAY_LIMIT: z.coerce.number().int().positive().default(1000),
})
type Environment = z.infer<typeof Environment>

/** Reads the environment once. Throws with every problem named: a server that cannot be right must not start. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
    )
    throw new Error(`The configuration cannot be used:\n${problems.join('\n')}`)
  }
  const env = parsed.data
  // Xero takes http://localhost but refuses http://127.0.0.1 as a redirect address.
  const url = (env.HOURBOOK_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    host: env.HOST,
    url,
    dataDir: path.resolve(projectDir, env.HOURBOOK_DATA_DIR),
    secretKey: env.HOURBOOK_SECRET_KEY ?? null,
    logLevel: env.LOG_LEVEL,
    xero: xeroConfig(env, url),
    webhookKey: env.XERO_WEBHOOK_KEY ?? null,
  }
}

/** Whether the built-in simulator stands in for Xero: nothing of Xero is configured. */
export function usesBuiltInSimulator(environment: NodeJS.ProcessEnv): boolean {
  return !environment['XERO_CLIENT_ID'] && !environment['XERO_AUTHORIZE_URL']
}

function xeroConfig(env: Environment, url: string): XeroConfig {
  const simulatorUrl =
    env.XERO_CLIENT_ID || env.XERO_AUTHORIZE_URL
      ? null
      : (env.HOURBOOK_SIMULATOR_URL ?? 'http://localhost:4010').replace(/\/+$/, '')
  const hosts = simulatorUrl === null ? xeroHosts : simulatorHosts(simulatorUrl)
  return {
    clientId: env.XERO_CLIENT_ID ?? 'hourbook-demo',
    clientSecret: env.XERO_CLIENT_SECRET ?? (simulatorUrl === null ? null : 'hourbook-demo-secret'),
    redirectUri: env.XERO_REDIRECT_URI ?? `${url}/api/xero/callback`,
    scopes: env.XERO_SCOPES ?? null,
    authorizeUrl: env.XERO_AUTHORIZE_URL ?? hosts.authorizeUrl,
    tokenUrl: env.XERO_TOKEN_URL ?? hosts.tokenUrl,
    revocationUrl: env.XERO_REVOCATION_URL ?? hosts.revocationUrl,
    connectionsUrl: env.XERO_CONNECTIONS_URL ?? hosts.connectionsUrl,
    apiUrl: (env.XERO_API_URL ?? hosts.apiUrl).replace(/\/+$/, ''),
    webUrl: (env.XERO_WEB_URL ?? hosts.webUrl).replace(/\/+$/, ''),
    dayLimit: env.XERO_DAY_LIMIT,
    simulatorUrl,
  }
}

const xeroHosts = {
  authorizeUrl: 'https://login.xero.com/identity/connect/authorize',
  tokenUrl: 'https://identity.xero.com/connect/token',
  revocationUrl: 'https://identity.xero.com/connect/revocation',
  connectionsUrl: 'https://api.xero.com/connections',
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
    apiUrl: `${simulatorUrl}/api.xro/2.0`,
    webUrl: simulatorUrl,
  }
}
