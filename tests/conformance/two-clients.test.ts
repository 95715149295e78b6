import { describe, expect, test } from 'vitest'
import type { Answer, Element, NewInvoice } from './driver.ts'
import { hourbookDriver } from './hourbook-driver.ts'
import { openXero, type Xero } from './open-xero.ts'
import { sdkDriver } from './sdk-driver.ts'

// One suite, two clients: what Xero's own SDK and Hourbook's client do alike can hardly be bent to the one or the other.
const clients = [
  ['xero-node', sdkDriver],
  ['Hourbook’s client', hourbookDriver],
] as const

describe.each(clients)('%s', (_name, driverFor) => {
  async function scene(options: Parameters<typeof openXero>[0] = {}) {
    const xero = await openXero(options)
    return Object.assign(xero, { driver: driverFor(xero) })
  }

  test('reads the organisation and its lists', async () => {
    await using xero = await scene()
    const { driver, organisation } = xero
    const { name, shortCode, baseCurrency: currency } = organisation
    expect(expectOk(await driver.readOrganisation())).toMatchObject({ name, shortCode, currency })
    expect(expectOk(await driver.listAccounts())).toHaveLength(48)
    expect(expectOk(await driver.listItems())).toHaveLength(7)
    const high = expectOk(await driver.listTaxRates()).filter((rate) => rate.percentage === 21)
    expect(high.map((rate) => rate.type)).toContain('OUTPUT')
    const categories = expectOk(await driver.listTrackingOptions()).map((each) => each.category)
    expect(new Set(categories).size).toBe(2)
  })

  test('creates contacts once under a key, and finds them by their number', async () => {
    await using xero = await scene()
    const { driver } = xero
    const contacts = [
      { name: 'Eén & "Twee"', number: 'app:1', accountNumber: 'K-1' },
      { name: 'Drie', number: 'app:2' },
    ]
    const before = xero.control.contacts(xero.organisation.id).length
    const made = allOk(expectOk(await driver.createContacts(contacts, 'k')))
    expect(made.map((each) => each.name)).toEqual(contacts.map((each) => each.name))
    expect(allOk(expectOk(await driver.createContacts(contacts, 'k')))).toEqual(made)
    expect(xero.control.contacts(xero.organisation.id)).toHaveLength(before + 2)
    const found = expectOk(await driver.findContactsByNumber(['app:1', 'app:2', 'app:3']))
    expect(found.map((each) => each.id).toSorted()).toEqual(made.map((each) => each.id).toSorted())
    expect(found.find((each) => each.number === 'app:1')?.accountNumber).toBe('K-1')
  })

  test('a name that is taken is refused in Xero’s words, in its place of the batch', async () => {
    await using xero = await scene()
    const name = String(xero.control.contacts(xero.organisation.id)[0]?.['Name'])
    const [first, second] = expectOk(
      await xero.driver.createContacts(
        [
          { name, number: 'app:1' },
          { name: 'Free', number: 'app:2' },
        ],
        'k',
      ),
    )
    expect(first).toMatchObject({ kind: 'refused', words: expect.stringContaining('contact name') })
    expect(second).toMatchObject({ kind: 'ok', value: { name: 'Free' } })
  })

  test('a key that is used with another request is refused', async () => {
    await using xero = await scene()
    const create = (name: string) => xero.driver.createContacts([{ name, number: name }], 'k')
    expect((await create('One')).kind).toBe('ok')
    const refused = await create('Two')
    expect(refused).toMatchObject({ kind: 'refused', words: expect.stringContaining('different') })
  })

  test('reads contacts by the page, archived and merged ones included, and what changed since', async () => {
    await using xero = await scene()
    const { driver, control } = xero
    const { id } = control.organisations.create({ name: 'Pond', contacts: 1010, seed: 4 })
    const { access_token } = control.authorise({ organisationId: id })
    const organisation = { ...xero.organisation, id }
    const pond = driverFor({ ...xero, organisation, tokens: { ...xero.tokens, access_token } })
    const [one, two, three] = control.contacts(id).map((each) => String(each['ContactID']))
    control.editContact(id, String(one), { ContactStatus: 'ARCHIVED' })
    control.mergeContacts(id, String(two), String(three))
    const pages = [
      expectOk(await pond.readContacts(1, null)),
      expectOk(await pond.readContacts(2, null)),
    ]
    expect(pages.map((page) => [page.contacts.length, page.count])).toEqual([
      [1000, 1010],
      [10, 1010],
    ])
    const all = pages.flatMap((page) => page.contacts)
    expect(all.map((each) => each.id)).toEqual(all.map((each) => each.id).toSorted())
    expect(all.find((each) => each.id === one)?.isArchived).toBe(true)
    expect(all.find((each) => each.id === two)?.mergedInto).toBe(three)
    const changed = expectOk(await pond.readContacts(1, new Date(control.now() - 60_000)))
    expect(changed.contacts.map((each) => each.id).toSorted()).toEqual(
      [one, two].map(String).toSorted(),
    )
    expect(expectOk(await driver.readContacts(1, new Date(control.now() + 1000))).contacts).toEqual(
      [],
    )
  })

  test('creates invoices whose totals are Xero’s to the cent, one element beside another', async () => {
    await using xero = await scene()
    const { driver } = xero
    const invoice = anInvoice(xero)
    const lines = [
      { description: 'Advice', quantity: 3, unitPrice: 10.0249, accountCode: '200' },
      { description: 'Travel\n2 days', quantity: 0.5, unitPrice: 0.33, accountCode: '200' },
    ]
    const [made, refused] = expectOk(
      await driver.createInvoices(
        [
          { ...invoice, lines },
          { ...invoice, reference: 'HB-2', contactId: crypto.randomUUID() },
        ],
        'k',
      ),
    )
    const ok = expectElement(made)
    expect(refused?.kind).toBe('refused')
    expect(ok).toMatchObject({ status: 'DRAFT', subtotal: 30.24, tax: 6.35, total: 36.59 })
    const [read] = expectOk(await driver.readInvoices([ok.id]))
    expect(read).toMatchObject({ due: 36.59, paid: 0, credited: 0, lines })
    expect(expectOk(await driver.findInvoicesByReference(['HB-2']))).toEqual([])
  })

  test('finds an invoice by its reference, whatever stands in it', async () => {
    await using xero = await scene()
    const reference = 'PO "7" & Zoë’s + 100% (HB-1)'
    const [made] = expectOk(
      await xero.driver.createInvoices([{ ...anInvoice(xero), reference }], 'k'),
    )
    const found = expectOk(await xero.driver.findInvoicesByReference([reference, 'HB-none']))
    expect(found).toEqual([expectElement(made)])
  })

  test('voids an approved invoice, deletes a draft, and is refused where something was paid', async () => {
    await using xero = await scene()
    const { driver, control, organisation } = xero
    const draft = anInvoice(xero)
    const approved = { ...draft, status: 'AUTHORISED' as const }
    const [one, two, three] = allOk(
      expectOk(await driver.createInvoices([draft, approved, approved], 'k')),
    ).map((each) => each.id)
    expect(expectOk(await driver.closeInvoice(String(one), 'DELETED')).status).toBe('DELETED')
    expect(expectOk(await driver.closeInvoice(String(two), 'VOIDED')).status).toBe('VOIDED')
    control.payInvoice(organisation.id, String(three), { amount: 21 })
    const refused = await driver.closeInvoice(String(three), 'VOIDED')
    expect(refused).toMatchObject({ kind: 'refused', words: expect.stringContaining('payments') })
    const [read] = expectOk(await driver.readInvoices([String(three)]))
    expect(read).toMatchObject({ status: 'AUTHORISED', total: 121, paid: 21, due: 100 })
  })

  test('posts a journal that balances, and no other', async () => {
    await using xero = await scene()
    const { driver } = xero
    const journal = (narration: string, credit: number) => ({
      narration,
      lines: [
        { accountCode: '615', amount: 100 },
        { accountCode: '200', amount: credit },
      ],
    })
    const [made, refused] = expectOk(
      await driver.createJournals([journal('Sale HB-1', -100), journal('Sale HB-2', -10)], 'k'),
    )
    const { id } = expectElement(made)
    expect(refused).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('total debits (100.00) must equal total credits (-10.00)'),
    })
    const found = expectOk(await driver.findJournalsByNarration(['Sale HB-1', 'Sale HB-2']))
    expect(found).toMatchObject([{ id, status: 'POSTED', amounts: [100, -100] }])
    expect(expectOk(await driver.closeJournal(id)).status).toBe('VOIDED')
  })

  test('credits an invoice: the note, what it takes off, and what is too much', async () => {
    await using xero = await scene()
    const { driver } = xero
    const invoice = { ...anInvoice(xero), status: 'AUTHORISED' as const }
    const [made] = expectOk(await driver.createInvoices([invoice], 'k1'))
    const invoiceId = expectElement(made).id
    const { contactId } = invoice
    const note = expectOk(
      await driver.createCreditNote({ contactId, reference: 'HB-1-C', amount: 50 }, 'k2'),
    )
    expect(note).toMatchObject({ status: 'AUTHORISED', total: 50, allocated: 0 })
    const allocation = { creditNoteId: note.id, invoiceId }
    expect((await driver.allocate({ ...allocation, amount: 51 }, 'k3')).kind).toBe('refused')
    expect((await driver.allocate({ ...allocation, amount: 50 }, 'k4')).kind).toBe('ok')
    expect(expectOk(await driver.readCreditNote(note.id))).toMatchObject({
      status: 'PAID',
      allocated: 50,
    })
    const [read] = expectOk(await driver.readInvoices([invoiceId]))
    expect(read).toMatchObject({ credited: 50, due: 71 })
  })

  test('attaches a file, and writes a note', async () => {
    await using xero = await scene()
    const { driver } = xero
    const [made] = expectOk(await driver.createInvoices([anInvoice(xero)], 'k'))
    const { id } = expectElement(made)
    const content = Buffer.from('%PDF-1.4 a timesheet')
    expect((await driver.attachFile(id, 'uren & meer.pdf', content)).kind).toBe('ok')
    expect(expectOk(await driver.listFiles(id))).toEqual(['uren & meer.pdf'])
    const [file] = xero.control.attachments(xero.organisation.id)
    expect(file).toMatchObject({ includeOnline: true, mimeType: 'application/pdf', content })
    expect((await driver.addNote(id, 'Made by somebody', 'k2')).kind).toBe('ok')
    expect(expectOk(await driver.listNotes(id))).toContain('Made by somebody')
  })

  test.each(['lowercase', 'capitalised'] as const)(
    'hears of limits, and for how long (%s)',
    async (limitProblemSpelling) => {
      await using xero = await scene({ switches: { limitProblemSpelling } })
      xero.control.failNext('*', '429_minute')
      const limited = await xero.driver.listItems()
      expect(limited).toMatchObject({ kind: 'limited', retryAfterSeconds: 60 })
      xero.control.failNext('*', '429_day')
      const whole = await xero.driver.listItems()
      expect(whole).toMatchObject({ kind: 'limited', retryAfterSeconds: 86_400 })
      xero.control.failNext('*', '429_concurrent')
      expect((await xero.driver.listItems()).kind).toBe('limited')
      xero.control.failNext('*', '503_offline')
      expect((await xero.driver.listItems()).kind).toBe('limited')
    },
  )

  test.each(['403', '401'] as const)(
    'hears that a token, a scope or the connection is at an end (disconnected: %s)',
    async (disconnectedStatus) => {
      await using xero = await scene({
        switches: { disconnectedStatus },
        scopes: ['accounting.contacts', 'accounting.settings.read'],
      })
      expect((await xero.driver.listItems()).kind).toBe('ok')
      const journals = await xero.driver.findJournalsByNarration(['HB-1'])
      expect(journals.kind).toBe('unauthorised')
      xero.control.failNext('*', '401_expired')
      expect((await xero.driver.listItems()).kind).toBe('unauthorised')
      xero.control.organisations.disconnect(xero.organisation.id)
      expect((await xero.driver.listItems()).kind).toBe('unauthorised')
    },
  )

  test.each(['drop_after', 'error_500_after', 'html_error'] as const)(
    'cannot know what became of a call that has no answer (%s); the same key tells',
    async (fault) => {
      await using xero = await scene()
      const { control, driver, organisation } = xero
      control.failNext('PUT /Contacts', fault)
      const contacts = [{ name: 'Once', number: 'app:1' }]
      expect((await driver.createContacts(contacts, 'k')).kind).toBe('unknown')
      const again = await driver.createContacts(contacts, 'k')
      // Xero remembers an error under its key as well: then only looking tells.
      expect(again.kind).toBe(fault === 'error_500_after' ? 'unknown' : 'ok')
      expect(expectOk(await driver.findContactsByNumber(['app:1']))).toHaveLength(1)
      const named = control.contacts(organisation.id).filter((each) => each['Name'] === 'Once')
      expect(named).toHaveLength(1)
    },
  )
})

function expectOk<Value>(answer: Answer<Value>): Value {
  if (answer.kind !== 'ok') throw new Error(`Not ok: ${JSON.stringify(answer)}`)
  return answer.value
}

function expectElement<Value>(element: Element<Value> | undefined): Value {
  if (element?.kind !== 'ok') throw new Error(`Not ok: ${JSON.stringify(element)}`)
  return element.value
}

const allOk = <Value>(elements: Element<Value>[]): Value[] => elements.map(expectElement)

function anInvoice({ control, organisation }: Xero): NewInvoice {
  const contactId = String(control.contacts(organisation.id)[0]?.['ContactID'])
  const lines = [{ description: 'Advice', quantity: 1, unitPrice: 100, accountCode: '200' }]
  return { contactId, reference: 'HB-1', status: 'DRAFT', lines }
}
