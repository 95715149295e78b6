import { expect, test } from 'vitest'
import { anInvoice, openXero, type Json, type Xero } from './open-xero.ts'

const idsOf = (json: Json): string[] => json.Contacts.map((each: Json) => each.ContactID)

async function twoPages(xero: Xero, query = '') {
  const seen: string[] = []
  for (const page of [1, 2]) {
    seen.push(...idsOf((await xero.get(`/Contacts?page=${page}&pageSize=29${query}`)).json))
  }
  return seen
}

test('a contact that is renamed between two pages makes a reader miss another one', async () => {
  await using xero = await openXero()
  const before = await twoPages(xero)
  expect(before).toHaveLength(58)
  xero.control.advance(1000)
  xero.control.failNext('GET /Contacts', 'contact_renamed', { nth: 2 })
  const after = await twoPages(xero)
  expect(after.filter((id) => id === before[0])).toHaveLength(2)
  expect(before.filter((id) => !after.includes(id))).toHaveLength(1)
  const renamed = xero.control.contacts(xero.organisation.id).at(-1)
  expect(renamed?.['Name']).toMatch(/\(renamed\)$/)
})

test('a contact that is archived between two pages does the same; a chosen one may be', async () => {
  await using xero = await openXero()
  const before = await twoPages(xero)
  xero.control.advance(1000)
  xero.control.failNext('GET /Contacts', 'contact_archived', { nth: 2 })
  const after = await twoPages(xero)
  expect(before.filter((id) => !after.includes(id))).toHaveLength(1)
  const contactId = String(before[40])
  xero.control.failNext('GET /Contacts', 'contact_archived', { contactId })
  expect(await twoPages(xero)).not.toContain(contactId)
})

const refresh = (xero: Xero) =>
  fetch(xero.simulator.endpoints.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: xero.tokens.refresh_token ?? '',
    }),
    headers: { authorization: `Basic ${btoa('hourbook-demo:hourbook-demo-secret')}` },
  })

test('a token that dies early stays dead; refreshing helps', async () => {
  await using xero = await openXero()
  xero.control.failNext('GET /Items', 'token_invalid')
  const first = await xero.get('/Items')
  expect([first.status, first.json.Detail]).toEqual([401, expect.stringContaining('TokenExpired')])
  expect((await xero.get('/Items')).status).toBe(401)
  const { access_token: token } = (await (await refresh(xero)).json()) as { access_token: string }
  const headers = { authorization: `Bearer ${token}` }
  expect((await xero.get('/Items', headers)).status).toBe(200)
})

test('refresh tokens end before a refresh; the user disconnects before a call', async () => {
  await using xero = await openXero()
  xero.control.failNext('POST /connect/token', 'invalid_grant')
  const refused = await refresh(xero)
  expect([refused.status, await refused.json()]).toEqual([400, { error: 'invalid_grant' }])
  xero.control.failNext('GET /Items', 'disconnect')
  expect((await xero.get('/Items')).status).toBe(403)
  expect((await xero.get('/connections')).json).toEqual([])
})

test('the clock jumps before a call', async () => {
  await using xero = await openXero()
  xero.control.failNext('GET /Items', 'clock_jump', { ms: 31 * 60_000 })
  expect((await xero.get('/Items')).status).toBe(401)
  expect(xero.control.now()).toBe(Date.parse('2026-11-16T10:31:00Z'))
})

test('all three texts of a 503', async () => {
  await using xero = await openXero()
  const texts: string[] = []
  for (const fault of ['503_offline', '503_maintenance', '503_unavailable'] as const) {
    xero.control.failNext('*', fault)
    texts.push((await xero.get('/Items')).text)
  }
  expect(texts).toEqual([
    'The Organisation is offline',
    'The Xero API is currently offline for maintenance',
    'The Xero API is temporarily unavailable',
  ])
})

test('answers are held with their work done, and leave in the order of a seed', async () => {
  const orderOf = async (seed: number) => {
    await using xero = await openXero()
    const order: string[] = []
    xero.control.holder.hold('PUT /*')
    const calls = ['a', 'b', 'c', 'd'].map(async (name, index) => {
      await expect.poll(() => xero.control.holder.held().length).toBe(index)
      await xero.put('/Invoices', anInvoice(xero, { InvoiceNumber: name }))
      order.push(name)
    })
    await expect.poll(() => xero.control.holder.held().length).toBe(4)
    expect(xero.control.invoices(xero.organisation.id)).toHaveLength(4)
    expect((await xero.get('/Invoices')).json.Invoices).toHaveLength(4)
    // One by one: which of several that left at once arrives first, the sockets decide.
    for (let released = 1; released <= 4; released += 1) {
      await xero.control.holder.release({ seed, count: 1 })
      await expect.poll(() => order.length).toBe(released)
    }
    await Promise.all(calls)
    await xero.control.holder.stop()
    await xero.put('/Invoices', anInvoice(xero))
    return order.join('')
  }
  const orders = [await orderOf(1), await orderOf(1), await orderOf(2), await orderOf(3)]
  expect(orders[0]).toBe(orders[1])
  expect(new Set(orders).size).toBeGreaterThan(1)
})

test('the same seed twice gives the same log, the same ids and the same order, faults and all', async () => {
  const run = async (seed: number) => {
    await using xero = await openXero({ seed })
    const { control, organisation } = xero
    const heard: unknown[] = []
    control.failNext('PUT /*', 'error_500_after', { nth: 2 })
    control.failNext('PUT /*', 'drop_after', { nth: 3 })
    control.holder.hold('PUT /*')
    const calls: Promise<void>[] = []
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const sent = xero.put('/Invoices', anInvoice(xero), { 'idempotency-key': key })
      calls.push(
        sent.then(
          ({ status, json }) => void heard.push([key, status, json?.Invoices?.[0]?.InvoiceID]),
          () => void heard.push([key, 'lost']),
        ),
      )
      await expect.poll(() => control.holder.held().length).toBe(calls.length)
      control.advance(1000)
    }
    // One after the other, so that the client hears them in the order in which they left.
    for (let left = calls.length; left > 0; left -= 1) {
      await control.holder.release({ seed: seed + left, count: 1 })
      await expect.poll(() => heard.length).toBe(calls.length - left + 1)
    }
    await Promise.all(calls)
    return JSON.stringify([heard, control.requests(), control.invoices(organisation.id)])
  }
  const first = await run(11)
  expect(await run(11)).toBe(first)
  expect(await run(12)).not.toBe(first)
})

test('a client that leaves while its answer is held does not stop the others', async () => {
  await using xero = await openXero()
  xero.control.holder.hold()
  const gone = new AbortController()
  const url = `${xero.simulator.endpoints.connectionsUrl}`
  const headers = { authorization: `Bearer ${xero.tokens.access_token}` }
  const leaving = fetch(url, { headers, signal: gone.signal }).catch(() => 'gone')
  await expect.poll(() => xero.control.holder.held().length).toBe(1)
  const staying = fetch(url, { headers })
  await expect.poll(() => xero.control.holder.held().length).toBe(2)
  gone.abort()
  expect(await leaving).toBe('gone')
  await xero.control.holder.release()
  expect((await staying).status).toBe(200)
})

test('the control page plans, removes, moves, lifts, holds, flips and disconnects', async () => {
  await using xero = await openXero()
  const { control } = xero
  const submit = async (form: Record<string, string>) => {
    const response = await fetch(`${xero.simulator.url}/control/ui`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
    return { status: response.status, text: await response.text() }
  }
  const fault = { action: 'fault', operation: 'GET /Items', fault: '503_offline', nth: '2', ms: '' }
  expect((await submit(fault)).status).toBe(303)
  const [planned] = control.faults.list()
  expect(planned).toMatchObject({ operation: 'GET /Items', nth: 2, times: 1 })
  await submit({ action: 'remove', id: String(planned?.id) })
  expect(control.faults.list()).toEqual([])
  const refused = await submit({ ...fault, fault: 'boredom' })
  expect([refused.status, refused.text.includes('fault must be one of')]).toEqual([400, true])
  await submit({ action: 'advance', seconds: '60' })
  expect(control.now()).toBe(Date.parse('2026-11-16T10:01:00Z'))
  await submit({ action: 'limits', limits: 'xero' })
  expect(control.state()['limits']).toMatchObject({ minute: 60 })
  await submit({ action: 'hold', operation: 'GET /Items' })
  expect(control.holder.isHolding()).toBe(true)
  await submit({ action: 'unhold' })
  expect(control.holder.isHolding()).toBe(false)
  const switches = Object.fromEntries(
    Object.entries(control.switches).map(([name, value]) => [name, String(value)]),
  )
  await submit({ action: 'switches', ...switches, userIsAdviser: 'true', maxConnections: '5' })
  expect(control.switches).toMatchObject({
    userIsAdviser: true,
    maxConnections: 5,
    bulkConnect: false,
  })
  expect((await submit({ action: 'switches', rounding: 'up' })).status).toBe(400)
  await submit({ action: 'webhook', url: 'http://127.0.0.1:1/hook', key: '' })
  expect(control.webhook()?.settings.url).toBe('http://127.0.0.1:1/hook')
  expect((await submit({ action: 'intent' })).status).toBe(303)
  const page = await (await fetch(`${xero.simulator.url}/control/ui`)).text()
  expect(page).toContain('The receiver could not be reached.')
  await submit({ action: 'nowebhook' })
  expect((await submit({ action: 'deliver' })).status).toBe(400)
  await submit({ action: 'disconnect', organisationId: xero.organisation.id })
  expect((await xero.get('/Items')).status).toBe(403)
  expect((await submit({ action: 'nothing' })).status).toBe(400)
})
