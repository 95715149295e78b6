import type { Printer } from '#app/ports/printer.ts'
import { invoiceData } from './invoice-page.ts'
import { timesheetTable } from './timesheet-table.ts'
import { tableData } from './typeset-table.ts'
import { createTypesetter, type Limits } from './typesetter.ts'

/** Prints with Typst. Nothing is started before the first document. */
export function createPrinter(limits: Partial<Limits> = {}): Printer & { stop(): void } {
  const { typeset, stop } = createTypesetter(limits)
  const print = async (data: string) => await typeset({ template: 'table.typ', data })
  return {
    report: async (document) => await print(tableData(document)),
    timesheet: async (document) => await print(tableData(timesheetTable(document))),
    invoice: async (document) =>
      await typeset({ template: 'invoice.typ', data: invoiceData(document) }),
    stop,
  }
}
