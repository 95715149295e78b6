import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from '#simulator/http.ts'
import { expect, test } from 'vitest'
import { webhookErrors } from './contract.ts'
import { anInvoice, openXero, type Json, type Xero } from './open-xero.ts'

const key = 'a key that both sides know'

interface Received {
  json: Json
  text: string
  isRight: boolean
}

type Behaviour = (response: ServerResponse, isRight: boolean) => void
const polite: Behaviour = (response, isRight) => response.writeHead(isRight ? 200 : 401).end()

/** Somebody who listens; how it answers can be changed. */
async function receiver() {
  const received: Received[] = []
  const listener = {
    received,
    behaviour: polite,
    url: '',
    events: (): Json[] => received.flatMap(({ json }) => json.events),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  async function receive(incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await readBody(incoming, 1e6)
    const signature = createHmac('sha256', key).update(body).digest('base64')
    const isRight = incoming.headers['x-xero-signature'] === signature
    received.push({ json: JSON.parse(body.toString()), text: body.toString(), isRight })
    listener.behaviour(outgoing, isRight)
  }
  const server = createServer((incoming, outgoing) => void receive(incoming, outgoing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return listener
}

const byHand = { isAutomatic: false, isConfirmed: true } as const
const kinds = (events: Json[]) => events.map((each) => `${each.eventType} ${each.eventCategory}`)

async function threeInvoices(xero: Xero) {
  const { json } = await xero.put('/Invoices', {
    Invoices: [anInvoice(xero), anInvoice(xero), anInvoice(xero)],
  })
  return json.Invoices.map((each: Json) => each.InvoiceID) as string[]
}

test('what changes is told once, in one signed body, in Xero’s own form', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  xero.control.webhooks.configure({ url: listener.url, key, ...byHand })
  const [first] = await threeInvoices(xero)
  xero.control.advance(1000)
  await xero.post(`/Invoices/${first}`, { Status: 'AUTHORISED' })
  await xero.put('/Contacts', { Name: 'Somebody new' })
  expect(listener.received).toEqual([])
  await xero.control.webhooks.deliver()
  const [body] = listener.received
  expect(listener.received).toHaveLength(1)
  expect(body?.isRight).toBe(true)
  expect(body?.text).toMatch(
    /,"firstEventSequence": 1,"lastEventSequence": 5, "entropy": "[A-Z]{20}"\}$/,
  )
  expect(webhookErrors(body?.json)).toEqual([])
  expect(kinds(listener.events())).toEqual([
    'CREATE INVOICE',
    'CREATE INVOICE',
    'CREATE INVOICE',
    'UPDATE INVOICE',
    'CREATE CONTACT',
  ])
  expect(listener.events()[3]).toEqual({
    resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${first}`,
    resourceId: first,
    eventDateUtc: '2026-11-16T10:00:01.000',
    eventType: 'UPDATE',
    eventCategory: 'INVOICE',
    tenantId: xero.organisation.id,
    tenantType: 'ORGANISATION',
  })
})

test('a payment, its removal, a void and an archived contact are told; a journal is not', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  const { id } = xero.organisation
  const { json } = await xero.put('/Invoices', anInvoice(xero, { Status: 'AUTHORISED' }))
  const [{ InvoiceID, Contact }] = json.Invoices
  xero.control.webhooks.configure({ url: listener.url, key, ...byHand })
  xero.control.payInvoice(id, InvoiceID)
  const [payment] = xero.control.payments(id)
  xero.control.deletePayment(id, String(payment?.['PaymentID']))
  xero.control.editInvoice(id, InvoiceID, { Status: 'VOIDED' })
  xero.control.editContact(id, Contact.ContactID, { ContactStatus: 'ARCHIVED' })
  await xero.put('/ManualJournals', { Narration: 'refused' })
  await xero.control.webhooks.deliver()
  expect(kinds(listener.events())).toEqual([
    'UPDATE INVOICE',
    'UPDATE INVOICE',
    'UPDATE INVOICE',
    'UPDATE CONTACT',
  ])
})

test('only connected organisations and subscribed categories are told about', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  xero.control.webhooks.configure({ url: listener.url, key, categories: ['CONTACT'], ...byHand })
  const [own, other] = xero.control.organisations.list().map((each) => each.id)
  for (const id of [own, other]) {
    const contact = xero.control.contacts(String(id))[0]
    xero.control.editContact(String(id), String(contact?.['ContactID']), { Name: 'Renamed' })
  }
  await threeInvoices(xero)
  await xero.control.webhooks.deliver()
  expect(listener.events().map((each) => each.tenantId)).toEqual([own])
})

test('intent to receive: two right and two wrong signatures, and what a bad answer is', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  xero.control.webhooks.configure({ url: listener.url, key, isAutomatic: false })
  expect(xero.control.webhook()?.status).toBe('intent_to_receive_required')
  await threeInvoices(xero)

  const refused: [string, Behaviour][] = [
    ['Xero wants 401', (response) => response.writeHead(200).end()],
    ['Xero wants 2xx', (response) => response.writeHead(401).end()],
    ['not empty', (response, isRight) => response.writeHead(isRight ? 200 : 401).end('OK')],
    [
      'cookie',
      (response, isRight) => response.writeHead(isRight ? 200 : 401, { 'set-cookie': 'a=b' }).end(),
    ],
    ['could not be reached', (response) => response.destroy()],
  ]
  for (const [problem, behaviour] of refused) {
    listener.behaviour = behaviour
    const intent = await xero.control.webhooks.sendIntentToReceive()
    expect(intent.isPassed).toBe(false)
    expect(intent.attempts.flatMap((each) => each.problems).join(' ')).toContain(problem)
    expect(xero.control.webhook()?.status).toBe('intent_to_receive_required')
  }
  listener.behaviour = polite
  listener.received.length = 0
  expect((await xero.control.webhooks.sendIntentToReceive()).isPassed).toBe(true)
  expect(listener.received.map((each) => each.isRight)).toEqual([true, false, false, true])
  expect(listener.received[0]?.text).toMatch(
    /^\{"events":\[\],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "[A-Z]{20}"\}$/,
  )
  expect(xero.control.webhook()?.status).toBe('ok')
})

test('tried twice at once, then every 15 minutes; after a day it is given up, and replayed', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  const minutes = (count: number) => xero.control.advance(count * 60_000)
  xero.control.webhooks.configure({ url: listener.url, key, isConfirmed: true, delayMs: 0 })
  listener.behaviour = (response) => response.writeHead(500).end()
  await threeInvoices(xero)
  await expect.poll(() => listener.received.length).toBe(2)
  minutes(14)
  expect(listener.received).toHaveLength(2)
  minutes(1)
  await expect.poll(() => listener.received.length).toBe(4)
  minutes(24 * 60)
  await expect.poll(() => xero.control.webhook()?.status).toBe('disabled')
  const tries = listener.received.length
  const { id } = xero.organisation
  xero.control.editContact(id, String(xero.control.contacts(id)[0]?.['ContactID']), {
    Name: 'Late',
  })
  minutes(15)
  await xero.control.webhooks.idle()
  expect(listener.received).toHaveLength(tries)

  listener.behaviour = polite
  listener.received.length = 0
  expect((await xero.control.webhooks.sendIntentToReceive()).isPassed).toBe(true)
  await expect.poll(() => listener.events().length).toBe(4)
  expect(xero.control.webhook()?.pending).toEqual([])
})

test('batches, duplicates and a seeded disorder', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  xero.control.webhooks.configure({ url: listener.url, key, batchSize: 2, copies: 2, ...byHand })
  const ids = await threeInvoices(xero)
  await xero.control.webhooks.deliver()
  const shape = listener.received.map(({ json }) => [json.events.length, json.firstEventSequence])
  expect(shape).toEqual([
    [2, 1],
    [2, 1],
    [1, 3],
    [1, 3],
  ])
  expect(new Set(listener.received.map(({ json }) => json.entropy)).size).toBe(4)
  const told = listener.events().map((each) => String(each.resourceId))
  expect(new Set(told)).toEqual(new Set(ids))
  expect(told).toHaveLength(6)
  listener.received.length = 0
  await threeInvoices(xero)
  await xero.control.webhooks.deliver({ order: 'reversed', batchSize: 1, copies: 1 })
  expect(listener.received.map(({ json }) => json.lastEventSequence)).toEqual([6, 5, 4])
})

test('a webhook is set up, tried and taken away over HTTP, and outlives a snapshot', async () => {
  await using xero = await openXero()
  await using listener = await receiver()
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${xero.simulator.url}/control/webhooks${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text === '' ? null : JSON.parse(text) }
  }
  expect((await control('POST', '/deliver')).status).toBe(404)
  for (const bad of [{}, { url: 'ftp://x' }, { url: listener.url, categories: ['JOURNAL'] }]) {
    expect((await control('PUT', '', bad)).status).toBe(400)
  }
  expect((await control('PUT', '', { url: listener.url, order: 'chaos' })).status).toBe(400)
  const made = await control('PUT', '', { url: listener.url, isAutomatic: false })
  expect(made.json.webhook.settings.key).toHaveLength(88)
  await control('PUT', '', { url: listener.url, key })
  expect((await control('POST', '/intent-to-receive')).json.isPassed).toBe(true)
  await threeInvoices(xero)
  xero.control.restore(JSON.parse(JSON.stringify(xero.control.snapshot())))
  expect((await control('POST', '/deliver', { batchSize: 3 })).json).toHaveLength(1)
  expect((await control('GET', '')).json).toMatchObject({
    webhook: { status: 'ok', pending: [] },
    attempts: expect.any(Array),
  })
  expect((await control('DELETE', '')).status).toBe(204)
  expect((await control('GET', '')).json.webhook).toBeNull()
})
