import { brokenRules, nodesAt, read, scaled, textAt } from '#tests/support/peppol-rules.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type EInvoiceFacts,
  type EInvoiceLine,
  type EInvoiceNeed,
  eInvoiceOf,
} from './e-invoice.ts'
import { discountedMinor } from './discounts.ts'
import { sumMinor } from './money.ts'
import { ublOf } from './ubl.ts'
import { withVat } from './vat-amounts.ts'
import { eInvoiceWords } from './words/e-invoice-words.ts'

const parties: EInvoiceFacts['parties'] = {
  sender: {
    name: 'Studio Noord & Zn. B.V.',
    address: {
      line1: 'Keizersgracht 126',
      postalCode: '1015 CW',
      city: 'Amsterdam',
      country: 'Nederland',
    },
    registrationNumber: '12345678',
    vatNumber: 'NL003456789B01',
    iban: 'NL91ABNA0417164300',
    bic: 'ABNANL2A',
    email: 'mail@studio.example',
    phone: '+31 20 123 4567',
    website: '',
    electronicAddress: '0106:12345678',
  },
  recipient: {
    name: 'Brouwerij De <Ketel>',
    attentionTo: 'Administratie',
    address: { line1: 'Kaai 1', postalCode: '2000', city: 'Antwerpen', country: 'BE' },
    number: '1042',
    vatNumber: 'BE 0316.380.841',
    email: 'pay@kettle.example',
    electronicAddress: '0208:0316380841',
  },
}

function aLine(values: Partial<EInvoiceLine> = {}): EInvoiceLine {
  const line = {
    description: 'Advice',
    quantity: '1.33',
    unit: 'hour' as const,
    unitPrice: '95.0000',
    discountPercentage: '0.00',
    vatPercentage: '21.00',
    vatRateId: 'high',
    exemption: null,
    exemptionReason: '',
    pricesIncludeVat: false,
    ...values,
  }
  return { ...line, ...withVat(discountedMinor(line).amountMinor, line) }
}

const nil = { vatPercentage: '0.00', vatRateId: 'nil' }

function facts(lines: EInvoiceLine[], values: Partial<EInvoiceFacts> = {}): EInvoiceFacts {
  const subtotalMinor = sumMinor(lines.map((line) => line.netMinor))
  const tax = sumMinor(lines.map((line) => line.taxMinor))
  return {
    number: '2026-0001',
    issuedOn: '2026-11-16',
    dueOn: '2026-12-16',
    reference: 'PO 7781',
    currency: 'EUR',
    credits: null,
    parties,
    lines,
    subtotalMinor,
    taxMinor: tax,
    totalMinor: subtotalMinor + tax,
    ...values,
  }
}

function written(given: EInvoiceFacts): string {
  const found = eInvoiceOf(given)
  if ('missing' in found) throw new Error(JSON.stringify(found.missing))
  return ublOf(found.invoice, eInvoiceWords('nl', given.credits?.number ?? ''))
}

const needsOf = (given: EInvoiceFacts): EInvoiceNeed[] => {
  const found = eInvoiceOf(given)
  return 'missing' in found ? found.missing.map(({ need }) => need) : []
}

const credits = { number: '2026-0001', issuedOn: '2026-11-16' }
const shapes: [string, EInvoiceFacts][] = [
  ['one line', facts([aLine()])],
  [
    'several rates, a discount and 0%',
    facts([
      aLine(),
      aLine({ quantity: '2', unitPrice: '10.05', vatPercentage: '9.00' }),
      aLine({ quantity: '-1', unitPrice: '5', description: 'Discount' }),
      aLine({
        quantity: '138',
        unitPrice: '0.23',
        unit: 'kilometre',
        ...nil,
        exemption: 'zero_rated',
      }),
    ]),
  ],
  [
    'discounts on lines',
    facts([aLine({ discountPercentage: '12.50' }), aLine({ discountPercentage: '100.00' })]),
  ],
  [
    'a credit of a line with a discount',
    facts([aLine({ quantity: '-1', discountPercentage: '7.5' })], { credits }),
  ],
  ['a price below zero', facts([aLine(), aLine({ quantity: '2', unitPrice: '-10.5' })])],
  ['reverse charge', facts([aLine({ ...nil, exemption: 'reverse_charge' })])],
  [
    'exempt beside taxed',
    facts([aLine(), aLine({ ...nil, exemption: 'exempt', exemptionReason: 'Art. 11 Wet OB' })]),
  ],
  ['outside the scope', facts([aLine({ ...nil, exemption: 'outside_scope' })])],
  ['several lines of text', facts([aLine({ description: 'Website\nDesign <b> & "more"\u0007' })])],
  ['comes to nothing', facts([aLine(), aLine({ quantity: '-1.33' })])],
  ['comes to less than nothing', facts([aLine({ quantity: '-1' })])],
  ['in another currency', facts([aLine()], { currency: 'USD' })],
  ['credit in part', facts([aLine({ quantity: '-0.50' })], { credits })],
  [
    'credit of a discount',
    facts([aLine({ quantity: '1', unitPrice: '5' }), aLine({ quantity: '-2' })], { credits }),
  ],
]

test.each(shapes)('%s keeps the rules', (_, given) => {
  expect(brokenRules(written(given))).toEqual([])
})

test('it says what the invoice says', () => {
  const xml = read(
    written(
      facts([
        aLine({ description: 'Website\nDesign & more' }),
        aLine({ ...nil, exemption: 'reverse_charge', quantity: '2', unitPrice: '-1.5' }),
      ]),
    ),
  )
  expect(textAt(xml, 'BuyerReference')).toBe('PO 7781')
  const customer = 'AccountingCustomerParty/Party'
  expect(textAt(xml, `${customer}/PartyLegalEntity/RegistrationName`)).toBe('Brouwerij De <Ketel>')
  expect(textAt(xml, `${customer}/PartyTaxScheme/CompanyID`)).toBe('BE0316380841')
  expect(nodesAt(xml, `${customer}/EndpointID`)[0]).toMatchObject({
    text: '0316380841',
    attributes: { schemeID: '0208' },
  })
  const account = 'PaymentMeans/PayeeFinancialAccount/ID'
  expect(textAt(xml, account)).toBe('NL91ABNA0417164300')
  const [website, discount] = nodesAt(xml, 'InvoiceLine')
  if (!website || !discount) throw new Error('two lines')
  expect(textAt(website, 'Item/Name')).toBe('Website')
  expect(textAt(website, 'Item/Description')).toBe('Website\nDesign & more')
  expect(nodesAt(website, 'InvoicedQuantity')[0]?.attributes).toEqual({ unitCode: 'HUR' })
  expect(textAt(discount, 'InvoicedQuantity')).toBe('-2')
  expect(textAt(discount, 'Price/PriceAmount')).toBe('1.5')
  expect(textAt(discount, 'LineExtensionAmount')).toBe('-3.00')
  const reversed = nodesAt(xml, 'TaxTotal/TaxSubtotal/TaxCategory').at(-1)
  expect(reversed && textAt(reversed, 'TaxExemptionReason')).toBe('Btw verlegd')
})

test('a discount of a line is an allowance of it, above zero in a credit too', () => {
  const line = { quantity: '2', unitPrice: '50', discountPercentage: '12.50' }
  const at = (xml: string, path: string) => textAt(read(xml), path)
  const xml = written(facts([aLine(line)]))
  expect(at(xml, 'InvoiceLine/LineExtensionAmount')).toBe('87.50')
  expect(at(xml, 'InvoiceLine/AllowanceCharge/Amount')).toBe('12.50')
  expect(at(xml, 'InvoiceLine/AllowanceCharge/AllowanceChargeReason')).toBe('Korting 12.5%')
  const credit = written(facts([aLine({ ...line, quantity: '-2' })], { credits }))
  expect(at(credit, 'CreditNoteLine/LineExtensionAmount')).toBe('87.50')
  expect(at(credit, 'CreditNoteLine/AllowanceCharge/Amount')).toBe('12.50')
})

test('a price that includes VAT is told without it, with as many decimals as its amount needs', () => {
  const of = (values: Partial<EInvoiceLine>) => {
    const root = read(written(facts([aLine({ pricesIncludeVat: true, ...values })])))
    const [each] = nodesAt(root, 'InvoiceLine')
    if (!each) throw new Error('one line')
    const paths = ['LineExtensionAmount', 'Price/PriceAmount', 'AllowanceCharge/Amount']
    return paths.map((path) => textAt(each, path))
  }
  expect(of({ quantity: '1', unitPrice: '10' })).toEqual(['8.26', '8.26', ''])
  expect(of({ quantity: '3', unitPrice: '10' })).toEqual(['24.79', '8.2633', ''])
  expect(of({ quantity: '1234.56', unitPrice: '0.99' })).toEqual(['1010.09', '0.81818', ''])
  const discounted = { quantity: '2', unitPrice: '50', discountPercentage: '12.50' }
  expect(of(discounted)).toEqual(['72.31', '41.32', '10.33'])
})

test('a credit is a credit note of what it takes back, with everything above zero', () => {
  const xml = read(written(facts([aLine({ quantity: '-0.50' })], { credits })))
  expect(xml.name).toBe('CreditNote')
  expect(textAt(xml, 'BillingReference/InvoiceDocumentReference/ID')).toBe('2026-0001')
  expect(textAt(xml, 'LegalMonetaryTotal/PayableAmount')).toBe('57.48')
  expect(textAt(xml, 'CreditNoteLine/CreditedQuantity')).toBe('0.5')
  expect(textAt(xml, 'PaymentTerms/Note')).toBe('Wordt verrekend met factuur 2026-0001.')
})

const { sender, recipient } = parties
const from = (values: Partial<typeof sender>) =>
  facts([aLine()], { parties: { sender: { ...sender, ...values }, recipient } })
const to = (values: Partial<typeof recipient>, line: Partial<EInvoiceLine> = {}) =>
  facts([aLine(line)], { parties: { sender, recipient: { ...recipient, ...values } } })

test.each<[EInvoiceNeed, EInvoiceFacts]>([
  ['sender_address', from({ address: { ...sender.address, postalCode: ' ' } })],
  ['sender_country', from({ address: { ...sender.address, country: 'Utopia' } })],
  ['sender_country_rules', from({ vatNumber: 'DE123456789' })],
  ['sender_electronic_address', from({ electronicAddress: '' })],
  ['sender_vat_number', from({ vatNumber: '' })],
  ['sender_registration_number', from({ registrationNumber: '1234' })],
  ['sender_iban', from({ iban: '' })],
  ['client_country', to({ address: { ...recipient.address, country: '' } })],
  ['client_address', to({ address: { country: 'Netherlands' } })],
  ['client_electronic_address', to({ electronicAddress: '0208:0123456789' })],
  ['client_vat_number', to({ vatNumber: '' }, { ...nil, exemption: 'reverse_charge' })],
  ['client_vat_number', to({ vatNumber: '0316380841' })],
  ['client_reference', { ...facts([aLine()]), reference: '' }],
  ['vat_rate_of_line', facts([aLine({ ...nil, vatRateId: null })])],
  ['vat_exemption', facts([aLine(nil)])],
  ['vat_exemption_reason', facts([aLine({ ...nil, exemption: 'exempt' })])],
  ['vat_outside_scope_alone', facts([aLine(), aLine({ ...nil, exemption: 'outside_scope' })])],
  // 0.02 × 21% is 0.0042, which each line rounds away.
  [
    'vat_adds_up',
    facts(Array.from({ length: 300 }, () => aLine({ quantity: '1', unitPrice: '0.02' }))),
  ],
])('%s is asked for', (need, given) => {
  expect(needsOf(given)).toEqual([need])
})

const line = fc
  .record({
    description: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `– ${text}`),
    quantity: fc.integer({ min: -99_999, max: 99_999 }).map((each) => (each / 100).toFixed(2)),
    unit: fc.constantFrom('hour', 'kilometre', 'piece'),
    unitPrice: fc.integer({ min: 0, max: 9_999_999 }).map((each) => (each / 10_000).toFixed(4)),
    discountPercentage: fc.constantFrom('0.00', '0.00', '12.50', '33.33', '100.00'),
    vat: fc.constantFrom(
      { vatPercentage: '21.00', vatRateId: 'high', exemption: null },
      { vatPercentage: '9.00', vatRateId: 'low', exemption: null },
      { vatPercentage: '5.50', vatRateId: 'odd', exemption: null },
      { ...nil, exemption: 'zero_rated' as const },
      { ...nil, exemption: 'reverse_charge' as const },
      { ...nil, exemption: 'exempt' as const, exemptionReason: 'Art. 11' },
    ),
  })
  .map(({ vat, ...rest }) => aLine({ ...rest, ...vat }))

test('random invoices and credits keep the rules, with the sums of the invoice to the cent', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      (made, isCredit, pricesIncludeVat) => {
        const lines = made.map((each) => aLine({ ...each, pricesIncludeVat }))
        const given = facts(lines, { credits: isCredit ? credits : null })
        const xml = written(given)
        expect(brokenRules(xml)).toEqual([])
        const root = read(xml)
        const sign = isCredit ? -1n : 1n
        const minor = (path: string) => (sign * scaled(textAt(root, path))) / 10n ** 8n
        expect(minor('LegalMonetaryTotal/TaxExclusiveAmount')).toBe(BigInt(given.subtotalMinor))
        expect(minor('TaxTotal/TaxAmount')).toBe(BigInt(given.taxMinor))
        expect(minor('LegalMonetaryTotal/PayableAmount')).toBe(BigInt(given.totalMinor))
      },
    ),
    { numRuns: 150 },
  )
})
