import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createControl, limitsFrom, type Control, type LimitsRequest } from './control.ts'
import { addDemoOrganisations } from './demo.ts'
import { createFaults } from './faults.ts'
import { createHolder } from './holder.ts'
import { createIdempotencyCache } from './idempotency.ts'
import { createLimiter, xeroLimits } from './limits.ts'
import { createRequestLog } from './request-log.ts'
import { handle, type Parts } from './router.ts'
import { keepStateIn, type StateFile } from './state-file.ts'
import type { Switches } from './switches.ts'
import { recordEvents } from './webhook-state.ts'
import { createWebhooks, type WebhookRequest } from './webhooks.ts'
import { createClock, createWorld } from './world.ts'

export type { Control } from './control.ts'
export type { FaultName } from './faults.ts'

export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** The address to listen at; 127.0.0.1 unless told otherwise. */
  host?: string
  clientId?: string
  /** null makes the app one of Xero's PKCE type. */
  clientSecret?: string | null
  /** Who asks on the consent page; also the provider in the API's answers. */
  appName?: string
  /** Exact redirect URIs, or any that follow Xero's rules (https, or http://localhost). */
  redirectUris?: readonly string[] | 'any'
  limits?: LimitsRequest
  /** Calls a day for each organisation under `limits: 'xero'`. */
  dayLimit?: number
  organisations?: 'demo' | 'none'
  clock?: () => number
  /** Makes every id repeatable; without it only the generated organisations are. */
  seed?: number
  switches?: Partial<Switches>
  /** Where changes are told to; without a passed intent to receive only if `isConfirmed`. */
  webhook?: WebhookRequest
  /** Where the state survives a restart. */
  stateFile?: string
}

export interface Simulator extends AsyncDisposable {
  url: string
  endpoints: {
    authorizeUrl: string
    tokenUrl: string
    revocationUrl: string
    connectionsUrl: string
    apiUrl: string
    webUrl: string
  }
  control: Control
  stop(): Promise<void>
}

const demoSeed = 1

/** Starts a Xero that remembers and misbehaves on demand; resolves when it listens. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = createWorld({
    app: {
      clientId: options.clientId ?? 'hourbook-demo',
      clientSecret:
        options.clientSecret === undefined ? 'hourbook-demo-secret' : options.clientSecret,
      name: options.appName ?? 'Hourbook',
      redirectUris: options.redirectUris ?? 'any',
    },
    clock: createClock(options.clock ?? Date.now),
    seed: options.seed ?? null,
    switches: options.switches ?? {},
  })
  const dayLimit = options.dayLimit ?? xeroLimits.day
  const faults = createFaults(() => world.freshId())
  const log = createRequestLog()
  const limiter = createLimiter(world, limitsFrom(options.limits ?? 'xero', dayLimit))
  const idempotency = createIdempotencyCache(world)
  const fill = () => {
    if (options.organisations !== 'none') addDemoOrganisations(world, options.seed ?? demoSeed)
  }
  fill()
  const stateFile = options.stateFile ? keepStateIn(options.stateFile, world) : null
  const webhooks = createWebhooks(world)
  const holder = createHolder()
  world.onCommit = (organisation, changes) => {
    if (recordEvents(world, organisation, changes)) webhooks.wake()
  }
  if (options.webhook) webhooks.configure(options.webhook)
  const control = createControl({
    world,
    faults,
    log,
    limiter,
    idempotency,
    webhooks,
    holder,
    dayLimit,
    fill,
  })
  let url = ''
  const parts: Parts = {
    gate: { world, limiter, idempotency, keysInUse: new Set() },
    faults,
    holder,
    log,
    control,
    url: () => url,
  }
  const server = createServer((incoming, outgoing) => void handle(parts, incoming, outgoing))
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve)
  })
  url = urlOf(options.host, (server.address() as AddressInfo).port)
  const stop = createStop(() => {
    webhooks.stop()
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }, stateFile)
  return { url, endpoints: endpointsOf(url), control, stop, [Symbol.asyncDispose]: stop }
}

const everywhere = ['0.0.0.0', '::']

function urlOf(host = '127.0.0.1', port: number): string {
  const reachable = everywhere.includes(host) ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

function createStop(close: () => Promise<void>, stateFile: StateFile | null) {
  let stopped: Promise<void> | null = null
  return () => {
    if (!stopped) {
      stateFile?.close()
      stopped = close()
    }
    return stopped
  }
}

const endpointsOf = (url: string) => ({
  authorizeUrl: `${url}/identity/connect/authorize`,
  tokenUrl: `${url}/connect/token`,
  revocationUrl: `${url}/connect/revocation`,
  connectionsUrl: `${url}/connections`,
  apiUrl: `${url}/api.xro/2.0`,
  webUrl: url,
})
