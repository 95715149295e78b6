import { listExpenses } from '#app/expenses/list-expenses.ts'
import { listMileages } from '#app/mileages/list-mileages.ts'
import type { RegistrationRequest } from '#app/parts/registration-pages.ts'
import { exportReport } from '#app/reports/export-report.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { reportColumns, type ReportColumn, type ReportTab } from '#domain/report-columns.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const tabs = ['hours', 'expenses', 'mileages'] as const

test('in every order of every list, pages follow each other without a gap or a repeat', async () => {
  await using world = await createWorld()
  await variedWork(world)
  for (const tab of tabs) {
    for (const by of reportColumns[tab]) {
      const down = await allIds(world, tab, { by, isDescending: true })
      const up = await allIds(world, tab, { by, isDescending: false })
      expect(down).toHaveLength(9)
      expect(new Set(down)).toEqual(new Set(up))
      expect(await allIds(world, tab, { by, isDescending: true, limit: 50 })).toEqual(down)
      expect(await allIds(world, tab, { by, isDescending: false, limit: 50 })).toEqual(up)
    }
  }
})

test('rows stand by what the column says, and newest day first where that is equal', async () => {
  await using world = await createWorld()
  await variedWork(world)
  const rows = async (by: ReportColumn, isDescending: boolean) =>
    (await listTimeEntries(world.ctx, { limit: 50, sort: { by, isDescending } })).items
  const hours = (await rows('hours', true)).map((row) => row.seconds)
  expect(hours).toEqual(hours.toSorted((a, b) => b - a))
  const amounts = (await rows('amount', false)).map((row) => row.amountMinor ?? 0)
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  const byClient = (await rows('client', false)).map((row) => [row.clientName, row.workedOn])
  expect(byClient[0]).toEqual(['Anchor', '2026-11-09'])
  const names = byClient.map(([name]) => name)
  expect(new Set(names.slice(0, 3))).toEqual(new Set(['Anchor']))
  expect(byClient.slice(0, 3).map(([, day]) => day)).toEqual([
    '2026-11-09',
    '2026-11-05',
    '2026-11-01',
  ])
  const days = (await rows('day', false)).map((row) => row.workedOn)
  expect(days).toEqual(days.toSorted())
})

test('a file has the order of the screen', async () => {
  await using world = await createWorld()
  await variedWork(world)
  const sort = { by: 'hours', isDescending: true } as const
  const sheet = await exportReport(world.ctx, { tab: 'hours', columns: ['hours'], sort })
  const rows = await Array.fromAsync(sheet.rows)
  const hours = rows.map(([cell]) => Number((cell as { decimal: string }).decimal))
  expect(hours).toEqual(hours.toSorted((a, b) => b - a))
})

test('a cursor of another order, and an order the report does not have or the role does not see, are refused', async () => {
  await using world = await createWorld()
  await variedWork(world)
  const sort = { by: 'hours', isDescending: true } as const
  const { nextCursor } = await listTimeEntries(world.ctx, { limit: 1, sort })
  const cursor = String(nextCursor)
  const refused = (field: string, code = 'input_is_not_valid') => ({ code, particulars: { field } })
  const asked = (request: Partial<RegistrationRequest>, ctx = world.ctx) =>
    listTimeEntries(ctx, { limit: 1, ...request })
  await expect(asked({ cursor })).rejects.toMatchObject(refused('cursor'))
  await expect(asked({ cursor, sort: { by: 'rate', isDescending: true } })).rejects.toMatchObject(
    refused('cursor'),
  )
  const words = ['-hours', 'many', '2026-11-01', world.memberId]
  const typed = Buffer.from(JSON.stringify(words)).toString('base64url')
  await expect(asked({ cursor: typed, sort })).rejects.toMatchObject(refused('cursor'))
  await expect(asked({ sort: { by: 'km', isDescending: true } })).rejects.toMatchObject(
    refused('sort'),
  )
  for (const by of ['rate', 'amount', 'inXero'] as const) {
    const employee = world.ctxAs('employee')
    await expect(asked({ sort: { by, isDescending: true } }, employee)).rejects.toMatchObject(
      refused('sort', 'not_allowed'),
    )
  }
  expect((await world.request('GET', '/time-entries?sort=-hours')).status).toBe(200)
  expect((await world.request('GET', '/time-entries?sort=length')).status).toBe(422)
})

async function allIds(
  world: World,
  tab: ReportTab,
  { by, isDescending, limit = 2 }: { by: ReportColumn; isDescending: boolean; limit?: number },
): Promise<string[]> {
  const list = { hours: listTimeEntries, expenses: listExpenses, mileages: listMileages }[tab]
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(world.ctx, { limit, cursor, sort: { by, isDescending } })
    ids.push(...page.items.map((row) => row.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return ids
}

/** Nine rows of each kind, many of them alike in one column or another. */
async function variedWork(world: World): Promise<void> {
  const clients = [
    await world.has.client({ name: 'harbour' }),
    await world.has.client({ name: 'Anchor' }),
    await world.has.client({ name: 'Émile "&" Ζωή' }),
  ]
  for (const [index, { id: clientId }] of clients.entries()) {
    const project = await world.has.project({ clientId, hourlyRate: String(50 + (index % 2)) })
    const task = index === 1 ? null : (await world.has.task()).id
    const days = [1, 5, 9].map((day) => `2026-11-0${day}`)
    await createTimeEntries(world.ctx, {
      items: days.map((workedOn, place) => ({
        projectId: project.id,
        taskId: task,
        workedOn,
        seconds: 1800 * (1 + ((index + place) % 2)),
        notes: place === 0 ? 'x'.repeat(300) : `Note ${place}`,
        ...(place === 2 ? { startedAt: '09:00', endedAt: '10:00', seconds: undefined } : {}),
      })),
    })
    for (const [place, day] of days.entries()) {
      const unitPrice = `${10 + place}.50`
      const expense = await world.has.expense({ projectId: project.id, spentOn: day, unitPrice })
      if (index === 0) {
        await world.has.invoiceOf('expense', { id: expense.id, clientId })
      }
      await world.has.mileage({
        projectId: project.id,
        travelledOn: day,
        distanceKm: String(10 * (1 + place)),
        isReturnTrip: index === 2,
      })
    }
  }
}
