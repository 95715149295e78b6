import { xlsxOf } from '#lib/xlsx.ts'
import { tableForm } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { applyFileImportRows } from './apply-file-import-rows.ts'

type Import = {
  id: string
  state: string
  headerRow: number
  rowsTotal: number
  rowsApplied: number
  encoding: string | null
  delimiter: string | null
  columns: { heading: string; field: string | null; samples: string[] }[]
  counts: Record<string, number>
  results: Record<string, number>
  toApply: number
}
type Row = {
  position: number
  name: string | null
  number: string | null
  finding: string
  reasonCode: string | null
  reason: string | null
  problems: { field: string | null; words: string }[]
  clientId: string | null
  changes: { field: string; from: unknown; to: unknown }[]
  choice: string
  canApply: boolean
  canBeNew: boolean
  result: string | null
  resultDetail: string | null
}
type Problem = { code: string; field?: string; detail: string }

async function upload(world: World, content: string | Uint8Array): Promise<Import> {
  const answer = await world.request('POST', '/file-imports', tableForm(content))
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  return answer.body
}

async function match(world: World, found: Import, body?: object): Promise<Import> {
  const fields = found.columns.map((column) => column.field)
  const answer = await world.request('PUT', `/file-imports/${found.id}/matching`, {
    fields,
    ...body,
  })
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body
}

/** Uploads and takes the columns as they were guessed. */
async function preview(world: World, content: string | Uint8Array): Promise<Import> {
  return await match(world, await upload(world, content))
}

async function apply(world: World, { id }: Import): Promise<Import> {
  const answer = await world.request('POST', `/file-imports/${id}/apply`)
  expect(answer.status).toBe(202)
  await world.runJobs()
  return (await world.request('GET', `/file-imports/${id}`)).body
}

async function rowsOf(world: World, { id }: Import, query = ''): Promise<Row[]> {
  const answer = await world.request('GET', `/file-imports/${id}/rows?limit=200${query}`)
  expect(answer.status).toBe(200)
  return (answer.body as { items: Row[] }).items
}

async function clientsOf(world: World) {
  const { body } = await world.request('GET', '/clients?limit=200')
  return (body as { items: Record<string, unknown>[] }).items
}

const file = `\uFEFFKlantnummer;Naam;E-mailadres;Adres;Postcode;Plaats;Betaaltermijn;Uurtarief;Opmerking
C-1;"Bakkerij ""De Zon"" BV";zon@example.com;Dorpsstraat 1;1234 AB;Utrecht;30 dagen;85,50;
C-2;Smederij Vuur;;;;;14;"1.250,00";"twee
regels"

`

test('a Dutch file comes in with every field, and a second time nothing changes', async () => {
  await using world = await createWorld()
  const read = await upload(world, file)
  expect(read).toMatchObject({ state: 'matching', delimiter: ';', encoding: 'utf-8', rowsTotal: 2 })
  expect(read.columns.map((column) => column.field)).toEqual([
    'number',
    'name',
    'email',
    'invoiceLine1',
    'invoicePostalCode',
    'invoiceCity',
    'paymentTermDays',
    'hourlyRate',
    'notes',
  ])
  expect(read.columns[1]?.samples).toEqual(['Bakkerij "De Zon" BV', 'Smederij Vuur'])

  const ready = await match(world, read)
  expect(ready).toMatchObject({ state: 'ready', toApply: 2, counts: { new: 2, error: 0 } })
  expect(await clientsOf(world)).toEqual([])
  const done = await apply(world, ready)
  expect(done).toMatchObject({ state: 'done', rowsApplied: 2, results: { created: 2, failed: 0 } })
  expect(await clientsOf(world)).toMatchObject([
    {
      number: 'C-1',
      name: 'Bakkerij "De Zon" BV',
      email: 'zon@example.com',
      invoiceAddress: { line1: 'Dorpsstraat 1', postalCode: '1234 AB', city: 'Utrecht' },
      paymentTermDays: 30,
      hourlyRate: '85.5000',
      source: 'file',
    },
    { number: 'C-2', hourlyRate: '1250.0000', notes: 'twee\nregels' },
  ])
  const [row] = await rowsOf(world, done)
  expect(row).toMatchObject({ position: 2, result: 'created', clientId: expect.any(String) })

  const before = await clientsOf(world)
  const again = await preview(world, file)
  expect(again).toMatchObject({ counts: { same: 2, new: 0, changed: 0 } })
  expect((await apply(world, again)).results).toMatchObject({ unchanged: 2, updated: 0 })
  expect(await clientsOf(world)).toEqual(before)
})

test('the number decides; likeness is only suggested, and a person decides', async () => {
  await using world = await createWorld()
  const { has } = world
  const known = await has.client({ number: 'A-1', name: 'Old Name', email: 'old@example.com' })
  const spaced = await has.client({ number: 'k 7', name: 'Kay' })
  const vat = await has.client({ number: null, name: 'Vat BV', vatNumber: 'NL 0012.34.567.B01' })
  const named = await has.client({ number: null, name: 'Café Noir B.V.' })
  await has.client({ number: 'Z-9', name: 'Numbered Already' })
  const found = await preview(
    world,
    [
      'Number,Name,E-mail,VAT number',
      'A-1,New Name,,',
      'K7,Kay,,',
      'V-1,Somebody Else,,NL001234567B01',
      ',Cafe Noir,noir@example.com,',
      'Z-10,Numbered Already,,',
      ',Lone Wolf,,',
      ',lone wolf,,',
    ].join('\n'),
  )
  expect(found.counts).toEqual({ new: 2, changed: 1, same: 0, conflict: 4, error: 0 })
  const rows = await rowsOf(world, found)
  expect(
    rows.map(({ finding, reasonCode, clientId, choice }) => [
      finding,
      reasonCode,
      clientId,
      choice,
    ]),
  ).toEqual([
    ['changed', null, known.id, 'apply'],
    ['conflict', 'number_differs_in_case_or_spaces', spaced.id, 'skip'],
    ['conflict', 'client_has_this_vat_number', vat.id, 'skip'],
    ['conflict', 'client_has_this_name', named.id, 'skip'],
    ['new', null, null, 'apply'],
    ['new', 'row_has_no_number', null, 'apply'],
    ['conflict', 'several_rows_have_this_name', null, 'skip'],
  ])
  expect(rows[0]?.changes).toEqual([{ field: 'name', from: 'Old Name', to: 'New Name' }])

  const url = `/file-imports/${found.id}/rows`
  const choose = async (body: object) => {
    const answer = await world.request('PATCH', url, body)
    return [answer.status, (answer.body as Problem).code]
  }
  expect(await choose({ positions: [4], choice: 'apply' })).toEqual([200, undefined])
  expect(await choose({ positions: [5], choice: 'create' })).toEqual([200, undefined])
  // Who has the number can only be that client.
  expect(await choose({ positions: [3], choice: 'create' })).toEqual([
    422,
    'file_import_row_cannot_be_applied',
  ])
  const done = await apply(world, found)
  expect(done.results).toEqual({ created: 3, updated: 2, unchanged: 0, skipped: 2, failed: 0 })
  const byName = new Map((await clientsOf(world)).map((client) => [client['name'], client]))
  expect(byName.get('Somebody Else')).toMatchObject({ id: vat.id, number: 'V-1' })
  expect(byName.get('Cafe Noir')).toMatchObject({ number: null, email: 'noir@example.com' })
  expect(byName.get('Café Noir B.V.')).toMatchObject({ id: named.id, email: null })
  expect(byName.get('New Name')).toMatchObject({ id: known.id, email: 'old@example.com' })
  expect(await clientsOf(world)).toHaveLength(8)

  // The one that came in without a number is recognised, for the row says nothing new about it.
  const again = await preview(world, 'Number,Name\n,Lone Wolf\n')
  expect(again.counts).toMatchObject({ same: 1, new: 0 })
})

test('what is wrong with a row is said in words, all at once, and it never comes in', async () => {
  await using world = await createWorld()
  const found = await preview(
    world,
    [
      'Number,Name,E-mail,Payment term,Hourly rate,Contact e-mail',
      'F-1,"=HYPERLINK(""https://evil.example"")",,,,',
      `F-2,${'x'.repeat(256)},,,,`,
      'F-3,Party 🎉,,,,',
      'F-4,,no-address,400,1.234,',
      'Ünïcode,Fine Name,,,,',
      'F-5,Too Few',
      'F-6,Too,Many,,,,here',
      'D-1,Twin One,,,,',
      'd-1 ,Twin Two,,,,',
      'F-7,Nobody,,,,who@example.com',
      'F-8,"<b>Bold</b>",,,,',
      '"=""007""",\'+31 Phone Shop,,30,€ 95,',
    ].join('\r\n'),
  )
  expect(found.counts).toMatchObject({ error: 12, new: 0 })
  const rows = await rowsOf(world, found)
  const words = rows.map((row) => row.problems.map((each) => `${each.field}: ${each.words}`))
  expect(words).toEqual([
    ['name: This is a formula. Put the value in its place.'],
    ['name: Use at most 255 characters.'],
    ['name: Leave out emoji: names are printed on invoices.'],
    [
      'email: Give an e-mail address such as name@example.com.',
      'paymentTermDays: Give a whole number of days from 0 to 365.',
      'hourlyRate: Give an amount with at most four decimals, such as 95.00 or 1250.00.',
      'name: Fill this in.',
    ],
    ['number: Use letters, digits and signs without accents.'],
    [expect.stringMatching(/^null: This row has 2 cells, the header row 6/)],
    [expect.stringMatching(/^null: This row has 7 cells, the header row 6/)],
    ['number: Row 10 has this number too. Keep one of them.'],
    ['number: Row 9 has this number too. Keep one of them.'],
    ['personName: Fill in whose e-mail address it is.'],
    ['name: Leave out < and >: Xero does not accept them in names.'],
    ['name: A name cannot start with =, + or @: spreadsheets would run it.'],
  ])
  const { id } = found
  const all = { finding: 'error', choice: 'apply' }
  await world.request('PATCH', `/file-imports/${id}/rows`, all)
  const one = await world.request('PATCH', `/file-imports/${id}/rows`, {
    positions: [2],
    choice: 'apply',
  })
  expect((one.body as Problem).code).toBe('file_import_row_cannot_be_applied')
  expect((await apply(world, found)).results).toMatchObject({ skipped: 12, created: 0 })
  expect(await clientsOf(world)).toEqual([])
})

test('columns are chosen by a person and remembered for the next file', async () => {
  await using world = await createWorld()
  const text = 'Our clients\n\nRelatie-ID,Wie,Opm.\nR-1,Acme,VIP\n'
  const read = await upload(world, text)
  expect(read.columns.map((column) => column.field)).toEqual([null])
  const below = await world.request('PUT', `/file-imports/${read.id}/matching`, { headerRow: 3 })
  expect(below.body).toMatchObject({ state: 'matching', headerRow: 3, rowsTotal: 1 })
  const fields = ['number', 'name', 'notes']
  const ready = await match(world, below.body, { fields })
  expect(await rowsOf(world, ready)).toMatchObject([{ position: 4, number: 'R-1', name: 'Acme' }])

  const next = await upload(world, 'WIE;Opm;Relatie ID\nBeta;;R-2\n')
  expect(next.columns.map((column) => column.field)).toEqual(['name', 'notes', 'number'])
  const { token } = await world.otherWorkspace()
  const theirs = await world.request('POST', '/file-imports', tableForm('WIE;Opm\nBeta;x\n'), {
    token,
  })
  expect((theirs.body as Import).columns.map((column) => column.field)).toEqual([null, null])

  const bad = async (body: object) => {
    const answer = await world.request('PUT', `/file-imports/${next.id}/matching`, body)
    const { code, field, detail } = answer.body as Problem
    return [answer.status, code, field, detail]
  }
  const invalid = [422, 'input_is_not_valid']
  expect(await bad({ fields: ['name'] })).toEqual([
    ...invalid,
    'fields',
    expect.stringMatching(/3 columns/),
  ])
  expect(await bad({ fields: ['name', 'name', null] })).toEqual([
    ...invalid,
    'fields',
    'Two columns cannot both be the field name.',
  ])
  expect(await bad({ fields: [null, null, 'number'] })).toEqual([
    ...invalid,
    'fields',
    'Say which column has the name.',
  ])
  expect(await bad({ headerRow: 2 })).toEqual([...invalid, 'headerRow', expect.any(String)])

  // A file without headings: its columns are called as a spreadsheet calls them.
  const bare = await upload(world, 'R-3,Gamma\nR-4,Delta\n')
  const none = await match(world, bare, { headerRow: 0, fields: ['number', 'name'] })
  expect(none.columns.map((column) => column.heading)).toEqual(['A', 'B'])
  expect(none.counts).toMatchObject({ new: 2 })
  // Nothing is remembered of those.
  const later = await upload(world, 'A,B\nR-5,Epsilon\n')
  expect(later.columns.map((column) => column.field)).toEqual([null, null])
})

test('a workbook is read like the text it stands for', async () => {
  await using world = await createWorld()
  const rows = [
    ['X-1', 'Excel & Co', { decimal: '30' }, { decimal: '85.3' }],
    ['X-2', 'Second', null, null],
  ]
  const found = await preview(world, await workbookOf(rows))
  expect(found).toMatchObject({ format: 'xlsx', encoding: null, counts: { new: 2, error: 0 } })
  await apply(world, found)
  expect(await clientsOf(world)).toMatchObject([
    { number: 'X-1', name: 'Excel & Co', paymentTermDays: 30, hourlyRate: '85.3000' },
    { number: 'X-2', paymentTermDays: null },
  ])
})

test('files that cannot be read are refused in words, and nothing is kept', async () => {
  await using world = await createWorld()
  const bomb = await workbookOf([['X-1', 'x', null, null]])
  // The directory at the end says how large each part becomes.
  const at = bomb.lastIndexOf(Buffer.from('504b0102', 'hex'))
  bomb.writeUInt32LE(4_000_000_000, at + 24)
  const two = tableForm('Name\nA\n')
  two.append('file', new Blob(['Name\nB\n']), 'b.csv')
  const cases: [string, unknown, number, string][] = [
    ['nothing', tableForm(''), 422, 'import_file_is_empty'],
    ['headings only', tableForm('Name,Number\n\n'), 422, 'import_file_is_empty'],
    [
      'a picture',
      tableForm(Buffer.from('89504e470d0a1a0a00000000', 'hex')),
      422,
      'import_file_is_unreadable',
    ],
    [
      'old Excel',
      tableForm(Buffer.from('d0cf11e0a1b11ae1', 'hex')),
      422,
      'import_file_is_old_excel',
    ],
    ['half a workbook', tableForm(bomb.subarray(0, 900)), 422, 'import_file_is_unreadable'],
    ['a bomb', tableForm(bomb), 422, 'import_file_unpacks_too_large'],
    ['a ZIP file of something else', tableForm(emptyZip), 422, 'import_file_is_unreadable'],
    ['a quote that stays open', tableForm('Name\n"Acme\n'), 422, 'import_file_has_an_open_quote'],
    [
      '10,001 rows',
      tableForm(`Name\n${'x\n'.repeat(10_001)}`),
      422,
      'import_file_has_too_many_rows',
    ],
    [
      '201 columns',
      tableForm(`Name${','.repeat(200)}\nx\n`),
      422,
      'import_file_has_too_many_columns',
    ],
    ['more than 40 MB', tableForm('x'.repeat(40_000_001)), 413, 'import_file_is_too_big'],
    ['another field', tableForm('Name\nA\n', 'a.csv', 'table'), 422, 'input_is_not_valid'],
    ['two files', two, 422, 'input_is_not_valid'],
    ['no form', { file: 'x' }, 422, 'import_file_is_missing'],
  ]
  for (const [name, body, status, code] of cases) {
    const answer = await world.request('POST', '/file-imports', body)
    expect([name, answer.status, (answer.body as Problem).code]).toEqual([name, status, code])
  }
  const list = await world.request('GET', '/file-imports')
  expect((list.body as { items: unknown[] }).items).toEqual([])
}, 30_000)

test('an import is applied once, and takes no choices after that', async () => {
  await using world = await createWorld()
  const read = await upload(world, 'Number,Name\nO-1,Once\n')
  const codes = async (id: string) => {
    const asked = [
      await world.request('POST', `/file-imports/${id}/apply`),
      await world.request('PATCH', `/file-imports/${id}/rows`, { positions: [2], choice: 'skip' }),
      await world.request('PUT', `/file-imports/${id}/matching`, { fields: ['number', 'name'] }),
    ]
    return asked.map((answer) => (answer.body as Problem).code)
  }
  expect((await codes(read.id)).slice(0, 2)).toEqual([
    'file_import_is_not_ready',
    'file_import_is_not_ready',
  ])
  await apply(world, read)
  expect(await codes(read.id)).toEqual([
    'file_import_is_not_ready',
    'file_import_is_not_ready',
    'file_import_is_not_open',
  ])
  // The job may come twice.
  await applyFileImportRows(world.systemCtx(), { importId: read.id })
  expect(await clientsOf(world)).toHaveLength(1)
  const unknown = await world.request('GET', `/file-imports/${crypto.randomUUID()}`)
  expect((unknown.body as Problem).code).toBe('file_import_not_found')
})

test('a file is deleted with its rows; its clients stay, and so does what its headings mean', async () => {
  await using world = await createWorld()
  const text = 'Nr,Bedrijf\nD-1,Delft Clay\n'
  const first = await preview(world, text)
  expect((await world.request('POST', `/file-imports/${first.id}/apply`)).status).toBe(202)
  const early = await world.request('DELETE', `/file-imports/${first.id}`)
  expect([early.status, early.body]).toMatchObject([409, { code: 'file_import_is_being_applied' }])
  await applyFileImportRows(world.systemCtx(), { importId: first.id })
  const other = await preview(world, text)

  const deleted = async () => (await world.request('DELETE', `/file-imports/${first.id}`)).status
  expect([await deleted(), await deleted()]).toEqual([204, 404])
  const { body } = await world.request('GET', '/file-imports')
  expect((body as { items: Import[] }).items.map(({ id }) => id)).toEqual([other.id])
  const rows = await world.db
    .selectFrom('file_import_rows')
    .where('workspace_id', '=', world.workspaceId)
    .where('import_id', '=', first.id)
    .selectAll()
    .execute()
  expect(rows).toEqual([])
  expect(other.counts).toMatchObject({ same: 1 })
})

test('what became impossible after the preview fails with words; the rest comes in', async () => {
  await using world = await createWorld()
  const gone = await world.has.client({ number: 'G-1', name: 'Gone Soon' })
  const kept = await world.has.client({ number: 'G-4', name: 'Kept' })
  const found = await preview(
    world,
    'Number,Name,Phone\nG-1,Gone Now,1\nG-2,Taken Soon,2\nG-3,Fine,3\nG-4,Kept,4\n',
  )
  await world.request('DELETE', `/clients/${gone.id}`)
  await world.has.client({ number: 'g-2', name: 'Faster' })
  await world.request('PATCH', `/clients/${kept.id}`, { email: 'meanwhile@example.com' })
  const done = await apply(world, found)
  expect(done.results).toMatchObject({ created: 1, updated: 1, failed: 2 })
  expect((await rowsOf(world, done, '&result=failed')).map((row) => row.resultDetail)).toEqual([
    'The client was deleted in the meantime.',
    'Another client has the number G-2.',
  ])
  const clients = await clientsOf(world)
  expect(clients.find((client) => client['number'] === 'G-4')).toMatchObject({
    phone: '4',
    email: 'meanwhile@example.com',
  })
})

test('ten thousand rows come in, with two workers at once, each exactly once', async () => {
  await using world = await createWorld()
  const lines = Array.from({ length: 10_000 }, (_, index) => `N-${index},Client ${index}`)
  const found = await preview(world, `Number,Name\n${lines.join('\n')}\n`)
  expect(found.counts).toMatchObject({ new: 10_000 })
  await world.request('POST', `/file-imports/${found.id}/apply`)
  const ctx = world.systemCtx()
  await Promise.all([
    applyFileImportRows(ctx, { importId: found.id }),
    applyFileImportRows(ctx, { importId: found.id }),
  ])
  const done = (await world.request('GET', `/file-imports/${found.id}`)).body as Import
  expect(done).toMatchObject({ state: 'done', rowsApplied: 10_000, results: { created: 10_000 } })
  const { body } = await world.request('GET', '/clients?limit=1')
  expect((body as { total: number }).total).toBe(10_000)
}, 60_000)

test('a sample file comes in as it is', async () => {
  await using world = await createWorld()
  const sample = await world.request('GET', '/file-imports/sample')
  expect(sample.headers['content-disposition']).toBe('attachment; filename="clients.csv"')
  const found = await preview(world, sample.body as string)
  expect(found.columns.filter((column) => column.field === null)).toEqual([])
  expect(found.counts).toEqual({ new: 2, changed: 0, same: 0, conflict: 0, error: 0 })
  const workbook = await world.request('GET', '/file-imports/sample?format=xlsx')
  expect(workbook.headers['content-type']).toMatch(/spreadsheetml/)
})

type Cells = Parameters<typeof xlsxOf>[0]['rows'] extends AsyncIterable<infer Row> ? Row : never

async function workbookOf(rows: Cells[]): Promise<Buffer> {
  const columns = ['Number', 'Name', 'Payment term', 'Hourly rate']
  const chunks: Buffer[] = []
  for await (const chunk of xlsxOf({ name: 'Clients', columns, rows: oneByOne(rows) })) {
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* oneByOne<Item>(items: Item[]): AsyncGenerator<Item> {
  yield* items
}

/** A ZIP file with one empty entry, 'a'. */
const emptyZip = Buffer.from(
  '504b03040a0000000000000000000000000000000000000000000100000061' +
    '504b01021e030a000000000000000000000000000000000000000000010000000000000000000000000000000000' +
    '61504b050600000000010001002f0000001f0000000000',
  'hex',
)
