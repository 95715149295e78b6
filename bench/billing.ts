import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Context } from '#app/context.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { anyUuid } from '#db/database.ts'
import { inventInvoice } from '#domain/invented-invoice.ts'
import { createPrinter } from '#pdf/printer.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import type { Row } from './row.ts'
import { seedHours } from './seed-hours.ts'
import { setStage, timed } from './stage.ts'

const clientCount = 200
const hoursPerClient = 50
const rounds = 11
const pdfs = 1000

/** 10,000 hours in previews of 200 invoices beside the SQL that reads them, and a thousand invoices as PDF. */
export async function benchBilling(): Promise<Row[]> {
  return [...(await benchPreviews()), ...(await benchPdfs())]
}

async function benchPreviews(): Promise<Row[]> {
  await using stage = await setStage()
  const organisation = (await stage.control('POST', '/organisations', {
    name: 'Previews',
    baseCurrency: 'EUR',
    contacts: 0,
  })) as { id: string; name: string }
  const ctx = await stage.makeWorkspace()
  const xero = { control: { organisations: { list: () => [organisation] } } }
  await connectXero({ ctx, xero: xero as never }, { organisation: organisation.name })
  const timeEntryIds = await seedHours(ctx, {
    clients: clientCount,
    projectsPerClient: 1,
    hoursPerProject: hoursPerClient,
  })
  await sql`analyze`.execute(ctx.db)
  const found: { previewMs: number; floorMs: number }[] = []
  // The first three warm up.
  for (let round = -3; round < rounds; round += 1) {
    const previewMs = await timed(async () => await preview(ctx, timeEntryIds))
    const floorMs = await timed(async () => await readHours(ctx, timeEntryIds))
    if (round >= 0) found.push({ previewMs, floorMs })
  }
  const ratio = (each: (typeof found)[number]) => each.previewMs / each.floorMs
  const middle = found.toSorted((a, b) => ratio(a) - ratio(b))[Math.floor(rounds / 2)]
  if (!middle) return []
  return [
    {
      what: `${timeEntryIds.length.toLocaleString('en')} hours in previews of ${clientCount} invoices, a line per entry`,
      target: '< 3× the SQL that reads them',
      measured: `${ratio(middle).toFixed(1)}× (${middle.previewMs.toFixed(0)} ms; SQL ${middle.floorMs.toFixed(0)} ms)`,
    },
  ]
}

async function preview(ctx: Context, timeEntryIds: string[]): Promise<void> {
  const none = { expenseIds: [], mileageIds: [], instalments: [], subscriptionPeriods: [] }
  const { documents } = await previewXeroExport(ctx, {
    items: { timeEntryIds, ...none, uninvoiced: [] },
    per: 'client',
    groupBy: 'entry',
    issuedOn: '2026-11-20',
    dueOn: null,
    reference: '',
    status: 'DRAFT',
  } as never)
  if (documents.length !== clientCount) throw new Error(`${documents.length} invoices`)
}

/** What a preview must at least read: the hours, with the names that are on the lines. */
async function readHours(ctx: Context, ids: string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select e.id, e.worked_on, e.seconds, e.notes, e.is_billable, e.rate, e.rate_rule, e.task_id, p.id as project_id,
      p.name as project, c.id as client_id, c.name as client, m.id as member_id, m.name as member
    from time_entries e
    join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id
    join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
    join members m on m.workspace_id = e.workspace_id and m.id = e.member_id
    where e.workspace_id = ${ctx.workspaceId} and e.id = ${anyUuid(ids)}
    order by e.worked_on, e.id`.execute(ctx.db)
  if (rows.length !== ids.length) throw new Error(`${rows.length} hours`)
}

async function benchPdfs(): Promise<Row[]> {
  const printer = createPrinter()
  await printer.invoice(anInvoiceOfTwoPages(0))
  const megabytes: number[] = []
  let bytes = 0
  const ms = await timed(async () => {
    for (let count = 0; count < pdfs; count += 1) {
      bytes += (await printer.invoice(anInvoiceOfTwoPages(count))).length
      if (count % 50 === 49) megabytes.push(memoryOfChildren())
    }
  })
  printer.stop()
  const half = megabytes.length / 2
  const peaks = [megabytes.slice(0, half), megabytes.slice(half)].map((each) => Math.max(...each))
  return [
    {
      what: `${pdfs.toLocaleString('en')} invoices of two pages as PDF, one after the other (${Math.round(bytes / pdfs / 1024)} KB each)`,
      target: '2.8 ms each',
      measured: `${(ms / pdfs).toFixed(1)} ms each`,
    },
    {
      what: 'Most memory of the typesetter, first and second half of them',
      target: 'flat',
      measured: `${peaks.map((peak) => peak.toFixed(0)).join(' and ')} MB`,
    },
  ]
}

/** No two are the same: what was typeset a moment ago helps only as far as it does in life. */
function anInvoiceOfTwoPages(
  count: number,
): Parameters<ReturnType<typeof createPrinter>['invoice']>[0] {
  const { recipient, lines, ...invented } = inventInvoice('en')
  const address = { line1: 'Keizersgracht 126', postalCode: '1015 CW', city: 'Amsterdam' }
  return {
    ...invented,
    lines: Array.from({ length: 36 }, (_, index) => ({
      ...(lines[index % lines.length] ?? lines[0]),
      description: `Work of day ${count + index + 1} for order ${count * 7919}`,
    })) as typeof lines,
    parties: {
      sender: {
        name: 'Studio Noord B.V.',
        address,
        registrationNumber: '12345678',
        vatNumber: 'NL003456789B01',
        iban: 'NL91ABNA0417164300',
        bic: '',
        email: 'office@example.com',
        phone: '',
        website: '',
      },
      recipient: { ...recipient, name: `${recipient.name} ${count}` },
    },
    formats: {
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      language: 'en',
      dateFormat: 'd MMM yyyy',
      timeFormat: '24h',
      numberFormat: '1,234.56',
      durationFormat: 'h:mm',
      weekStartsOn: 1,
    },
    layout: 'classic',
    accentColor: '#1f6f54',
    logo: null,
    number: `2026-${String(count + 1).padStart(4, '0')}`,
    credits: null,
    issuedOn: '2026-11-16',
    dueOn: '2026-12-16',
    currency: 'EUR',
    remarks: [],
    paymentTerms: 'Please pay within 30 days.',
    footer: '',
    paymentCode: 'BCD\n002\n1\nSCT\n\nStudio Noord B.V.\nNL91ABNA0417164300\nEUR3392.52',
    eInvoice: null,
    hours: [],
  } as never
}

/** What the processes that this one started take by now, in megabytes. */
function memoryOfChildren(): number {
  let pages = 0
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(parent) !== process.pid) continue
      pages += Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1])
    } catch {
      // It ended while we looked.
    }
  }
  return (pages * 4096) / 2 ** 20
}
