import { newId } from '#lib/ids.ts'
import { formOf, html, pdf, png, pngOf, svg } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

type Problem = { code?: string; field?: string; detail?: string }
type Receipt = { id: string; name: string; mediaType: string; sizeBytes: number }

async function anExpense(world: World) {
  const { id } = await world.has.expense()
  const url = `/expenses/${id}/receipts`
  return {
    url,
    add: async (body: unknown, headers: Record<string, string> = {}) => {
      const answer = await world.request('POST', url, body, { headers })
      const { code, field, detail } = answer.body as Problem
      return { ...answer, body: answer.body as Receipt, code, field, detail }
    },
    receipts: async () => {
      const { body } = await world.request('GET', `/expenses/${id}`)
      return (body as { receipts: Receipt[] }).receipts
    },
  }
}

test('a receipt comes back as it was sent, and runs nothing in a browser', async () => {
  await using world = await createWorld()
  const { url, add, receipts } = await anExpense(world)
  const picture = await add(formOf(png, 'Zoë "taxi".png'))
  expect([picture.status, picture.body]).toEqual([
    201,
    { id: picture.body.id, name: 'Zoë _taxi_.png', mediaType: 'image/png', sizeBytes: png.length },
  ])
  const paper = await add(formOf(pdf(), 'taxi.html'))
  expect(await receipts()).toEqual([picture.body, paper.body])

  const shown = await world.request('GET', `${url}/${picture.body.id}`)
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(png.length),
    'content-disposition': `inline; filename="Zo_ _taxi_.png"; filename*=UTF-8''Zo%C3%AB%20_taxi_.png`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
  const downloaded = await world.request('GET', `${url}/${paper.body.id}`)
  expect(downloaded.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="taxi.pdf"; filename*=UTF-8''taxi.pdf`,
  })
  expect(downloaded.body).toBe(pdf().toString())

  // What the browser has already is not sent again, but to those who may see it.
  const headers = { 'if-none-match': String(shown.headers['etag']) }
  const again = await world.request('GET', `${url}/${picture.body.id}`, undefined, { headers })
  expect([again.status, again.body]).toEqual([304, ''])
  const { token } = await world.otherWorkspace()
  const theirs = await world.request('GET', `${url}/${picture.body.id}`, undefined, {
    headers,
    token,
  })
  expect([theirs.status, (theirs.body as Problem).code]).toEqual([404, 'expense_not_found'])

  expect((await world.request('DELETE', `${url}/${picture.body.id}`)).status).toBe(204)
  const gone = await world.request('DELETE', `${url}/${picture.body.id}`)
  expect([gone.status, (gone.body as Problem).code]).toEqual([404, 'receipt_not_found'])
  expect(await receipts()).toEqual([paper.body])
})

test('what is no receipt is refused in words, and nothing is kept', async () => {
  await using world = await createWorld()
  const { add, receipts } = await anExpense(world)
  const two = formOf(png)
  two.append('file', new Blob([new Uint8Array(pdf())]), 'b.pdf')
  const text = new FormData()
  text.append('file', 'only a text')
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
  const cases: [string, unknown, number, string, Record<string, string>?][] = [
    ['HTML', formOf(html, 'a.png'), 422, 'receipt_type_is_not_taken'],
    ['SVG', formOf(svg, 'a.svg'), 422, 'receipt_type_is_not_taken'],
    ['nothing in it', formOf(new Uint8Array(), 'a.png'), 422, 'receipt_is_empty'],
    ['11 MB', formOf(pngOf(11_000_000)), 413, 'receipt_is_too_big'],
    ['one byte too much', formOf(pngOf(10_000_001)), 413, 'receipt_is_too_big'],
    ['two files', two, 422, 'input_is_not_valid'],
    ['a text', text, 422, 'input_is_not_valid'],
    ['another field', formOf(png, 'a.png', 'receipt'), 422, 'input_is_not_valid'],
    ['the name of a prototype', formOf(png, 'a.png', '__proto__'), 422, 'receipt_is_missing'],
    ['no file', new FormData(), 422, 'receipt_is_missing'],
    ['JSON', { file: 'x' }, 422, 'receipt_is_missing'],
    ['no body', undefined, 422, 'receipt_is_missing'],
    ['no form', 'x', 422, 'receipt_is_missing', multipart],
    [
      'half a form',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nab',
      422,
      'receipt_is_missing',
      multipart,
    ],
    ['no boundary', 'x', 422, 'receipt_is_missing', { 'content-type': 'multipart/form-data' }],
    [
      'another kind of body',
      'x',
      415,
      'media_type_is_not_supported',
      { 'content-type': 'image/png' },
    ],
    [
      'announced as 70 MB',
      '--x',
      413,
      'body_is_too_large',
      { ...multipart, 'content-length': '70000000' },
    ],
  ]
  for (const [name, body, status, code, headers] of cases) {
    const answer = await add(body, headers)
    expect([name, answer.status, answer.code]).toEqual([name, status, code])
    if (status === 422) expect([name, typeof answer.field]).toEqual([name, 'string'])
  }
  expect(await receipts()).toEqual([])
  // No other route takes a form.
  const elsewhere = await world.request('POST', '/expenses', formOf(png))
  expect(elsewhere.status).toBe(415)
  const nowhere = await world.request('POST', `/expenses/${newId()}/receipts`, formOf(png))
  expect([nowhere.status, (nowhere.body as Problem).code]).toEqual([404, 'expense_not_found'])
})

test('a repeated upload is answered as the first was; its key takes no other file', async () => {
  await using world = await createWorld()
  const { add, receipts } = await anExpense(world)
  const headers = { 'idempotency-key': 'upload' }
  const first = await add(formOf(png), headers)
  const again = await add(formOf(png), headers)
  expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([
    201,
    first.body,
    'true',
  ])
  const other = await add(formOf(pdf()), headers)
  expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused'])
  const keyless = await add(formOf(png, 'other-name.png'))
  expect([keyless.status, keyless.body]).toEqual([201, first.body])
  expect(await receipts()).toEqual([first.body])
})
