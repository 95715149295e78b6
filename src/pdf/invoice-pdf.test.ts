import { createPrinter } from '#pdf/printer.ts'
import { letterheadLayouts } from '#domain/letterhead.ts'
import { inventInvoice } from '#domain/invented-invoice.ts'
import { pdfPages, pdfStreams } from '#tests/support/pdf-text.ts'
import { afterAll, expect, test } from 'vitest'

const printer = createPrinter()
afterAll(() => printer.stop())

const formats = {
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  dateFormat: 'd-M-yyyy',
  timeFormat: '24h',
  numberFormat: '1.234,56',
  durationFormat: 'h:mm',
  weekStartsOn: 1,
}
const sender = {
  name: 'Studio Noord B.V.',
  address: { line1: 'Keizersgracht 126' },
  registrationNumber: '12345678',
  vatNumber: 'NL003456789B01',
  iban: '',
  bic: '',
  email: '',
  phone: '',
  website: '',
}

function print(
  layout: (typeof letterheadLayouts)[number],
  xml: string | null,
  remark = 'Btw verlegd',
) {
  const { recipient, ...invented } = inventInvoice('nl')
  return printer.invoice({
    ...invented,
    parties: { sender, recipient },
    formats,
    layout,
    accentColor: '#1f6f54',
    logo: null,
    number: '2026-0042',
    credits: null,
    issuedOn: '2026-11-16',
    dueOn: '2026-12-16',
    currency: 'EUR',
    remarks: [remark],
    paymentTerms: '',
    footer: '',
    paymentCode: 'BCD',
    eInvoice: xml === null ? null : { xml },
    hours: [],
  })
}

const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<Invoice>Müller & Zn — €</Invoice>\n'

test.each(letterheadLayouts)(
  '%s is a PDF/A-3 with the e-invoice inside, byte for byte',
  async (layout) => {
    const bytes = await print(layout, xml)
    expect(pdfPages(bytes).join('\n')).toContain('Btw verlegd')
    const streams = pdfStreams(bytes)
    const [metadata = ''] = streams.filter((each) => each.includes('pdfaid:part'))
    expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(metadata).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    const [inside] = streams.filter((each) => each.includes('<Invoice>'))
    expect(Buffer.from(inside ?? '', 'latin1').toString('utf8')).toBe(xml)
    const file = Buffer.from(bytes).toString('latin1')
    expect(file).toContain('/AFRelationship /Alternative')
    expect(file).toContain('e-invoice.xml')
    // Every font is inside.
    expect(file.match(/\/FontDescriptor /g)?.length).toBeLessThanOrEqual(
      file.match(/\/FontFile/g)?.length ?? 0,
    )
  },
)

test('a sign that no font has is no reason not to print: the e-invoice is inside all the same', async () => {
  const bytes = await print('classic', xml, '漢字 😀 \uE000')
  expect(pdfPages(bytes)).toHaveLength(1)
  expect(pdfStreams(bytes).some((each) => each.includes('<Invoice>'))).toBe(true)
})

test('without an e-invoice it is a PDF as before, also after one with it', async () => {
  const streams = pdfStreams(await print('classic', null))
  expect(streams.some((each) => each.includes('pdfaid:part'))).toBe(false)
  expect(streams.some((each) => each.includes('<Invoice>'))).toBe(false)
})
