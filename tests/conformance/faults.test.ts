import { faultNames } from '#simulator/faults.ts'
import { optionsFrom } from '#simulator/options.ts'
import { startSimulator } from '#simulator/server.ts'
import { expect, test } from 'vitest'
import { anInvoice, openXero, type Xero } from './open-xero.ts'

const operation = 'PUT /Invoices'
const send = (xero: Xero, key?: string) =>
  xero.put('/Invoices', anInvoice(xero), key === undefined ? {} : { 'idempotency-key': key })
const made = (xero: Xero) => xero.control.invoices(xero.organisation.id).length

test.each([
  ['refuse_before', 0],
  ['drop_before', 0],
  ['drop_after', 1],
] as const)('%s: no answer, and %i invoices', async (fault, count) => {
  await using xero = await openXero()
  xero.control.failNext(operation, fault)
  await expect(send(xero)).rejects.toThrow('fetch failed')
  expect(made(xero)).toBe(count)
  expect(xero.control.requests().at(-1)).toMatchObject({ status: null, fault })
  expect((await send(xero)).status).toBe(200)
})

test.each([
  ['error_500_before', 500, 0],
  ['error_500_after', 500, 1],
  ['html_error', 502, 0],
  ['503_offline', 503, 0],
  ['503_maintenance', 503, 0],
  ['401_expired', 401, 0],
  ['403_disconnected', 403, 0],
  ['429_minute', 429, 0],
  ['429_day', 429, 0],
  ['429_concurrent', 429, 0],
  ['429_appminute', 429, 0],
] as const)('%s answers %i and leaves %i invoices', async (fault, status, count) => {
  await using xero = await openXero({ limits: 'xero' })
  xero.control.failNext(operation, fault)
  const reply = await send(xero)
  expect(reply.status).toBe(status)
  expect(made(xero)).toBe(count)
  const hasRetryAfter = fault === '429_minute' || fault === '429_day'
  expect(reply.headers.has('retry-after')).toBe(hasRetryAfter)
  if (fault === '503_offline') expect(reply.text).toBe('The Organisation is offline')
})

test('a dropped answer is found again under its idempotency key', async () => {
  await using xero = await openXero()
  xero.control.failNext(operation, 'drop_after')
  await expect(send(xero, 'k')).rejects.toThrow('fetch failed')
  const replay = await send(xero, 'k')
  expect(replay.status).toBe(200)
  expect(made(xero)).toBe(1)
})

test('a 500 after the work stays a 500 under its key: one must look, not repeat', async () => {
  await using xero = await openXero()
  xero.control.failNext(operation, 'error_500_after')
  expect([(await send(xero, 'k')).status, (await send(xero, 'k')).status]).toEqual([500, 500])
  expect(made(xero)).toBe(1)
})

test('a truncated answer is no JSON; a slow one is whole in the end', async () => {
  await using xero = await openXero()
  xero.control.failNext('GET /Currencies', 'truncated_json')
  await expect(xero.get('/Currencies')).rejects.toThrow(SyntaxError)
  xero.control.failNext('GET /Currencies', 'slow', { ms: 30 })
  expect((await xero.get('/Currencies')).json.Currencies).toHaveLength(3)
})

test('hang holds the answer of finished work, then drops or sends it', async () => {
  await using xero = await openXero()
  xero.control.failNext(operation, 'hang', { ms: 20 })
  await expect(send(xero)).rejects.toThrow('fetch failed')
  xero.control.failNext(operation, 'hang', { ms: 20, ending: 'answer' })
  expect((await send(xero)).status).toBe(200)
  expect(made(xero)).toBe(2)
})

test('the nth call, a number of calls, faults that queue up, and patterns', async () => {
  await using xero = await openXero()
  const statuses = async (count: number) => {
    const seen: number[] = []
    for (let call = 0; call < count; call += 1) seen.push((await xero.get('/TaxRates')).status)
    return seen
  }
  xero.control.failNext('GET /*', '503_offline', { nth: 2, times: 2 })
  expect(await statuses(4)).toEqual([200, 503, 503, 200])
  xero.control.failNext('get /taxrates', '503_offline')
  xero.control.failNext('*', '429_minute')
  expect(await statuses(3)).toEqual([503, 429, 200])
  xero.control.failNext('PUT /Contacts', '503_offline')
  expect(await statuses(1)).toEqual([200])
  xero.control.faults.clear()
  expect(xero.control.faults.list()).toEqual([])
})

test('the sign-in endpoints fail on demand too', async () => {
  await using xero = await openXero()
  const refresh = () =>
    fetch(xero.simulator.endpoints.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: xero.tokens.refresh_token ?? '',
      }),
      headers: { authorization: `Basic ${btoa('hourbook-demo:hourbook-demo-secret')}` },
    })
  xero.control.failNext('POST /connect/token', 'drop_after')
  await expect(refresh()).rejects.toThrow('fetch failed')
  expect((await refresh()).status).toBe(200)
  xero.control.failNext('POST /connect/token', '503_maintenance')
  expect((await refresh()).status).toBe(503)
})

test.each(faultNames)('%s is planned alike over HTTP, on the page and by a flag', async (fault) => {
  await using xero = await openXero()
  const { control, simulator } = xero
  const about = { operation: 'GET /Items', fault, nth: 2, times: 3 }
  await fetch(`${simulator.url}/control/faults`, { method: 'POST', body: JSON.stringify(about) })
  const form = { action: 'fault', operation: 'GET /Items', fault, nth: '2', times: '3', ms: '' }
  const body = new URLSearchParams(form)
  await fetch(`${simulator.url}/control/ui`, { method: 'POST', body, redirect: 'manual' })
  for (const flagged of optionsFrom(['--fault', `GET /Items=${fault}@2x3`], {}).faults) {
    control.faults.add(flagged)
  }
  const [overHttp, onPage, byFlag] = control.faults.list().map((each) => ({ ...each, id: '' }))
  expect(overHttp).toMatchObject(about)
  expect([onPage, byFlag]).toEqual([overHttp, overHttp])
})

test('everything can be done over HTTP as well', async () => {
  await using simulator = await startSimulator({ clock: () => Date.parse('2026-11-16T10:00:00Z') })
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.url}/control${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text === '' ? null : JSON.parse(text) }
  }
  const made = await control('POST', '/organisations', { name: 'Pond', contacts: 3, seed: 9 })
  const { id } = made.json
  expect((await control('POST', `/organisations/${id}/contacts`, { count: 2 })).json).toBe(2)
  const contacts = (await control('GET', `/organisations/${id}/contacts`)).json
  expect(contacts).toHaveLength(5)
  const contact = `/organisations/${id}/contacts/${contacts[0].ContactID}`
  expect((await control('PATCH', contact, { Name: 'Renamed' })).json.Name).toBe('Renamed')
  expect((await control('PATCH', contact, { Name: contacts[1].Name })).status).toBe(400)

  expect((await control('POST', '/clock', { advanceSeconds: 60 })).json.now).toBe(
    '2026-11-16T10:01:00.000Z',
  )
  expect((await control('POST', '/clock', { set: '2027-01-01' })).json.now).toBe(
    '2027-01-01T00:00:00.000Z',
  )
  expect((await control('POST', '/clock', {})).status).toBe(400)
  expect((await control('POST', '/limits', { minute: 3 })).json).toMatchObject({
    minute: 3,
    day: 1000,
  })
  expect((await control('POST', '/faults', { fault: 'nonsense' })).status).toBe(400)
  await control('POST', '/faults', { operation: 'GET /Organisation', fault: '503_offline' })
  const tokens = (await control('POST', '/authorise', { organisationId: id })).json
  const ask = () =>
    fetch(`${simulator.endpoints.apiUrl}/Organisation`, {
      headers: { authorization: `Bearer ${tokens.access_token}`, 'xero-tenant-id': id },
    })
  expect([(await ask()).status, (await ask()).status]).toEqual([503, 200])
  const log = (await control('GET', '/requests')).json
  expect(log.map((each: { status: number }) => each.status)).toEqual([503, 200])
  expect((await control('DELETE', '/requests')).status).toBe(204)

  const snapshot = (await control('GET', '/snapshot')).json
  expect((await control('POST', '/reset')).status).toBe(204)
  expect((await ask()).status).toBe(403)
  expect((await control('GET', '/state')).json.organisations).toHaveLength(3)
  await control('POST', '/snapshot', snapshot)
  expect((await ask()).status).toBe(200)
  expect((await control('GET', '/state')).json.organisations).toHaveLength(4)
  expect((await control('GET', '/nothing')).status).toBe(404)
  expect((await control('PATCH', '/switches', { nothing: true })).status).toBe(400)
  const switched = await control('PATCH', '/switches', { bulkConnect: true })
  expect(switched.json.bulkConnect).toBe(true)
})

test('a seed gives the same organisations and ids every time', async () => {
  const state = async () => {
    await using simulator = await startSimulator({ seed: 7, clock: () => 1e12 })
    const { organisations } = simulator.control.snapshot()
    return JSON.stringify(organisations)
  }
  expect(await state()).toBe(await state())
})
