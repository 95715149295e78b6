import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { help, optionsFrom } from '#simulator/options.ts'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../simulator/xero/main.ts', import.meta.url))

interface Started {
  child: ChildProcess
  url: string
}

function run(
  env: Record<string, string>,
  flags: string[] = [],
): { child: ChildProcess; output: () => string } {
  const child = fork(program, flags, {
    env: { ...process.env, SIMULATOR_PORT: '0', ...env },
    silent: true,
    execArgv: [],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  return { child, output: () => text }
}

async function start(env: Record<string, string> = {}): Promise<Started> {
  const { child, output } = run(env)
  await expect.poll(output, { timeout: 10_000 }).toContain('"ready":true')
  return { child, url: JSON.parse(output()).url }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}

test('its state outlives it, and it ends when asked or left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xero state '))
  const env = { SIMULATOR_STATE_FILE: join(folder, 'state.json') }
  const control = async (url: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(`${url}/control${path}`, init)).json()
  }
  const first = await start(env)
  const { id } = await control(first.url, '/organisations', { name: 'Lasting', contacts: 2 })
  const { refresh_token: token } = await control(first.url, '/authorise', { organisationId: id })
  first.child.kill('SIGTERM')
  expect(await ended(first.child)).toBe(0)

  const second = await start(env)
  const state = await control(second.url, '/state')
  expect(state.organisations.at(-1)).toMatchObject({ id, contacts: 2, isConnected: true })
  const refreshed = await fetch(`${second.url}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
    headers: { authorization: `Basic ${btoa('hourbook-demo:hourbook-demo-secret')}` },
  })
  expect(refreshed.status).toBe(200)
  // Saved soon after the change, not only at the end: a kill loses next to nothing.
  await control(second.url, '/organisations', { name: 'Saved at once' })
  await expect.poll(() => readFile(env.SIMULATOR_STATE_FILE, 'utf8')).toContain('Saved at once')
  second.child.kill('SIGKILL')
  await ended(second.child)

  const third = await start(env)
  expect(JSON.stringify(await control(third.url, '/state'))).toContain('Saved at once')
  third.child.disconnect()
  expect(await ended(third.child)).toBe(0)
  await rm(folder, { recursive: true })
})

test('a port that is taken is said clearly', async () => {
  const { child, url } = await start()
  const { port } = new URL(url)
  const second = run({ SIMULATOR_PORT: port })
  expect(await ended(second.child)).toBe(1)
  expect(second.output()).toContain(`Port ${port} is taken`)
  child.kill('SIGINT')
  expect(await ended(child)).toBe(0)
})

test('settings that make no sense are refused', async () => {
  const { child, output } = run({ SIMULATOR_LIMITS: 'some' })
  expect(await ended(child)).toBe(1)
  expect(output()).toContain('SIMULATOR_LIMITS must be xero or off.')
})

test.each([
  [['--port', 'x'], 'SIMULATOR_PORT must be a whole number'],
  [['--prot', '1'], 'See `hourbook simulator --help`'],
  [['--switch', 'rounding=up'], 'rounding must be half_away_from_zero or half_even'],
  [['--switch', 'gravity=off'], 'there is no switch gravity'],
  [['--fault', 'PUT /Invoices=explode'], 'is no fault'],
  [['--webhook-url', 'hourbook'], 'must be an http or https address'],
])('flags that make no sense are refused: %j', (flags, message) => {
  expect(() => optionsFrom(flags, {})).toThrow(message)
})

test('flags win over the environment, and say what stands in the help', () => {
  const env = { SIMULATOR_PORT: '1', SIMULATOR_FAULTS: '*=slow;GET /Items=hang@2x3' }
  const options = optionsFrom(['--port', '0', '--switch', 'userIsAdviser=true'], env)
  expect(options).toMatchObject({
    port: 0,
    limits: 'xero',
    switches: { userIsAdviser: true },
    faults: [
      { operation: '*', fault: 'slow' },
      { operation: 'GET /Items', fault: 'hang', nth: 2, times: 3 },
    ],
  })
  expect(optionsFrom(['--client-secret', ''], {}).clientSecret).toBeNull()
  expect(help).toContain('--webhook-url')
})

test('started with flags, it fails and tells as it was told to', async () => {
  const { child, output } = run({ SIMULATOR_PORT: '' }, [
    'simulator',
    '--port',
    '0',
    '--fault',
    'GET /connections=503_maintenance',
    '--webhook-url',
    'http://127.0.0.1:1/hook',
  ])
  await expect.poll(output, { timeout: 10_000 }).toContain('"ready":true')
  const { url } = JSON.parse(output())
  expect((await fetch(`${url}/connections`)).status).toBe(503)
  const { webhook } = (await (await fetch(`${url}/control/webhooks`)).json()) as {
    webhook: { status: string }
  }
  expect(webhook.status).toBe('ok')
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})
