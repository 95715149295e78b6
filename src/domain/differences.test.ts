import { expect, test } from 'vitest'
import { differencesOf, type DocumentInXero, type SentDocument } from './differences.ts'

const sent: SentDocument = {
  kind: 'invoice',
  clientName: 'Blue Kettle',
  contactIds: ['theirs'],
  number: null,
  reference: 'PO 1 HB-1',
  issuedOn: '2026-11-16',
  dueOn: '2026-12-16',
  currency: 'EUR',
  subtotalMinor: 20_000,
  taxMinor: 4200,
  totalMinor: 24_200,
  isReversalGone: false,
  lines: [
    aLine({ xeroLineId: 'a', description: 'Design' }),
    aLine({ xeroLineId: 'b', description: 'Travel' }),
  ],
}
const xero: DocumentInXero = {
  ...sent,
  contact: { id: 'theirs', name: 'Blue Kettle' },
  lines: sent.lines.map((line) => ({ ...line, lineId: line.xeroLineId })),
}

test('the same on both sides differs in nothing, however numbers are written', () => {
  expect(differencesOf(sent, xero)).toEqual([])
  expect(differencesOf(sent, { ...xero, lines: null })).toEqual([])
  const lines = xero.lines?.map((line) => ({ ...line, quantity: '1.0000', unitPrice: '100' }))
  expect(differencesOf(sent, { ...xero, lines: lines ?? [] })).toEqual([])
})

test.each([
  ['reference', { reference: 'Other' }, ['PO 1 HB-1', 'Other']],
  ['issued_on', { issuedOn: '2026-11-17' }, ['2026-11-16', '2026-11-17']],
  ['due_on', { dueOn: '2027-01-01' }, ['2026-12-16', '2027-01-01']],
] as const)('%s that was edited is told with both values', (field, change, [was, is]) => {
  expect(differencesOf(sent, { ...xero, ...change })).toEqual([
    {
      field,
      line: null,
      type: expect.any(String),
      hourbook: was,
      sent: was,
      xero: is,
      reason: 'edited_in_xero',
    },
  ])
})

test('an invoice on another contact is told; one that follows its client is not', () => {
  const moved = { ...xero, contact: { id: 'other', name: 'Red Kettle' } }
  expect(differencesOf(sent, moved)).toMatchObject([
    { field: 'contact', hourbook: 'Blue Kettle', xero: 'Red Kettle', reason: 'edited_in_xero' },
  ])
  expect(differencesOf({ ...sent, contactIds: ['theirs', 'other'] }, moved)).toEqual([])
  expect(differencesOf({ ...sent, contactIds: [] }, moved)).toEqual([])
  expect(differencesOf(sent, { ...xero, contact: null })).toEqual([])
})

test('a total that Xero comes to by itself is told apart from one that somebody caused', () => {
  const amounts = { taxMinor: 4201, totalMinor: 24_201 }
  const byXero = differencesOf(sent, { ...xero, ...amounts })
  expect(byXero.map(({ field, reason }) => [field, reason])).toEqual([
    ['tax', 'computed_by_xero'],
    ['total', 'computed_by_xero'],
  ])
  const [first, ...others] = xero.lines ?? []
  const edited = first ? [{ ...first, quantity: '2', netMinor: 20_000 }, ...others] : []
  const byHand = differencesOf(sent, {
    ...xero,
    subtotalMinor: 30_000,
    totalMinor: 34_200,
    lines: edited,
  })
  expect(byHand.map(({ field, line, reason }) => [field, line, reason])).toEqual([
    ['subtotal', null, 'edited_in_xero'],
    ['total', null, 'edited_in_xero'],
    ['quantity', 'Design', 'edited_in_xero'],
    ['net', 'Design', 'edited_in_xero'],
  ])
})

test('product, account and tracking of a line are compared, with what Xero chose itself when it took the line', () => {
  const north = { name: 'Region', option: 'North', categoryId: 'region', optionId: 'north' }
  const answer = { accountCode: '260', taxType: 'OUTPUT2', tracking: [north] }
  const codes = { itemCode: 'WORK', accountCode: null, taxType: null, answer }
  const [first = aLine({ xeroLineId: 'a', description: 'Design' })] = sent.lines
  const totals = { subtotalMinor: 10_000, taxMinor: 2100, totalMinor: 12_100 }
  const now = { ...first, lineId: 'a', ...codes, ...answer }
  const compare = (edit: object, line: object = {}) =>
    differencesOf(
      { ...sent, ...totals, lines: [{ ...first, ...codes, ...line }] },
      { ...xero, ...totals, lines: [{ ...now, ...edit }] },
    ).map((each) => [each.field, each.line, each.sent, each.xero, each.reason])
  expect(compare({})).toEqual([])
  expect(compare({ itemCode: 'OTHER' })).toEqual([
    ['product', 'Design', 'WORK', 'OTHER', 'edited_in_xero'],
  ])
  expect(compare({ itemCode: null, accountCode: '200', taxType: 'NONE' })).toEqual([
    ['product', 'Design', 'WORK', null, 'edited_in_xero'],
    ['account', 'Design', '260', '200', 'edited_in_xero'],
    ['tax_type', 'Design', 'OUTPUT2', 'NONE', 'edited_in_xero'],
  ])
  const south = { ...north, option: 'South', optionId: 'south' }
  const team = { name: 'Team', option: 'A' }
  expect(compare({ tracking: [team, south] })).toEqual([
    ['tracking', 'Design', 'Region: North', 'Region: South, Team: A', 'edited_in_xero'],
  ])
  expect(compare({ tracking: [] })).toEqual([
    ['tracking', 'Design', 'Region: North', null, 'edited_in_xero'],
  ])
  // Renamed in Xero it is still the same option; where Xero tells no ids, the names decide.
  expect(compare({ tracking: [{ ...north, name: 'Area', option: 'Northern' }] })).toEqual([])
  expect(compare({ tracking: [{ name: 'Region', option: 'North' }] })).toEqual([])
  // What nobody kept the answer of is not guessed; nor what was not read.
  const unkept = { answer: null }
  expect(compare({ accountCode: '200', taxType: 'NONE', tracking: [south] }, unkept)).toEqual([])
  expect(compare({ itemCode: undefined, tracking: undefined })).toEqual([])
})

test('a line that Xero put on another account causes no other total', () => {
  const lines = xero.lines?.map((line) => ({ ...line, accountCode: '400', itemCode: 'X' })) ?? []
  const reasons = differencesOf(sent, { ...xero, taxMinor: 4201, lines })
  expect(reasons.find(({ field }) => field === 'tax')?.reason).toBe('computed_by_xero')
})

test('lines that were removed and added in Xero are named', () => {
  const [first] = xero.lines ?? []
  const lines = first ? [first, { ...first, lineId: 'c', description: 'Gift' }] : []
  expect(
    differencesOf(sent, { ...xero, lines }).map(({ field, line, reason }) => [field, line, reason]),
  ).toEqual([
    ['line', 'Travel', 'removed_in_xero'],
    ['line', 'Gift', 'added_in_xero'],
  ])
})

test('what Hourbook bills is compared too, not only what was sent', () => {
  const lines = sent.lines.map((line, index) => (index === 0 ? { ...line, billedMinor: 0 } : line))
  const fields = differencesOf({ ...sent, lines }, xero).map(({ field }) => field)
  expect(fields).toEqual(['subtotal', 'total', 'net'])
})

test('a document that Xero does not have is one difference', () => {
  expect(differencesOf(sent, null)).toMatchObject([
    { field: 'document', xero: null, reason: 'missing_in_xero' },
  ])
})

function aLine(fields: { xeroLineId: string; description: string }) {
  const amounts = { quantity: '1.00', unitPrice: '100.0000', netMinor: 10_000, billedMinor: 10_000 }
  const codes = { itemCode: null, accountCode: '200', taxType: 'OUTPUT', answer: {} }
  return { ...amounts, ...codes, ...fields }
}
