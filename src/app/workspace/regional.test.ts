import { exportReport } from '#app/reports/export-report.ts'
import { printReport } from '#app/reports/print-report.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { getTimesheetWeek } from '#app/time/get-timesheet-week.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { getMe } from '#app/workspace/get-me.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld } from '#tests/support/world.ts'
import { afterEach, describe, expect, test, vi } from 'vitest'

afterEach(() => void vi.unstubAllEnvs())

describe.each([
  ['Pacific/Kiritimati', '2026-11-24', '2026-11-23'],
  ['Pacific/Pago_Pago', '2026-11-22', '2026-11-16'],
  ['Asia/Tokyo', '2026-11-23', '2026-11-23'],
  ['Europe/Amsterdam', '2026-11-23', '2026-11-23'],
  ['America/St_Johns', '2026-11-23', '2026-11-23'],
])('in %s', (timeZone, today, weekStart) => {
  test('today and this week are those of the workspace, and a work day stays the day it is', async () => {
    await using world = await createWorld({ startAt: '2026-11-23T10:30:00Z' })
    const { ctx } = world
    // The machine is elsewhere: where its own zone had a say, some day would shift.
    vi.stubEnv('TZ', timeZone === 'Pacific/Kiritimati' ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati')
    await updateWorkspaceSettings(ctx, { changes: { timeZone } })
    expect((await getMe(ctx)).today).toBe(today)
    expect((await getTimesheetWeek(ctx, {})).from).toBe(weekStart)

    const { id: projectId } = await world.has.project()
    // The day before the clock changes in Europe, that day, and the last of a year.
    const days = ['2026-03-28', '2026-03-29', '2026-12-31']
    const items = days.map((workedOn) => ({
      projectId,
      workedOn,
      startedAt: '22:00',
      endedAt: '24:00',
    }))
    await createTimeEntries(ctx, { items })
    const page = await listTimeEntries(ctx, { sort: { by: 'day', isDescending: false }, limit: 10 })
    expect(
      page.items.map(({ workedOn, startedAt, endedAt }) => [workedOn, startedAt, endedAt]),
    ).toEqual(days.map((day) => [day, '22:00', '24:00']))
    const answer = await world.request('GET', '/time-entries?from=2026-03-29&to=2026-03-29')
    expect(answer.body).toMatchObject({ items: [{ workedOn: '2026-03-29' }] })
    const [paper] = pdfPages(await printReport(ctx, { tab: 'hours', columns: ['day', 'endedAt'] }))
    for (const day of days) expect(paper).toContain(`${day}\n24:00`)
  })
})

test('what the workspace chooses, papers and files follow', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: projectId } = await world.has.project({ name: 'Audit' })
  await createTimeEntries(ctx, {
    items: [{ projectId, workedOn: '2026-11-16', startedAt: '09:05', endedAt: '14:35' }],
  })
  await updateWorkspaceSettings(ctx, {
    changes: {
      dateFormat: 'dd.MM.yyyy',
      timeFormat: '12h',
      numberFormat: '1.234,56',
      durationFormat: 'decimal',
      hourlyRate: '1000',
    },
  })
  const columns = ['day', 'startedAt', 'endedAt', 'hours'] as const
  const [paper] = pdfPages(await printReport(ctx, { tab: 'hours', columns: [...columns] }))
  expect(paper).toContain('16.11.2026\n9:05 am\n2:35 pm\n5,50')

  const file = await world.request(
    'GET',
    `/reports/hours/export?format=csv&columns=${columns.join()}`,
  )
  expect(file.body).toBe('\uFEFFDate;Start;End;Hours\r\n2026-11-16;09:05;14:35;5,50\r\n')
  const { rows } = await exportReport(ctx, { tab: 'hours', columns: ['hours'] })
  expect(await Array.fromAsync(rows)).toEqual([[{ decimal: '5.50' }]])
})
