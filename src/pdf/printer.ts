import type { Picture, Printer } from '#app/ports/printer.ts'
import { invoiceData } from './invoice-data.ts'
import { timesheetTable } from './timesheet-table.ts'
import { tableData } from './typeset-table.ts'
import { createTypesetter, type Limits, TemplateFailed } from './typesetter.ts'

/** Prints with Typst. Nothing is started before the first document. */
export function createPrinter(limits: Partial<Limits> = {}): Printer & { stop(): void } {
  const { typeset, stop } = createTypesetter(limits)
  const print = async (data: string) => await typeset({ template: 'table.typ', data })
  return {
    report: async (document) => await print(tableData(document)),
    timesheet: async (document) => await print(tableData(timesheetTable(document))),
    invoice: async (document) => {
      const { logo } = document
      const picture = logo ? { name: pictureName(logo), content: logo.content } : undefined
      return await typeset({
        template: 'invoice.typ',
        data: invoiceData(document, picture?.name ?? null),
        picture,
        attachment: document.eInvoice?.xml,
      })
    },
    shows: async (asked) => {
      const picture = { name: pictureName(asked), content: asked.content }
      try {
        await typeset({ template: 'picture.typ', data: JSON.stringify(picture.name), picture })
        return true
      } catch (error) {
        if (error instanceof TemplateFailed) return false
        throw error
      }
    },
    stop,
  }
}

function pictureName({ mediaType }: Picture): string {
  return mediaType === 'image/png' ? 'picture.png' : 'picture.jpg'
}
