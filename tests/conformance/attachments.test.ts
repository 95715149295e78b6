import { expect, test } from 'vitest'
import { aJournal, anInvoice, messagesOf, openXero, type Json, type Xero } from './open-xero.ts'

const bytes = Buffer.from('%PDF-1.4 a timesheet \u0000\u00ff', 'latin1')

const send = (xero: Xero, path: string, content: Uint8Array, type = 'application/pdf') =>
  xero.call('PUT', path, { bytes: content, headers: { 'content-type': type } })

async function documents(xero: Xero) {
  const invoice = await xero.put('/Invoices', anInvoice(xero))
  const journal = await xero.put('/ManualJournals', aJournal())
  return {
    invoice: `/Invoices/${invoice.json.Invoices[0].InvoiceID}`,
    journal: `/ManualJournals/${journal.json.ManualJournals[0].ManualJournalID}`,
  }
}

async function download(xero: Xero, path: string) {
  const response = await fetch(xero.simulator.endpoints.apiUrl + path, {
    headers: {
      authorization: `Bearer ${xero.tokens.access_token}`,
      'xero-tenant-id': xero.organisation.id,
    },
  })
  const type = response.headers.get('content-type')
  return { status: response.status, type, content: Buffer.from(await response.arrayBuffer()) }
}

test('a file is kept byte for byte, listed, and read by its id and by its name', async () => {
  await using xero = await openXero()
  const { invoice, journal } = await documents(xero)
  for (const document of [invoice, journal]) {
    const path = `${document}/Attachments/${encodeURIComponent('Hours é 2026.pdf')}`
    const { json, status } = await send(xero, `${path}?IncludeOnline=true`, bytes)
    expect(status).toBe(200)
    const [file] = json.Attachments
    expect(file).toMatchObject({
      FileName: 'Hours é 2026.pdf',
      MimeType: 'application/pdf',
      ContentLength: bytes.length,
      Url: expect.stringContaining(document),
    })
    expect((await xero.get(`${document}/Attachments`)).json.Attachments).toEqual([file])
    for (const each of [path, `${document}/Attachments/${file.AttachmentID}`]) {
      expect(await download(xero, each)).toEqual({
        status: 200,
        type: 'application/pdf',
        content: bytes,
      })
    }
    const [shown] = Object.values((await xero.get(document)).json).at(-1) as Json[]
    expect(shown).toMatchObject({ HasAttachments: true, Attachments: [file] })
  }
  const [online] = (await xero.get(`${invoice}/Attachments`)).json.Attachments
  expect(online.IncludeOnline).toBe(true)
  expect(xero.control.attachments(xero.organisation.id).map((each) => each.includeOnline)).toEqual([
    true,
    false,
  ])
})

test('the same name is written over; eleven names are one too many', async () => {
  await using xero = await openXero()
  const { invoice } = await documents(xero)
  const first = await send(xero, `${invoice}/Attachments/1.txt`, bytes, 'text/plain')
  for (let count = 2; count <= 10; count += 1) {
    expect((await send(xero, `${invoice}/Attachments/${count}.txt`, bytes)).status).toBe(200)
  }
  const eleventh = await send(xero, `${invoice}/Attachments/11.txt`, bytes)
  expect(messagesOf(eleventh)).toEqual([
    "The file couldn't be uploaded because the API limit of 10 attachments has been exceeded for the document.",
  ])
  const again = await xero.call('POST', `${invoice}/Attachments/1.txt`, {
    bytes: Buffer.from('new'),
    headers: { 'content-type': 'text/plain' },
  })
  expect(again.json.Attachments[0]).toMatchObject({
    AttachmentID: first.json.Attachments[0].AttachmentID,
    ContentLength: 3,
  })
  expect((await xero.get(`${invoice}/Attachments`)).json.Attachments).toHaveLength(10)
})

test.each([
  ['run.exe', "The file couldn't be uploaded because it isn't a supported file type."],
  ['noending', "The file couldn't be uploaded because it isn't a supported file type."],
  ['a%2Bb.pdf', "The file couldn't be uploaded because its name contains invalid characters."],
  ['a%3Fb.pdf', "The file couldn't be uploaded because its name contains invalid characters."],
])('a file named %s is refused', async (name, message) => {
  await using xero = await openXero()
  const { journal } = await documents(xero)
  expect(messagesOf(await send(xero, `${journal}/Attachments/${name}`, bytes))).toEqual([message])
})

test('sizes: nothing, 10 MB, and a byte more', async () => {
  await using xero = await openXero()
  const { invoice } = await documents(xero)
  const path = `${invoice}/Attachments/big.pdf`
  expect(messagesOf(await send(xero, path, Buffer.alloc(0)))).toEqual([
    "The file couldn't be uploaded because it is empty.",
  ])
  const limit = xero.control.switches.maxAttachmentBytes
  expect((await send(xero, path, Buffer.alloc(limit))).status).toBe(200)
  const tooLarge = await send(xero, path, Buffer.alloc(limit + 1))
  expect([tooLarge.status, tooLarge.json.Title, tooLarge.json.Detail]).toEqual([
    413,
    'RequestEntityTooLarge',
    'PayloadTooLarge',
  ])
})

test('files have a scope of their own; what is not there is 404', async () => {
  await using xero = await openXero({
    scopes: ['accounting.invoices', 'accounting.manualjournals'],
  })
  const { invoice } = await documents(xero)
  const refused = await send(xero, `${invoice}/Attachments/a.pdf`, bytes)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toContain('insufficent_scope')
  expect((await xero.get(`${invoice}/History`)).status).toBe(200)

  await using reader = await openXero({ scopes: ['accounting.attachments.read'] })
  expect((await reader.get(`/Invoices/${reader.tokens.tenantId}/Attachments`)).status).toBe(404)
  expect((await send(reader, `/Invoices/x/Attachments/a.pdf`, bytes)).status).toBe(401)

  await using full = await openXero()
  const own = await documents(full)
  expect((await full.get(`${own.invoice}/Attachments/none.pdf`)).status).toBe(404)
  expect((await full.get(`${own.invoice}/Nothing`)).status).toBe(404)
})

test('an upload whose answer is lost is replayed under its key, and not counted twice', async () => {
  await using xero = await openXero()
  const { invoice } = await documents(xero)
  const path = `${invoice}/Attachments/a.pdf`
  const put = () =>
    xero.call('PUT', path, {
      bytes,
      headers: { 'content-type': 'application/pdf', 'idempotency-key': 'k' },
    })
  xero.control.failNext('PUT /Invoices/{id}/Attachments/*', 'drop_after')
  await expect(put()).rejects.toThrow('fetch failed')
  expect((await put()).status).toBe(200)
  expect((await xero.get(`${invoice}/Attachments`)).json.Attachments).toHaveLength(1)
  const { json } = await xero.get(`${invoice}/History`)
  expect(json.HistoryRecords.map((each: Json) => each.Changes)).toEqual([
    'Attached a file',
    'Created',
  ])
})

test('a document remembers what happened to it, notes included', async () => {
  await using xero = await openXero()
  const { invoice } = await documents(xero)
  const [id] = invoice.split('/').slice(-1)
  const note = (details: string) =>
    xero.put(`${invoice}/History`, { HistoryRecords: [{ Details: details }] })
  const added = await note('Made by Hourbook')
  expect(added.json.HistoryRecords[0]).toMatchObject({
    Changes: 'Note',
    Details: 'Made by Hourbook',
    User: 'System Generated',
  })
  await xero.post(invoice, { Status: 'AUTHORISED' })
  xero.control.editInvoice(xero.organisation.id, String(id), { Reference: 'by hand' })
  const { json } = await xero.get(`${invoice}/History`)
  expect(json.HistoryRecords.map((each: Json) => [each.Changes, each.User])).toEqual([
    ['Edited', 'Robin Vermeer'],
    ['Approved', 'System Generated'],
    ['Note', 'System Generated'],
    ['Created', 'System Generated'],
  ])
  expect(messagesOf(await note('x'.repeat(2501)))).toHaveLength(1)
  expect(messagesOf(await note(' '))).toEqual(['Details must be specified.'])
})

test('the page of a document shows its files and its history, and gives the file', async () => {
  await using xero = await openXero()
  const { invoice } = await documents(xero)
  await send(xero, `${invoice}/Attachments/hours.pdf`, bytes)
  const id = invoice.split('/').at(-1)
  const base = `${xero.simulator.url}/app/${encodeURIComponent(xero.organisation.shortCode)}`
  const page = await (await fetch(`${base}/invoicing/view/${id}`)).text()
  expect(page).toContain('hours.pdf')
  expect(page).toContain('Attached a file')
  const href = /href="([^"]*files[^"]*)"/.exec(page)?.[1] ?? ''
  const file = await fetch(xero.simulator.url + href)
  expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes)
  expect(file.headers.get('content-disposition')).toContain('attachment')
})

test('files and history outlive a snapshot', async () => {
  await using xero = await openXero()
  const { invoice } = await documents(xero)
  await send(xero, `${invoice}/Attachments/hours.pdf`, bytes)
  const snapshot = JSON.parse(JSON.stringify(xero.control.snapshot()))
  xero.control.reset()
  xero.control.restore(snapshot)
  expect((await download(xero, `${invoice}/Attachments/hours.pdf`)).content).toEqual(bytes)
  expect((await xero.get(`${invoice}/History`)).json.HistoryRecords).toHaveLength(2)
})
