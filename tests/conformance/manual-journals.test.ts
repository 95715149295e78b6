import { expect, test } from 'vitest'
import { aJournal, type Json, messagesOf, openXero, type Xero } from './open-xero.ts'

const lines = (...rows: [amount: number, code: string][]) =>
  rows.map(([LineAmount, AccountCode]) => ({ LineAmount, AccountCode }))
const complaints = async (xero: Xero, journal: Json) =>
  messagesOf(await xero.put('/ManualJournals', journal))
const put = async (xero: Xero, journal: Json): Promise<Json> => {
  const { status, json } = await xero.put('/ManualJournals', journal)
  expect(status).toBe(200)
  return json.ManualJournals[0]
}

test('a journal is a draft without tax unless it says otherwise', async () => {
  await using xero = await openXero()
  const journal = await put(xero, aJournal({ Status: undefined, Date: undefined }))
  expect(journal).toMatchObject({
    Status: 'DRAFT',
    LineAmountTypes: 'NoTax',
    Date: '/Date(1794787200000+0000)/',
    ShowOnCashBasisReports: true,
  })
  expect(journal.JournalLines[0]).toMatchObject({ TaxType: 'NONE', TaxAmount: 0, LineAmount: 100 })
})

test('debits equal credits', async () => {
  await using xero = await openXero()
  const journal = aJournal({ JournalLines: lines([100, '615'], [-10, '200']) })
  expect(await complaints(xero, journal)).toEqual([
    'The total debits (100.00) must equal total credits (-10.00)',
  ])
  const exact = lines([0.3, '615'], [-0.1, '200'], [-0.2, '820'])
  expect(await complaints(xero, aJournal({ JournalLines: exact }))).toEqual([])
})

test.each([
  ['610', 'accounts receivable'],
  ['800', 'accounts payable'],
  ['960', 'retained earnings'],
  ['091', 'a bank account'],
  ['630', 'inventory'],
  ['860', 'rounding'],
])('account %s is refused (%s)', async (code) => {
  await using xero = await openXero()
  const journal = aJournal({ JournalLines: lines([100, code], [-100, '200']) })
  expect(await complaints(xero, journal)).toEqual([
    `Account code '${code}' is not a valid code for this document.`,
  ])
})

test('VAT and clearing accounts are fine', async () => {
  await using xero = await openXero()
  const journal = aJournal({ JournalLines: lines([121, '615'], [-100, '200'], [-21, '820']) })
  expect(await complaints(xero, journal)).toEqual([])
})

test('an unknown account is first a warning, then out of balance', async () => {
  await using xero = await openXero()
  const journal = aJournal({ JournalLines: lines([100, '615'], [-60, '200'], [-40, '476']) })
  const { status, json } = await xero.put('/ManualJournals', journal)
  expect(status).toBe(400)
  expect(json.Elements[0].Warnings).toEqual([
    { Message: "Account code '476' has been removed as it does not match a recognised account." },
  ])
  expect(json.Elements[0].ValidationErrors).toEqual([
    { Message: 'The total debits (100.00) must equal total credits (-60.00)' },
  ])
})

test('an archived account, a missing narration and a lone line are refused', async () => {
  await using xero = await openXero()
  expect(
    await complaints(xero, aJournal({ JournalLines: lines([100, '615'], [-100, '230']) })),
  ).toEqual([
    "Account code '230' has been archived, or deleted. Each line item must reference a valid account.",
  ])
  expect(await complaints(xero, aJournal({ Narration: '' }))).toHaveLength(1)
  expect(await complaints(xero, aJournal({ JournalLines: lines([0, '615']) }))).toHaveLength(1)
})

test('posting into a locked period is refused, drafting is not', async () => {
  await using xero = await openXero()
  xero.control.organisations.edit(xero.organisation.id, { periodLockDate: '2026-11-30' })
  expect(await complaints(xero, aJournal())).toEqual([
    'The document date cannot be before the period lock date, currently set at 30-Nov-2026',
  ])
  const draft = await put(xero, aJournal({ Status: 'DRAFT' }))
  const posting = await xero.post(`/ManualJournals/${draft.ManualJournalID}`, { Status: 'POSTED' })
  expect(messagesOf(posting)).toHaveLength(1)
})

test.each([
  ['DRAFT', 'POSTED', true],
  ['DRAFT', 'DELETED', true],
  ['DRAFT', 'VOIDED', false],
  ['POSTED', 'VOIDED', true],
  ['POSTED', 'DELETED', false],
  ['POSTED', 'DRAFT', false],
])('%s → %s: %s', async (from, to, isAllowed) => {
  await using xero = await openXero()
  const { ManualJournalID } = await put(xero, aJournal({ Status: from }))
  const { status } = await xero.post('/ManualJournals', { ManualJournalID, Status: to })
  expect(status).toBe(isAllowed ? 200 : 400)
  const after = await xero.get(`/ManualJournals/${ManualJournalID}`)
  expect(after.json.ManualJournals[0].Status).toBe(isAllowed ? to : from)
})

test('nothing is unique but the narration can be looked up', async () => {
  await using xero = await openXero()
  await put(xero, aJournal({ Narration: 'Sales [hb:1]' }))
  await put(xero, aJournal({ Narration: 'Sales [hb:1]' }))
  const find = async (expression: string) =>
    (await xero.get(`/ManualJournals?where=${xero.where(expression)}`)).json.ManualJournals
  expect(await find('Narration=="Sales [hb:1]"')).toHaveLength(2)
  expect(await find('Narration.Contains("hb:1") AND Status=="POSTED"')).toHaveLength(2)
  expect(await find('Narration=="Sales"')).toEqual([])
})

test('tax: inclusive lines balance as they are, exclusive ones with their tax', async () => {
  await using xero = await openXero()
  const taxed = (amounts: [number, number], LineAmountTypes: string) =>
    aJournal({
      LineAmountTypes,
      JournalLines: [
        { LineAmount: amounts[0], AccountCode: '615', TaxType: 'NONE' },
        { LineAmount: amounts[1], AccountCode: '200', TaxType: 'OUTPUT' },
      ],
    })
  expect(await complaints(xero, taxed([121, -121], 'Inclusive'))).toEqual([])
  expect(await complaints(xero, taxed([121, -100], 'Exclusive'))).toEqual([])
  expect(await complaints(xero, taxed([100, -100], 'Exclusive'))).toHaveLength(1)
})

test('without the permission the answer is 403', async () => {
  await using xero = await openXero({ switches: { journalPermission: false } })
  expect((await xero.put('/ManualJournals', aJournal())).status).toBe(403)
})
