import { byteOrderMark, csvLine } from '#lib/csv.ts'
import type { Sheet } from '#lib/sheet.ts'
import { xlsxOf } from '#lib/xlsx.ts'
import type { FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import { z } from 'zod'

// Tables as files to download.

export const sheetFormats = ['csv', 'xlsx'] as const
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The answer of a route that sends a table. */
export const sheetFile = {
  description: 'The file.',
  content: { 'text/csv': { schema: z.string() }, [xlsxType]: { schema: z.string() } },
}

async function* csvOf({ columns, rows, decimalSeparator }: Sheet): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns, decimalSeparator)
  for await (const row of rows) yield csvLine(row, decimalSeparator)
}

type Sending = { sheet: Sheet; format: (typeof sheetFormats)[number] }

/** The file is written while it is sent, so no schema has a say in it. */
export async function sendSheet(reply: FastifyReply, { sheet, format }: Sending): Promise<never> {
  const name = `${sheet.name.toLowerCase()}.${format}`
  reply.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
  reply.header('content-disposition', `attachment; filename="${name}"`)
  return (await reply.send(Readable.from(format === 'csv' ? csvOf(sheet) : xlsxOf(sheet)))) as never
}
