import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Sheet, SheetCell } from './sheet.ts'

/** What a cell of money or time looks like, and a day: places in the styles below. */
const styles = { number: 1, day: 2, head: 3 }
const columnWidth = 18
const blockSize = 64 * 1024

/** A workbook of one sheet, written while its rows are read: no more than a few rows are ever in memory. */
export async function* xlsxOf(sheet: Sheet): AsyncGenerator<Buffer> {
  const zip = createZip()
  for (const [path, text] of Object.entries(partsOf(sheet))) yield* zip.file(path, [text])
  yield* zip.file('xl/worksheets/sheet1.xml', worksheetOf(sheet))
  yield zip.end()
}

async function* worksheetOf({ columns, rows }: Sheet): AsyncGenerator<string> {
  yield (
    `${declaration}<worksheet ${main}><sheetViews><sheetView workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols><col min="1" max="${columns.length}" width="${columnWidth}" customWidth="1"/></cols><sheetData>` +
      rowOf(1, columns, (each, place) => textCell(each, place, styles.head))
  )
  // Packing many rows at once is several times faster than one by one.
  let waiting = ''
  let number = 1
  for await (const row of rows) {
    number += 1
    waiting += rowOf(number, row, cellOf)
    if (waiting.length < blockSize) continue
    yield waiting
    waiting = ''
  }
  yield `${waiting}</sheetData></worksheet>`
}

/** Rows and cells say their place: Excel could do without, other readers could not. */
function rowOf<Cell>(
  number: number,
  cells: readonly Cell[],
  toXml: (cell: Cell, place: string) => string,
): string {
  const written = cells.map((cell, index) => toXml(cell, `${columnName(index)}${number}`))
  return `<row r="${number}">${written.join('')}</row>`
}

/** A to Z, then AA and on. */
function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

function cellOf(cell: SheetCell, place: string): string {
  if (cell === null) return ''
  // A text stays a text here, whatever it begins with: only <f> is a formula.
  if (typeof cell === 'string') return textCell(cell, place)
  if ('day' in cell) return `<c r="${place}" s="${styles.day}"><v>${serialOf(cell.day)}</v></c>`
  return `<c r="${place}" s="${styles.number}"><v>${cell.decimal}</v></c>`
}

function textCell(text: string, place: string, style = 0): string {
  return `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Days since 30 December 1899, as spreadsheets count them. */
function serialOf(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- characters that XML cannot hold
  const possible = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return possible.toWellFormed().replaceAll(/[&<>"]/g, (each) => entities[each] ?? each)
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function partsOf({ name }: Sheet): Record<string, string> {
  const relations = (list: string[][]) =>
    `${declaration}<Relationships xmlns="${packages}/relationships">${list
      .map(
        ([id, type, target]) =>
          `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`
  return {
    '[Content_Types].xml':
      `${declaration}<Types xmlns="${packages}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${media}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${media}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${media}.styles+xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `${declaration}<workbook ${main} xmlns:r="${office}"><sheets>` +
      `<sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml':
      `${declaration}<styleSheet ${main}><fonts count="2"><font/><font><b/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>' +
      // Built-in formats: 4 is 1,234.00 and 14 a short date, both as the reader's own country writes them.
      '<xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/>' +
      '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
  }
}

// The ZIP format, as far as it is needed: sizes stand behind each file, for they are not known before.
const [fileMark, sizesMark, entryMark, endMark] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50]
const version = 20
const sizesFollow = 0x0808
const deflated = 8
const firstDay = 0x21

function createZip() {
  const entries: Buffer[] = []
  let offset = 0

  async function* file(
    path: string,
    texts: Iterable<string> | AsyncIterable<string>,
  ): AsyncGenerator<Buffer> {
    const name = Buffer.from(path)
    const about = [version, sizesFollow, deflated, 0, firstDay]
    const start = offset
    const header = Buffer.concat([
      words(fileMark),
      halves(...about),
      words(0, 0, 0),
      halves(name.length, 0),
      name,
    ])
    offset += header.length
    yield header
    let crc = 0
    let size = 0
    let packed = 0
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const text of texts) {
        const bytes = Buffer.from(text)
        crc = crc32(bytes, crc)
        size += bytes.length
        yield bytes
      }
    }
    const deflate = createDeflateRaw()
    const written = pipeline(counted, deflate)
    // Who stops reading ends the writing too; any other failure comes out of the loop below.
    written.catch(() => {})
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      packed += chunk.length
      yield chunk
    }
    await written
    yield Buffer.concat([words(sizesMark, crc, packed, size)])
    offset += packed + 16
    entries.push(
      Buffer.concat([
        words(entryMark),
        halves(version, ...about),
        words(crc, packed, size),
        halves(name.length, 0, 0, 0, 0),
        words(0, start),
        name,
      ]),
    )
  }

  function end(): Buffer {
    const list = Buffer.concat(entries)
    const count = entries.length
    return Buffer.concat([
      list,
      words(endMark),
      halves(0, 0, count, count),
      words(list.length, offset),
      halves(0),
    ])
  }

  return { file, end }
}

function halves(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2)
  return bytes
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4)
  return bytes
}
