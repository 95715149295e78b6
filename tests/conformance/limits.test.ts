import { expect, test } from 'vitest'
import { openXero, type Reply } from './open-xero.ts'

const ask = '/Currencies'

const problemOf = (reply: Reply) => [
  reply.status,
  reply.headers.get('x-rate-limit-problem'),
  reply.headers.get('retry-after'),
  reply.text,
]

test('sixty calls a minute in a fixed window that starts with the first call', async () => {
  await using xero = await openXero({ limits: 'xero' })
  const first = await xero.get(ask)
  expect(first.headers.get('x-minlimit-remaining')).toBe('59')
  expect(first.headers.get('x-daylimit-remaining')).toBe('999')
  expect(first.headers.get('x-appminlimit-remaining')).toBe('9999')
  xero.control.advance(20_000)
  for (let call = 1; call < 60; call += 1) expect((await xero.get(ask)).status).toBe(200)
  const refused = await xero.get(ask)
  expect(problemOf(refused)).toEqual([429, 'minute', '40', ''])
  expect(refused.headers.get('x-minlimit-remaining')).toBe('0')
  xero.control.advance(40_000)
  expect((await xero.get(ask)).status).toBe(200)
})

test('the day is a window of its own, and tells how long it still lasts', async () => {
  await using xero = await openXero({ limits: 'xero', dayLimit: 2 })
  // An access token lives shorter than the day, so every call brings a fresh one.
  const askAgain = () => {
    const { access_token } = xero.control.authorise({ organisationId: xero.organisation.id })
    return xero.get(ask, { authorization: `Bearer ${access_token}` })
  }
  await askAgain()
  xero.control.advance(3_600_000)
  expect((await askAgain()).headers.get('x-daylimit-remaining')).toBe('0')
  expect(problemOf(await askAgain())).toEqual([429, 'day', String(23 * 3600), ''])
  xero.control.advance(23 * 3_600_000)
  expect((await askAgain()).status).toBe(200)
})

test('five at a time; the sixth is told so without a Retry-After', async () => {
  await using xero = await openXero({ limits: 'xero' })
  xero.control.failNext('GET /Currencies', 'hang', { times: 5, ms: 60_000 })
  const held = Array.from({ length: 5 }, () => xero.get(ask).catch(() => 'ended'))
  await expect.poll(() => xero.control.faults.list().length).toBe(0)
  expect(problemOf(await xero.get('/TaxRates'))).toEqual([429, 'concurrent', null, ''])
  const [, other] = xero.control.organisations.list()
  xero.control.authorise({ organisationId: other?.id ?? '' })
  const elsewhere = await xero.get('/TaxRates', { 'xero-tenant-id': other?.id ?? '' })
  expect(elsewhere.status).toBe(200)
  await xero.simulator.stop()
  expect(await Promise.all(held)).toEqual(Array.from({ length: 5 }, () => 'ended'))
})

test('the app as a whole has a minute too; GET /connections counts against it alone', async () => {
  await using xero = await openXero({ limits: { appMinute: 3 } })
  await xero.get('/connections')
  const answer = await xero.get(ask)
  expect(answer.headers.get('x-minlimit-remaining')).toBe('59')
  expect(answer.headers.get('x-appminlimit-remaining')).toBe('1')
  await xero.get(ask)
  expect(problemOf(await xero.get(ask))).toEqual([429, 'appminute', null, ''])
})

test('a replay under an idempotency key uses up the quota as well', async () => {
  await using xero = await openXero({ limits: 'xero' })
  const contact = { Name: 'Replayed once' }
  await xero.put('/Contacts', contact, { 'idempotency-key': 'k' })
  const replay = await xero.put('/Contacts', contact, { 'idempotency-key': 'k' })
  expect(replay.headers.get('x-minlimit-remaining')).toBe('58')
})
