import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openSheet } from './read-sheet.ts'
import { xlsxOf } from './xlsx.ts'

const limits = { mostRows: 1000, mostColumns: 50 }
async function read(content: string | Buffer) {
  await using sheet = openSheet(Buffer.from(content), limits)
  const answer = await sheet.next()
  if (answer.kind === 'problem') return answer
  return { kind: 'ok', sheet: { ...answer.about, rows: answer.rows } }
}
const rows = [
  ['Name', 'Note'],
  ['Café €', 'x, y; z'],
]

test.each([
  ['commas', 'Name,Note\nCafé €,"x, y; z"\n', ','],
  ['semicolons', 'Name;Note\r\nCafé €;"x, y; z"\r\n', ';'],
  ['tabs', 'Name\tNote\nCafé €\tx, y; z', '\t'],
  ['bars', 'Name|Note\rCafé €|x, y; z\r', '|'],
  ['what the file says', 'sep=;\nName;Note\nCafé €;"x, y; z"', ';'],
])('cells may be divided by %s', async (_, text, delimiter) => {
  const answer = await read(text)
  expect(answer).toMatchObject({ kind: 'ok', sheet: { delimiter, rows } })
})

const text = 'Name;Note\nCafé €;"x, y; z"\n'
const bigEndian = (bytes: Buffer) => Buffer.from(bytes).swap16()

test.each([
  ['utf-8', Buffer.from(text)],
  ['utf-8', Buffer.from(`\uFEFF${text}`)],
  ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['utf-16le', Buffer.from(text, 'utf16le')],
  ['utf-16be', bigEndian(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
  ['windows-1252', Buffer.from(text.replace('€', '\u0080'), 'latin1')],
])('a text may be written in %s', async (encoding, bytes) => {
  expect(await read(bytes)).toMatchObject({ kind: 'ok', sheet: { encoding, rows } })
})

test('line breaks and quotes in a cell stay there; empty lines count as rows', async () => {
  const answer = await read('Name,Note\n\n"two\nlines","a ""word"""\n\n\n')
  expect(answer).toMatchObject({
    sheet: { rows: [['Name', 'Note'], [''], ['two\nlines', 'a "word"']] },
  })
})

test('a workbook gives numbers as they were typed and days as days', async () => {
  const typed = [{ decimal: '85.299999999999997' }, { decimal: '1001' }, { day: '2026-02-28' }]
  const answer = await read(await workbookOf(['A', 'B', 'C'], [typed]))
  expect(answer).toMatchObject({
    sheet: {
      format: 'xlsx',
      rows: [
        ['A', 'B', 'C'],
        ['85.3', '1001', '2026-02-28'],
      ],
    },
  })
})

test('a cell that went wrong in Excel is empty, and does not spoil the others', async () => {
  const wrong = await workbookOf(['A', 'B'], [['x', 'y']], (xml) =>
    xml.replace(/<c r="A2".*?<\/c>/, '<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
  )
  expect(await read(wrong)).toMatchObject({
    sheet: {
      rows: [
        ['A', 'B'],
        ['', 'y'],
      ],
    },
  })
})

test('one cell at the end of the sheet does not make a sheet of that size', async () => {
  const far = await workbookOf(['A'], [['x']], (xml) =>
    xml.replace('<row r="2"><c r="A2"', '<row r="1048576"><c r="XFD1048576"'),
  )
  const answer = await read(far)
  expect(answer).toEqual({ kind: 'problem', problem: expect.stringMatching(/too_(many|large)/) })
  const endless = await workbookOf(['A'], [['x']], (xml) =>
    xml.replace('<row r="2">', '<row r="99999999999">'),
  )
  expect(await read(endless)).toMatchObject({ kind: 'problem' })
}, 30_000)

type Cells = readonly (string | { day: string } | { decimal: string })[]

/** A workbook, its sheet changed by hand. The parts are stored as they are, so that it can be. */
async function workbookOf(
  columns: string[],
  cells: Cells[],
  change?: (xml: string) => string,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  async function* given() {
    yield* cells
  }
  for await (const chunk of xlsxOf({ name: 'A', columns, rows: given() })) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  return change ? repacked(whole, change) : whole
}

/** The ZIP file with its last part, the sheet, changed and packed anew. */
function repacked(zip: Buffer, change: (xml: string) => string): Buffer {
  const mark = Buffer.from('xl/worksheets/sheet1.xml')
  const start = zip.indexOf(mark)
  const name = start + mark.length
  const local = start - 30
  const directory = zip.lastIndexOf(Buffer.from('504b0102', 'hex'))
  const firstEntry = zip.indexOf(Buffer.from('504b0102', 'hex'))
  const packed = zip.subarray(name, firstEntry - 16)
  const xml = Buffer.from(change(inflateRawSync(packed).toString()))
  const again = deflateRawSync(xml)
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(0x08074b50, 0)
  for (const [at, value] of [crc32(xml), again.length, xml.length].entries()) {
    sizes.writeUInt32LE(value, 4 + at * 4)
  }
  const entries = Buffer.from(zip.subarray(firstEntry))
  sizes.copy(entries, directory - firstEntry + 16, 4)
  const end = entries.length - 22
  entries.writeUInt32LE(local + 30 + mark.length + again.length + 16, end + 16)
  return Buffer.concat([zip.subarray(0, name), again, sizes, entries])
}
