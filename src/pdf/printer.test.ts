import { CannotPrint, type TimesheetDocument } from '#app/ports/printer.ts'
import { createPrinter } from '#pdf/printer.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { afterAll, expect, test } from 'vitest'

const printer = createPrinter()
afterAll(() => printer.stop())

const formats = {
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  language: 'en',
  dateFormat: 'd-M-yyyy',
  timeFormat: '24h',
  numberFormat: '1.234,56',
  durationFormat: 'h:mm',
  weekStartsOn: 1,
}

const entry = {
  day: '2026-10-05',
  memberName: 'Anna de Vries',
  taskName: 'Design',
  notes: 'Sketches',
  seconds: 5400,
}

function aTimesheet(values: Partial<TimesheetDocument> = {}): TimesheetDocument {
  return {
    formats,
    workspaceName: 'Studio Noord',
    clientName: 'Müller, Sohn & Co',
    projects: [{ name: 'Website', entries: [entry] }],
    ...values,
  }
}

test('a timesheet says whose it is, and adds up what was worked', async () => {
  const many = Array.from({ length: 60 }, () => entry)
  const bytes = await printer.timesheet(
    aTimesheet({
      reference: 'INV-0042',
      projects: [
        { name: 'Website', code: 'WEB', entries: many },
        { name: 'Support', entries: [{ ...entry, day: '2026-10-31', taskName: null }, ...many] },
      ],
    }),
  )
  const pages = pdfPages(bytes)
  expect(pages).toHaveLength(3)
  const [first = '', second = '', last = ''] = pages
  expect(first).toContain('Timesheet\nClient\nMüller, Sohn & Co\nProjects\nWEB Website, Support')
  expect(first).toContain('Period\n5-10-2026 – 31-10-2026\nReference\nINV-0042\nTotal\n181:30')
  expect(first).toContain('WEB Website\n5-10-2026\nAnna de Vries\nDesign\nSketches\n1:30')
  for (const page of pages) expect(page).toContain('Date\nPerson\nTask\nNotes\nHours')
  expect(second).toContain('Total\n90:00\nSupport\n31-10-2026\nAnna de Vries\nSketches')
  expect(second).toContain('Müller, Sohn & Co · INV-0042 · 5-10-2026 – 31-10-2026')
  expect(last).toMatch(/Total\n91:30\nTotal\n181:30\nStudio Noord\nPage 3 of 3$/)
})

test('days and durations are written as the workspace writes them', async () => {
  const inWords = { ...formats, dateFormat: 'd MMM yyyy', durationFormat: 'decimal' }
  const [page] = pdfPages(await printer.timesheet(aTimesheet({ formats: inWords })))
  expect(page).toContain('5 Oct 2026\nAnna de Vries\nDesign\nSketches\n1,50')
})

test('nothing that people wrote is markup', async () => {
  const notes = '#panic("no") *bold* $x$ `code` \\ <a> // "quoted" @ref = head'
  const [page = ''] = pdfPages(
    await printer.timesheet(
      aTimesheet({ projects: [{ name: '#1', entries: [{ ...entry, notes }] }] }),
    ),
  )
  expect(page.replaceAll('\n', ' ')).toContain(notes)
  expect(page).toContain('Project\n#1')
})

test('a timesheet without entries is a page, too', async () => {
  expect(pdfPages(await printer.timesheet(aTimesheet({ projects: [] })))).toHaveLength(1)
})

test('a word that is wider than its column goes on below', async () => {
  const notes = 'x'.repeat(400)
  const [page = ''] = pdfPages(
    await printer.timesheet(
      aTimesheet({ projects: [{ name: 'Web', entries: [{ ...entry, notes }] }] }),
    ),
  )
  const lines = page.split('\n').filter((line) => line.startsWith('xxx'))
  expect(lines.length).toBeGreaterThan(5)
})

test('a report has its own columns, sections and sums', async () => {
  const bytes = await printer.report({
    formats,
    workspaceName: 'Studio Noord',
    title: 'Expenses',
    facts: [{ label: 'Period', value: 'This month' }],
    columns: [
      { label: 'Product', kind: 'words' },
      { label: 'Quantity', kind: 'number' },
      { label: 'Amount', kind: 'number' },
    ],
    sections: [
      {
        title: 'Acme',
        note: '2 rows',
        rows: [
          ['Train', { decimal: '1.50', decimals: 0 }, { minor: 123456 }],
          [null, { decimal: '2', decimals: 2 }, { minor: -5 }],
        ],
        totals: ['Total', null, { minor: 123451 }],
      },
    ],
    totals: null,
  })
  expect(pdfPages(bytes)).toEqual([
    'Studio Noord\nExpenses\nPeriod\nThis month\nProduct\nQuantity\nAmount\nAcme\n2 rows\n' +
      'Train\n1,5\n1.234,56\n2,00\n−0,05\nTotal\n1.234,51\nStudio Noord\nPage 1 of 1',
  ])
})

test('a process is replaced after its documents, and nobody notices', async () => {
  const short = createPrinter({ documentsPerProcess: 1 })
  const printed = await Promise.all([1, 2, 3].map(async () => await short.timesheet(aTimesheet())))
  expect(printed.map((bytes) => pdfPages(bytes).length)).toEqual([1, 1, 1])
  short.stop()
})

test('too many at once are told that the printer is busy', async () => {
  const narrow = createPrinter({ mostWaiting: 1 })
  const results = await Promise.allSettled(
    [1, 2, 3].map(async () => await narrow.timesheet(aTimesheet())),
  )
  expect(results.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(results[2]).toMatchObject({ reason: new CannotPrint('busy') })
  expect(pdfPages(await narrow.timesheet(aTimesheet()))).toHaveLength(1)
  narrow.stop()
})

test('a document that takes too long is given up, and the next one is printed', async () => {
  const impatient = createPrinter({ timeoutMs: 1 })
  await expect(impatient.timesheet(aTimesheet())).rejects.toMatchObject({ reason: 'too_slow' })
  impatient.stop()
  expect(pdfPages(await printer.timesheet(aTimesheet()))).toHaveLength(1)
})

test('a timesheet is in the language that it is asked in', async () => {
  const inDutch = { ...formats, language: 'nl', dateFormat: 'd MMM yyyy' }
  const [page = ''] = pdfPages(await printer.timesheet(aTimesheet({ formats: inDutch })))
  expect(page).toContain('Urenstaat\nKlant\n')
  expect(page).toContain('Datum\nMedewerker\nTaak\nToelichting\nUren\n5 okt 2026')
  expect(page).toMatch(/Totaal\n1:30\nStudio Noord\nPagina 1 van 1$/)
})
