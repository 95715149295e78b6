import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { SheetCell } from './sheet.ts'
import { xlsxOf } from './xlsx.ts'

test('texts, days and numbers are what they are, and no text is a formula', async () => {
  const file = await written([
    ['=1+1 <b> & "x"\u0001', { day: '2026-11-23' }, { decimal: '12.50' }, null],
  ])
  const sheet = partOf(file, 'xl/worksheets/sheet1.xml')
  expect(sheet).toContain('=1+1 &lt;b&gt; &amp; &quot;x&quot;</t>')
  // 46349 days after 30 December 1899.
  expect(sheet).toContain('<c r="B2" s="2"><v>46349</v></c><c r="C2" s="1"><v>12.50</v></c></row>')
  expect(sheet).not.toContain('<f>')
  expect(partOf(file, 'xl/workbook.xml')).toContain('<sheet name="Hours"')
})

test('a sheet of many blocks has every row', async () => {
  const file = await written(Array.from({ length: 5000 }, (_, index) => [`row ${index}`, null]))
  expect(partOf(file, 'xl/worksheets/sheet1.xml').match(/<row /g)).toHaveLength(5001)
})

test('rows that cannot be read fail the file', async () => {
  async function* rows(): AsyncGenerator<SheetCell[]> {
    yield ['one']
    throw new Error('the database went away')
  }
  const reading = Array.fromAsync(xlsxOf({ name: 'Hours', columns: ['A'], rows: rows() }))
  await expect(reading).rejects.toThrow('the database went away')
})

async function written(list: SheetCell[][]): Promise<Buffer> {
  async function* rows(): AsyncGenerator<SheetCell[]> {
    yield* list
  }
  const sheet = { name: 'Hours', columns: ['A', 'B'], rows: rows() }
  return Buffer.concat(await Array.fromAsync(xlsxOf(sheet)))
}

/** Unpacks one part, found in the list at the end of the file as any reader would. */
function partOf(file: Buffer, path: string): string {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  let entry = file.readUInt32LE(end + 16)
  while (file.readUInt32LE(entry) === 0x02014b50) {
    const nameLength = file.readUInt16LE(entry + 28)
    const name = file.toString('utf8', entry + 46, entry + 46 + nameLength)
    if (name === path) {
      const start = file.readUInt32LE(entry + 42) + 30 + nameLength
      return inflateRawSync(file.subarray(start, start + file.readUInt32LE(entry + 20))).toString()
    }
    entry += 46 + nameLength
  }
  throw new Error(`there is no ${path}`)
}
