import { updateClient } from '#app/clients/update-client.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { printInvoice } from '#app/invoices/print-invoice.ts'
import { deleteLetterheadLogo } from '#app/letterhead/delete-letterhead-logo.ts'
import { getLetterhead } from '#app/letterhead/get-letterhead.ts'
import { getLetterheadLogo } from '#app/letterhead/get-letterhead-logo.ts'
import { printLetterheadExample } from '#app/letterhead/print-letterhead-example.ts'
import { setLetterheadLogo } from '#app/letterhead/set-letterhead-logo.ts'
import { updateLetterhead } from '#app/letterhead/update-letterhead.ts'
import { noItems } from '#api/billing-schemas.ts'
import { letterheadLayouts } from '#domain/letterhead.ts'
import { png } from '#tests/support/files.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const asked = {
  items: noItems,
  groupBy: 'entry',
  issuedOn: '2026-11-16',
  reference: '',
} as const

async function aFinalInvoice(world: Awaited<ReturnType<typeof createWorld>>) {
  const { ctx } = world
  const clientId = await world.has.client({ name: 'Acme' }).then((client) => client.id)
  const lines = [{ description: 'Advice', quantity: '2', unitPrice: '50' }]
  const { id: invoiceId } = await createInvoice(ctx, { ...asked, clientId, lines })
  const { number } = await finaliseInvoice(ctx, { invoiceId })
  return { clientId, invoiceId, number }
}

const paperOf = async (...given: Parameters<typeof printInvoice>) =>
  pdfPages((await printInvoice(...given)).bytes).join('\n')

test('an invoice says who it is from and to, what for, and how it is paid', async () => {
  await using world = await createWorld()
  await updateLetterhead(world.ctx, {
    changes: {
      legalName: 'Studio Noord B.V.',
      address: { line1: 'Keizersgracht 126', postalCode: '1015 CW', city: 'Amsterdam' },
      iban: 'NL91ABNA0417164300',
      vatNumber: 'NL003456789B01',
      footer: 'Thank you for your trust',
    },
  })
  const { invoiceId, number } = await aFinalInvoice(world)
  const paper = await paperOf(world.ctx, { invoiceId })
  expect(paper).toContain('Studio Noord B.V.')
  expect(paper).toContain('Keizersgracht 126\n1015 CW Amsterdam')
  expect(paper).toContain('Acme')
  expect(paper).toContain(`Invoice \n${number}\n`)
  expect(paper).toMatch(/Advice\n2.00\n50.00\n\d+%\n100.00/)
  expect(paper).toContain('IBAN\nNL91 ABNA 0417 1643 00')
  expect(paper).toContain(`stating ${number}.`)
  expect(paper).toContain('Scan with the app of your bank')
  expect(paper).toContain('Thank you for your trust')
})

test('a draft says that it is one, and is not to be paid', async () => {
  await using world = await createWorld()
  await updateLetterhead(world.ctx, { changes: { iban: 'NL91ABNA0417164300' } })
  const { id: clientId } = await world.has.client()
  const lines = [{ description: 'Advice', quantity: '2', unitPrice: '50' }]
  const { id: invoiceId } = await createInvoice(world.ctx, { ...asked, clientId, lines })
  const { bytes, name } = await printInvoice(world.ctx, { invoiceId })
  expect(name).toBe('draft')
  const paper = pdfPages(bytes).join('\n')
  expect(paper).toContain('DRAFT')
  expect(paper).not.toContain('Scan with the app')
})

test('a final invoice keeps who it is from and to, whatever changes later', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await updateLetterhead(ctx, { changes: { legalName: 'Old Name B.V.' } })
  const { clientId, invoiceId } = await aFinalInvoice(world)
  await updateLetterhead(ctx, { changes: { legalName: 'New Name B.V.', layout: 'modern' } })
  await updateClient(ctx, { clientId, changes: { name: 'Acme Renamed' } })
  const paper = await paperOf(ctx, { invoiceId })
  expect(paper).toContain('Old Name B.V.')
  expect(paper).toContain('Acme')
  expect(paper).not.toMatch(/New Name|Renamed/)
})

test('the words are in the language of the client', async () => {
  await using world = await createWorld()
  const { clientId, invoiceId } = await aFinalInvoice(world)
  await updateClient(world.ctx, { clientId, changes: { language: 'nl' } })
  expect(await paperOf(world.ctx, { invoiceId })).toMatch(/Factuur .*\n[^]*Omschrijving\nAantal/)
})

test.each(letterheadLayouts)('the layout %s prints an example with a logo', async (layout) => {
  await using world = await createWorld()
  await setLetterheadLogo(world.ctx, { file: { content: png } })
  const { bytes } = await printLetterheadExample(world.ctx, { layout })
  const paper = pdfPages(bytes).join('\n')
  expect(paper).toContain('Client & Sons')
  expect(paper).toMatch(/Total\n.?3,392.52/)
})

test('a logo is a picture that can be printed, and can be taken away', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const set = async (content: Uint8Array) => await setLetterheadLogo(ctx, { file: { content } })
  const refused = { code: 'logo_type_is_not_taken' }
  await expect(set(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject(
    refused,
  )
  await expect(set(Buffer.from('%PDF-1.4'))).rejects.toMatchObject(refused)
  // It begins as a picture, and ends there.
  await expect(set(png.subarray(0, 40))).rejects.toMatchObject(refused)
  await expect(set(Buffer.alloc(500_001))).rejects.toMatchObject({ code: 'logo_is_too_big' })
  expect((await getLetterhead(ctx)).hasLogo).toBe(false)
  await expect(getLetterheadLogo(ctx)).rejects.toMatchObject({ code: 'logo_not_found' })

  expect((await set(png)).hasLogo).toBe(true)
  expect(await getLetterheadLogo(ctx)).toMatchObject({ mediaType: 'image/png', content: png })
  expect((await deleteLetterheadLogo(ctx)).hasLogo).toBe(false)
  expect((await deleteLetterheadLogo(ctx)).hasLogo).toBe(false)
})

test('over the API: fields are checked, and a file that is no picture is told so', async () => {
  await using world = await createWorld()
  const patch = async (body: object) => await world.request('PATCH', '/letterhead', body)
  expect(await patch({ iban: 'NL91 ABNA 0417 1643 00' })).toMatchObject({
    status: 200,
    body: { iban: 'NL91ABNA0417164300' },
  })
  for (const wrong of [
    { iban: 'NL00ABNA0417164300' },
    { accentColor: 'red' },
    { bic: 'NOT A BIC' },
    { layout: 'baroque' },
    { footer: 'x'.repeat(1001) },
  ]) {
    const answer = await patch(wrong)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'input_is_not_valid' })
  }
  expect(await world.request('PUT', '/letterhead/logo', {})).toMatchObject({
    status: 422,
    body: { code: 'logo_is_missing' },
  })
})
