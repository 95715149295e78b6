import { CannotPrint } from '#app/ports/printer.ts'
import { printReport } from '#app/reports/print-report.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

test('a PDF has the rows that match, what they were narrowed to, and their sums', async () => {
  await using world = await createWorld()
  await work(world)
  const { status, headers, body } = await world.request(
    'GET',
    '/reports/hours/export?format=pdf&from=2026-11-01&to=2026-11-30&columns=day,project,hours,amount&billable=true',
  )
  expect({ status, type: headers['content-type'], file: headers['content-disposition'] }).toEqual({
    status: 200,
    type: 'application/pdf',
    file: 'attachment; filename="hours.pdf"',
  })
  expect(String(body).slice(0, 5)).toBe('%PDF-')
})

test('rows stand in the order and the columns that were asked for', async () => {
  await using world = await createWorld()
  await work(world)
  const [page] = pdfPages(
    await printReport(world.ctx, {
      tab: 'hours',
      from: '2026-11-01',
      to: '2026-11-30',
      isBillable: true,
      columns: ['day', 'project', 'hours', 'amount'],
    }),
  )
  expect(page).toBe(
    'Test Workspace\nHours\nPeriod\n2026-11-01 – 2026-11-30\nBillable\nYes\nCurrency\nEUR\n' +
      'Date\nProject\nHours\nAmount\n2026-11-10\nBooks\n1:30\n90.00\n2026-11-02\nAudit\n2:00\n120.00\n' +
      'Total\n3:30\n210.00\nTest Workspace\nPage 1 of 1',
  )
})

test('groups stand under their titles by name, without the column that says the same', async () => {
  await using world = await createWorld()
  const { harbour } = await work(world)
  const [byProject = ''] = pdfPages(
    await printReport(world.ctx, {
      tab: 'hours',
      groupBy: 'project',
      clientId: [harbour],
      columns: ['day', 'client', 'project', 'hours'],
    }),
  )
  expect(byProject).toContain(
    'Period\nAll time\nClient\nHarbour\nGrouped by\nProject\nCurrency\nEUR\nDate\nHours\n' +
      'Audit\nHarbour\n2026-11-02\n2:00\n2026-10-31\n1:00\nTotal\n3:00\nTotal\n3:00',
  )
  const [byMonth = ''] = pdfPages(
    await printReport(world.ctx, { tab: 'hours', groupBy: 'month', columns: ['project', 'hours'] }),
  )
  expect(byMonth).toMatch(/November 2026\nBooks\n1:30\nAudit\n2:00\nTotal\n3:30\nOctober 2026\n/)
  const [byTask = ''] = pdfPages(
    await printReport(world.ctx, { tab: 'hours', groupBy: 'task', columns: ['hours'] }),
  )
  expect(byTask).toContain('No task\n1:30\n2:00\n1:00\n4:30')
})

test('work on sub-projects stands under their main project', async () => {
  await using world = await createWorld()
  const { has, ctx } = world
  const main = await has.project({ name: 'Rebuild' })
  const part = await has.project({ name: 'Design', clientId: main.clientId, parentId: main.id })
  await has.timeEntry({ projectId: main.id, seconds: 3600, workedOn: '2026-11-02' })
  await has.timeEntry({ projectId: part.id, seconds: 1800, workedOn: '2026-11-03' })
  const [page = ''] = pdfPages(
    await printReport(ctx, {
      tab: 'hours',
      groupBy: 'main_project',
      columns: ['day', 'project', 'hours'],
    }),
  )
  expect(page).toMatch(
    /Rebuild\n.*\n2026-11-03\nDesign\n0:30\n2026-11-02\nRebuild\n1:00\nTotal\n1:30/,
  )
})

test('expenses and mileages are printed, too', async () => {
  await using world = await createWorld()
  await world.has.expense({ description: 'Train' })
  await world.has.mileage({ fromPlace: 'Here', toPlace: 'There' })
  const [expenses] = pdfPages(await printReport(world.ctx, { tab: 'expenses' }))
  expect(expenses).toContain('Train')
  const [mileages] = pdfPages(
    await printReport(world.ctx, { tab: 'mileages', groupBy: 'member', columns: ['from', 'km'] }),
  )
  expect(mileages).toMatch(/From\nkm\nOlga Owner\nHere\n([\d.]+)\nTotal\n\1\nTotal\n\1/)
})

test('an employee prints the own rows, without money', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  await world.has.timeEntry({ notes: 'of the owner' })
  await world.has.timeEntry({ notes: 'of her own', memberId: employee.id })
  const [page = ''] = pdfPages(await printReport(employee.ctx, { tab: 'hours' }))
  expect(page).toContain('of her own')
  expect(page).not.toMatch(/of the owner|Amount|Rate|EUR/)
})

test('a PDF is refused in words where it cannot be made', async () => {
  await using world = await createWorld()
  const cannot = (reason: CannotPrint['reason']) => ({
    ...world.ctx,
    printer: {
      ...world.ctx.printer,
      report: async () => await Promise.reject(new CannotPrint(reason)),
    },
  })
  for (const [reason, code] of [
    ['busy', 'printer_is_busy'],
    ['missing', 'printer_is_missing'],
    ['too_slow', 'printing_takes_too_long'],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(printReport(cannot(reason), { tab: 'hours' })).rejects.toMatchObject({ code })
  }
})

test('a report of more than 5,000 rows is for a spreadsheet', async () => {
  await using world = await createWorld()
  const { id } = await world.has.timeEntry({ seconds: 60 })
  const copy = async (count: number) =>
    await sql`
      insert into time_entries
      select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).*
      from time_entries e, generate_series(1, ${count}::int) where e.id = ${id}`.execute(world.db)
  await copy(4999)
  const pages = pdfPages(await printReport(world.ctx, { tab: 'hours', columns: ['day', 'hours'] }))
  expect(pages.at(-1)).toContain('Total\n83:20')
  await copy(1)
  const { status, body } = await world.request('GET', '/reports/hours/export?format=pdf')
  expect({ status, code: (body as { code: string }).code }).toEqual({
    status: 422,
    code: 'report_is_too_long_to_print',
  })
})

/** Two clients; two hours of Harbour in November and one in October, one and a half of Anchor. */
async function work(world: World) {
  const clients = [
    await world.has.client({ name: 'Harbour' }),
    await world.has.client({ name: 'Anchor' }),
  ] as const
  const [audit, books] = [
    await world.has.project({ name: 'Audit', clientId: clients[0].id, hourlyRate: '60' }),
    await world.has.project({ name: 'Books', clientId: clients[1].id, hourlyRate: '60' }),
  ]
  await createTimeEntries(world.ctx, {
    items: [
      { projectId: audit.id, workedOn: '2026-11-02', seconds: 7200 },
      { projectId: audit.id, workedOn: '2026-10-31', seconds: 3600 },
      { projectId: books.id, workedOn: '2026-11-10', seconds: 5400 },
    ],
  })
  return { harbour: clients[0].id }
}
