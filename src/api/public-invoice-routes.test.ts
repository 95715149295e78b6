import { createHash } from 'node:crypto'
import { noItems } from '#api/billing-schemas.ts'
import { createServer } from '#api/server.ts'
import { addPayment } from '#app/invoices/add-payment.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { createInvoiceLink } from '#app/invoices/create-invoice-link.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { withdrawInvoiceLink } from '#app/invoices/withdraw-invoice-link.ts'
import { updateLetterhead } from '#app/letterhead/update-letterhead.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const page = 'text/html,application/xhtml+xml,*/*;q=0.8'

test('the page of an invoice is whole, in the language of its client, and is kept by nobody', async () => {
  await using world = await createWorld()
  const { url } = await aLink(world)
  await using visitor = await aVisitor(world)
  const answer = await visitor.get(new URL(url).pathname)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none';style-src 'sha256-[\w+/=]+';img-src data:;/,
    ),
  })
  expect(answer.headers['set-cookie']).toBeUndefined()
  // The style that is there is the one the policy lets count.
  const style = /<style>([^]*)<\/style>/.exec(answer.body)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(answer.headers['content-security-policy']).toContain(`'sha256-${hash}'`)
  for (const text of [
    '<html lang="nl">',
    '<h1>Factuur 2026-0001</h1>',
    'Te betalen uiterlijk 2026-12-16',
    'Blue Kettle &lt;BV&gt;',
    'Studio Noord B.V.',
    'Advice &amp; &quot;care&quot;',
    '€200.00',
    'NL91 ABNA 0417 1643 00',
    '<svg',
    'PDF downloaden',
  ]) {
    expect(answer.body).toContain(text)
  }
  expect(answer.body).not.toMatch(/<script|style="|UBL/)
})

test('a link that was withdrawn and one that never was are answered alike', async () => {
  await using world = await createWorld()
  const { url, id: linkId, invoiceId } = await aLink(world)
  const { pathname } = new URL(url)
  await withdrawInvoiceLink(world.ctx, { invoiceId, linkId })
  await using visitor = await aVisitor(world)
  const withdrawn = await visitor.get(pathname)
  expect(withdrawn.statusCode).toBe(404)
  expect(withdrawn.body).toContain('This link does not work')
  expect(withdrawn.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  })
  const never = ['x'.repeat(48), 'short', '', 'y'.repeat(2000), 'a/b', '%00'].map(
    (each) => `/i/${each}`,
  )
  for (const path of [...never, `/i/${pathname.slice(4)}A`]) {
    const { statusCode, body, headers } = await visitor.get(path)
    expect([path, statusCode, body]).toEqual([path, 404, withdrawn.body])
    expect(told(headers)).toEqual(told(withdrawn.headers))
  }
  const dutch = await visitor.get(pathname, { 'accept-language': 'nl' })
  expect(dutch.body).toContain('Deze link werkt niet')
  // Its files are gone with it: in a browser with the same page, for a program with a problem.
  for (const path of ['', '/pdf', '/ubl'].map((each) => apiOf(pathname) + each)) {
    const program = await visitor.get(path, { accept: '*/*' })
    expect([program.statusCode, program.json<{ code: string }>().code]).toEqual([
      404,
      'invoice_link_not_found',
    ])
    expect((await visitor.get(path)).body).toBe(withdrawn.body)
  }
})

test('the invoice is had as PDF and over the API, with nothing that is not on paper', async () => {
  await using world = await createWorld()
  const { url, invoiceId } = await aLink(world)
  const address = apiOf(new URL(url).pathname)
  await using visitor = await aVisitor(world)
  const paper = await visitor.get(`${address}/pdf`)
  expect(paper.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="2026-0001.pdf"',
    'cache-control': 'no-store',
  })
  expect(pdfPages(paper.rawPayload).join(' ')).toContain('Studio Noord B.V.')
  const read = await visitor.get(address, { accept: 'application/json' })
  expect(read.json()).toMatchObject({
    number: '2026-0001',
    language: 'nl',
    client: { name: 'Blue Kettle <BV>' },
    paymentState: 'unpaid',
    dueMinor: 20_000,
    paymentCode: expect.stringContaining('EUR200.00'),
    hasEInvoice: false,
  })
  expect(read.body).not.toMatch(/workspaceId|clientId|projectId|pay@kettle/)
  // A bank's app is given what is left, not what was asked for at first.
  const transfer = { paidOn: '2026-11-16', method: 'bank_transfer', reference: '' } as const
  await addPayment(world.ctx, { invoiceId, amountMinor: 5000, ...transfer })
  const later = await visitor.get(address)
  expect(later.json()).toMatchObject({ paymentCode: expect.stringContaining('EUR150.00') })
  const none = await visitor.get(`${address}/ubl`, { accept: '*/*' })
  expect(none.json()).toMatchObject({ code: 'e_invoice_is_not_complete' })
  // In a browser that is said on a page.
  const said = await visitor.get(`${address}/ubl`)
  expect([said.statusCode, said.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8'])
})

test('who tries links waits, and no log keeps one', async () => {
  await using world = await createWorld()
  const { url } = await aLink(world)
  const { pathname } = new URL(url)
  const lines: string[] = []
  await using visitor = await aVisitor(world, { write: (line) => lines.push(line) })
  const answers = []
  for (let count = 0; count < 61; count += 1) answers.push(await visitor.get(pathname))
  expect(answers.map(({ statusCode }) => statusCode).slice(-2)).toEqual([200, 429])
  expect(answers.at(-1)?.headers['content-type']).toBe('text/html; charset=utf-8')
  await visitor.get(apiOf(pathname))
  expect(lines.join('')).toContain('/i/…')
  expect(lines.join('')).not.toContain(pathname.slice(3))
})

const apiOf = (pathname: string) => pathname.replace('/i/', '/api/v1/public/invoices/')

function told(headers: object): string[] {
  return Object.entries(headers)
    .filter(([name]) => !/^(?:date|x-ratelimit)/.test(name))
    .map(([name, value]) => `${name}: ${String(value)}`)
}

async function aLink({ ctx, has }: World) {
  const changes = { legalName: 'Studio Noord B.V.', iban: 'NL91ABNA0417164300' }
  await updateLetterhead(ctx, { changes: { ...changes, showsPaymentCode: true } })
  const { id: clientId } = await has.client({
    name: 'Blue Kettle <BV>',
    email: 'pay@kettle.example',
    language: 'nl',
  })
  const line = { description: 'Advice & "care"', quantity: '2', unitPrice: '100' }
  const asked = { clientId, items: noItems, groupBy: 'project' as const, lines: [line] }
  const dates = { issuedOn: '2026-11-16', dueOn: '2026-12-16' }
  const { id: invoiceId } = await createInvoice(ctx, { ...asked, ...dates, reference: 'PO 7' })
  await finaliseInvoice(ctx, { invoiceId })
  return { invoiceId, ...(await createInvoiceLink(ctx, { invoiceId })) }
}

async function aVisitor({ services }: World, logTo?: { write(line: string): void }) {
  const server = await createServer({
    services,
    signIn: {
      handle: async () => new Response(null, { status: 404 }),
      findSession: async () => undefined,
      openSession: async () => [],
    },
    webDir: null,
    logLevel: logTo ? 'info' : 'silent',
    ...(logTo && { logTo }),
    isHealthy: async () => true,
  })
  return {
    get: async (url: string, headers: Record<string, string> = {}) =>
      await server.inject({ method: 'GET', url, headers: { accept: page, ...headers } }),
    [Symbol.asyncDispose]: async () => await server.close(),
  }
}
