import { parseArgs } from 'node:util'
import { faultNames, type FaultRequest } from './faults.ts'
import type { SimulatorOptions } from './server.ts'
import { switchesFrom } from './switches.ts'

/** What was asked for on the command line or in the environment cannot be. */
export class WrongOption extends Error {}

export const help = `hourbook simulator [options]

  A Xero of your own, on this machine. Every option can stand in the environment instead.

  --port <number>            SIMULATOR_PORT            4010; 0 takes a free port
  --host <address>           SIMULATOR_HOST            127.0.0.1
  --limits xero|off          SIMULATOR_LIMITS          xero
  --client-id <id>           SIMULATOR_CLIENT_ID       hourbook-demo
  --client-secret <secret>   SIMULATOR_CLIENT_SECRET   hourbook-demo-secret; empty: an app of the PKCE type
  --app-name <name>          SIMULATOR_APP_NAME        Hourbook; who asks on the consent page
  --seed <number>            SIMULATOR_SEED            none; repeatable ids
  --state-file <path>        SIMULATOR_STATE_FILE      none; keeps the state over restarts
  --webhook-url <address>    SIMULATOR_WEBHOOK_URL     none; where changes are told to, at once
  --webhook-key <key>        SIMULATOR_WEBHOOK_KEY     a random one; what webhooks are signed with
  --switch <name>=<value>    SIMULATOR_SWITCHES        a doubtful point of Xero, decided otherwise; again for more
  --fault <operation>=<fault>[@<nth>][x<times>]        "PUT /Invoices=drop_after@2"; again for more
                             SIMULATOR_FAULTS          in the environment, several are separated by ;
  --help                     this text

  Faults: ${faultNames.join(', ')}
`

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  limits: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'app-name': { type: 'string' },
  seed: { type: 'string' },
  'state-file': { type: 'string' },
  'webhook-url': { type: 'string' },
  'webhook-key': { type: 'string' },
  switch: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
} as const

const defaultPort = 4010

/** Everything that the simulator was told, in its own words; flags win over the environment. */
export function optionsFrom(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SimulatorOptions & { port: number; faults: FaultRequest[] } {
  const { values } = parsed(argv)
  // An empty secret means something; the other settings count as absent when they are empty.
  const text = (flag: keyof typeof flags, variable: string): string | undefined => {
    const value = values[flag]
    return (typeof value === 'string' ? value : env[variable]) || undefined
  }
  const number = (flag: keyof typeof flags, variable: string): number | undefined => {
    const value = text(flag, variable)
    if (value !== undefined && !/^\d+$/.test(value)) {
      throw new WrongOption(`${variable} must be a whole number, not “${value}”.`)
    }
    return value === undefined ? undefined : Number(value)
  }
  const listOf = (given: string[] | undefined, variable: string): string[] =>
    given ?? (env[variable] ?? '').split(';').filter((each) => each.trim() !== '')

  const limits = text('limits', 'SIMULATOR_LIMITS') ?? 'xero'
  if (limits !== 'xero' && limits !== 'off') {
    throw new WrongOption('SIMULATOR_LIMITS must be xero or off.')
  }
  const host = text('host', 'SIMULATOR_HOST')
  const appName = text('app-name', 'SIMULATOR_APP_NAME')
  const seed = number('seed', 'SIMULATOR_SEED')
  const stateFile = text('state-file', 'SIMULATOR_STATE_FILE')
  const webhookUrl = text('webhook-url', 'SIMULATOR_WEBHOOK_URL')
  const webhookKey = text('webhook-key', 'SIMULATOR_WEBHOOK_KEY')
  const secret = values['client-secret'] ?? env['SIMULATOR_CLIENT_SECRET'] ?? 'hourbook-demo-secret'
  return {
    port: number('port', 'SIMULATOR_PORT') ?? defaultPort,
    limits,
    clientId: text('client-id', 'SIMULATOR_CLIENT_ID') ?? 'hourbook-demo',
    clientSecret: secret || null,
    ...(host !== undefined && { host }),
    ...(appName !== undefined && { appName }),
    ...(seed !== undefined && { seed }),
    ...(stateFile !== undefined && { stateFile }),
    ...(webhookUrl !== undefined && {
      webhook: {
        url: webhookAddress(webhookUrl),
        isConfirmed: true,
        ...(webhookKey !== undefined && { key: webhookKey }),
      },
    }),
    switches: switches(listOf(values.switch, 'SIMULATOR_SWITCHES')),
    faults: listOf(values.fault, 'SIMULATOR_FAULTS').map(faultFrom),
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongOption(`${why} See \`hourbook simulator --help\`.`)
  }
}

function webhookAddress(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text
  throw new WrongOption('SIMULATOR_WEBHOOK_URL must be an http or https address.')
}

function switches(given: readonly string[]) {
  const wanted = given.map((each) => {
    const [name = '', ...value] = each.split('=')
    return [name.trim(), value.join('=').trim()] as const
  })
  const { switches: read, problem } = switchesFrom(Object.fromEntries(wanted))
  if (problem !== null) throw new WrongOption(problem)
  return read
}

const faultPattern = /^(?<operation>.+)=(?<name>\w+?)(?:@(?<nth>\d+))?(?:x(?<times>\d+))?$/

function faultFrom(text: string): FaultRequest {
  const groups = faultPattern.exec(text.trim())?.groups
  const fault = faultNames.find((name) => name === groups?.['name'])
  if (!groups || !fault) {
    throw new WrongOption(
      `“${text}” is no fault. Write it as <operation>=<fault>[@<nth>][x<times>]; faults are ${faultNames.join(', ')}.`,
    )
  }
  return {
    operation: groups['operation'] ?? '*',
    fault,
    ...(groups['nth'] && { nth: Number(groups['nth']) }),
    ...(groups['times'] && { times: Number(groups['times']) }),
  }
}
