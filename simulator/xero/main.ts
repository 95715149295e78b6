import { startSimulator } from './server.ts'

const { env } = process
const defaultPort = 4010

function wholeNumber(name: string): number | undefined {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  if (!/^\d+$/.test(text)) fail(`${name} must be a whole number, not “${text}”.`)
  return Number(text)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

const limits = env['SIMULATOR_LIMITS'] || 'xero'
if (limits !== 'xero' && limits !== 'off') fail('SIMULATOR_LIMITS must be xero or off.')
const port = wholeNumber('SIMULATOR_PORT') ?? defaultPort
const seed = wholeNumber('SIMULATOR_SEED')
const stateFile = env['SIMULATOR_STATE_FILE']
const host = env['SIMULATOR_HOST']

try {
  const simulator = await startSimulator({
    port,
    limits,
    clientId: env['SIMULATOR_CLIENT_ID'] || 'hourbook-demo',
    // An empty secret makes the app one of the PKCE type.
    clientSecret: (env['SIMULATOR_CLIENT_SECRET'] ?? 'hourbook-demo-secret') || null,
    ...(seed !== undefined && { seed }),
    ...(stateFile && { stateFile }),
    ...(host && { host }),
  })
  const stop = () => void simulator.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
  // The parent may have gone while we were starting.
  if (process.connected === false) stop()
  console.log(JSON.stringify({ ready: true, url: simulator.url }))
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  fail(
    isTaken
      ? `Port ${port} is taken. Stop what listens there, or set SIMULATOR_PORT to another port.`
      : `The simulator could not start: ${error instanceof Error ? error.message : String(error)}`,
  )
}
