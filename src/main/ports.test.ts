import net from 'node:net'
import { expect, test } from 'vitest'
import { findPort, requirePort } from './ports.ts'

const host = '127.0.0.1'
const atOnce = { patienceMs: 0 }

test('a free port is accepted', async () => {
  await using taken = await listen()
  const free = await findPort(host, taken.port, { except: 0, ...atOnce })
  await requirePort(host, free, atOnce)
  expect(free).not.toBe(taken.port)
})

test('a taken port is named, with the way out', async () => {
  await using taken = await listen()
  await expect(requirePort(host, taken.port, atOnce)).rejects.toThrow(
    new RegExp(`Port ${taken.port} is already in use .* PORT=${taken.port + 1} npm start`, 's'),
  )
})

test('a port that is just being left is waited for', async () => {
  const taken = await listen()
  const waiting = requirePort(host, taken.port, { patienceMs: 5000 })
  await taken[Symbol.asyncDispose]()
  await waiting
})

test('an address of another machine is explained', async () => {
  await expect(requirePort('192.0.2.1', 4000, atOnce)).rejects.toThrow('HOST=192.0.2.1')
})

test('the port kept for someone else is passed over', async () => {
  const free = await findPort(host, 42_000, { except: 0, ...atOnce })
  expect(await findPort(host, free, { except: free, ...atOnce })).toBeGreaterThan(free)
})

async function listen() {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    [Symbol.asyncDispose]: async () => {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
