import type { Context } from '#app/context.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { manualClock } from '#lib/clock.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import type { Row } from './row.ts'
import { seedHours } from './seed-hours.ts'
import { setStage, type Stage, startWorker, timed } from './stage.ts'

const invoiceCount = 10_000
const linesEach = 5
const batch = 50
const callsPerMinute = 60
const startsAt = '2026-11-20T10:00:00Z'

/** 10,000 invoices of 5 lines: how many calls, and under Xero's own limits how much longer than these force. */
export async function benchManyInvoices(): Promise<Row[]> {
  const creates = invoiceCount / batch
  const what = `${invoiceCount.toLocaleString('en')} invoices of ${linesEach} lines`
  const free = await sendFreely()
  const held = await sendUnderLimits()
  // The first minute's calls go out at once, the others as each minute begins.
  const forced = Math.floor((held.calls - 1) / callsPerMinute) * 60
  const later = ((held.seconds / forced - 1) * 100).toFixed(1)
  return [
    {
      what: `${what}: calls`,
      target: `${creates} + O(1)`,
      measured: `${free.creates} that create invoices + ${free.calls - free.creates}`,
    },
    {
      what: `${what}, without limits`,
      target: '–',
      measured: `planned in ${seconds(free.planMs)}, sent in ${seconds(free.sendMs)}; worker ${free.peakMemoryMb.toFixed(0)} MB`,
    },
    {
      what: `${what}, under Xero's limits on a simulated clock`,
      target: '≤ 5 % over what they force',
      measured: `${held.seconds} s for ${held.calls} calls; ${forced} s are forced (${later} % over)`,
    },
  ]
}

async function sendFreely() {
  await using stage = await setStage()
  await using worker = await startWorker(stage)
  const { ctx } = await makeCompany(stage)
  let exportId = ''
  const planMs = await timed(async () => {
    exportId = await plan(ctx)
  })
  const { ms: sendMs, peakMemoryMb } = await worker.emptyQueue()
  await expectAllConfirmed(ctx, exportId)
  const requests = await stage.requests()
  const creates = requests.filter(
    (each) => each.method === 'PUT' && each.path.endsWith('/Invoices'),
  )
  return { planMs, sendMs, peakMemoryMb, calls: requests.length, creates: creates.length }
}

async function sendUnderLimits() {
  const clock = manualClock(startsAt)
  await using stage = await setStage({ clock })
  const { ctx, connectionId } = await makeCompany(stage)
  const exportId = await plan(ctx)
  // The minute of the calls that set up is over.
  clock.advance(60_000)
  const begunAt = clock.now().getTime()
  const before = (await stage.requests()).length
  for (;;) {
    const progress = await sendXeroDocuments(ctx, { connectionId })
    if (progress.kind === 'done') break
    clock.advance(progress.afterSeconds * 1000)
  }
  await expectAllConfirmed(ctx, exportId)
  const calls = (await stage.requests()).length - before
  return { seconds: (clock.now().getTime() - begunAt) / 1000, calls }
}

async function makeCompany(stage: Stage) {
  const organisation = (await stage.control('POST', '/organisations', {
    name: 'Ten Thousand Invoices BV',
    baseCurrency: 'EUR',
    contacts: 0,
  })) as { id: string; name: string }
  const ctx = await stage.makeWorkspace()
  const xero = { control: { organisations: { list: () => [organisation] } } }
  const { connectionId } = await connectXero(
    { ctx, xero: xero as never },
    { organisation: organisation.name },
  )
  await stage.control('DELETE', '/requests')
  return { ctx, connectionId }
}

async function plan(ctx: Context): Promise<string> {
  const timeEntryIds = await seedHours(ctx, {
    clients: 200,
    projectsPerClient: invoiceCount / 200,
    hoursPerProject: linesEach,
  })
  const { id } = await createXeroExport(ctx, {
    items: {
      timeEntryIds,
      expenseIds: [],
      mileageIds: [],
      instalments: [],
      subscriptionPeriods: [],
      uninvoiced: [],
    },
    per: 'project',
    groupBy: 'entry',
    issuedOn: '2026-11-20',
    status: 'DRAFT',
  })
  return id
}

async function expectAllConfirmed(ctx: Context, exportId: string): Promise<void> {
  const { documents } = await getXeroExport(ctx, { exportId })
  const confirmed = documents.filter((each) => each.state === 'confirmed').length
  if (confirmed !== invoiceCount) throw new Error(`${confirmed} invoices were confirmed`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
