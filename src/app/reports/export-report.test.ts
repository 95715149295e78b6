import { updateMe } from '#app/workspace/update-me.ts'
import { exportReport } from '#app/reports/export-report.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import type { SheetCell } from '#lib/sheet.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('a CSV file has the filtered rows, and runs no formula', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client({ name: 'Müller, Sohn & Co' })
  const project = await world.has.project({ name: '=1+1', clientId, hourlyRate: '95' })
  await createTimeEntries(world.ctx, {
    items: [
      { projectId: project.id, workedOn: '2026-11-16', seconds: 5400, notes: 'said "no"' },
      { projectId: project.id, workedOn: '2026-10-01', seconds: 60 },
    ],
  })
  const answer = await world.request('GET', '/reports/hours/export?from=2026-11-01')
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.headers['content-disposition']).toBe('attachment; filename="hours.csv"')
  const [head, row, ...rest] = String(answer.body).split('\r\n')
  expect(head).toBe(
    '\uFEFFDate,Client,Project,Task,Person,Notes,Hours,Rate,Amount,Billable,Invoice',
  )
  expect(row).toMatch(
    /^2026-11-16,"Müller, Sohn & Co",'=1\+1,,[^,]+,"said ""no""",1\.50,95\.0000,142\.50,Yes,$/,
  )
  expect(rest).toEqual([''])
})

test('every kind of row has a cell for each of its columns', async () => {
  await using world = await createWorld()
  await world.has.timeEntry()
  await world.has.expense()
  await world.has.mileage()
  for (const tab of ['hours', 'expenses', 'mileages'] as const) {
    const { columns, rows } = await exportReport(world.ctx, { tab })
    const read: (readonly SheetCell[])[] = []
    for await (const row of rows) read.push(row)
    expect(read.map((row) => row.length)).toEqual([columns.length])
  }
})

test('more rows than are read at once are all there', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  for (const workedOn of [
    '2026-11-02',
    '2026-11-03',
    '2026-11-04',
    '2026-11-05',
    '2026-11-06',
    '2026-11-07',
  ]) {
    const items = Array.from({ length: 200 }, () => ({ projectId, workedOn, seconds: 1 }))
    // One after the other: each locks the person.
    // oxlint-disable-next-line no-await-in-loop
    await createTimeEntries(world.ctx, { items })
  }
  const { body } = await world.request('GET', '/reports/hours/export')
  expect(String(body).split('\r\n')).toHaveLength(1202)
})

test('an employee downloads the own rows, without money', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  await world.has.timeEntry({ notes: 'of the owner' })
  await world.has.timeEntry({ notes: 'own', memberId: employee.id })
  const { columns, rows } = await exportReport(employee.ctx, { tab: 'hours' })
  expect(columns).not.toContain('Amount')
  const read: (readonly SheetCell[])[] = []
  for await (const row of rows) read.push(row)
  expect(read.map((row) => row[5])).toEqual(['own'])
  const { status } = await world.request(
    'GET',
    `/reports/hours/export?memberId=${world.memberId}`,
    undefined,
    { token: employee.token },
  )
  expect(status).toBe(403)
})

test('a file has the columns that were asked for, in their order', async () => {
  await using world = await createWorld()
  await world.has.timeEntry({ notes: 'Sketches' })
  const [bySeveral, byCommas] = await Promise.all([
    world.request('GET', '/reports/hours/export?columns=notes&columns=day'),
    world.request('GET', '/reports/hours/export?columns=notes,day'),
  ])
  expect(String(bySeveral.body)).toMatch(/^\uFEFFNotes,Date\r\nSketches,\d{4}-\d\d-\d\d\r\n$/)
  expect(byCommas.body).toBe(bySeveral.body)
})

test('a column that the report does not have, or the role does not see, is refused by its name', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const refusal = async (path: string, token = world.token) => {
    const { status, body } = await world.request('GET', path, undefined, { token })
    const { code, field, detail } = body as { code: string; field?: string; detail: string }
    return { status, code, field, detail }
  }
  expect(await refusal('/reports/hours/export?columns=km')).toEqual({
    status: 422,
    code: 'input_is_not_valid',
    field: 'columns',
    detail: expect.stringContaining('The report of hours has no column “km”. It has day, client,'),
  })
  expect(await refusal('/reports/hours/export?columns=day,colour')).toMatchObject({
    status: 422,
    code: 'input_is_not_valid',
  })
  expect(await refusal('/reports/hours/export?columns=day,rate', employee.token)).toMatchObject({
    status: 403,
    code: 'not_allowed',
    field: 'columns',
  })
})

test('rows of any of several clients, projects, people and tasks', async () => {
  await using world = await createWorld()
  const rows = [
    await world.has.timeEntry({ notes: 'one' }),
    await world.has.timeEntry({ notes: 'two' }),
    await world.has.timeEntry({ notes: 'three' }),
  ]
  const [one, two] = rows
  const notes = async (query: string) => {
    const { body } = await world.request('GET', `/reports/hours/export?columns=notes&${query}`)
    return String(body).trim().split('\r\n').slice(1).toSorted()
  }
  const both = `projectId=${one?.projectId}&projectId=${two?.projectId}`
  expect(await notes(both)).toEqual(['one', 'two'])
  expect(await notes(`projectId=${one?.projectId},${two?.projectId}`)).toEqual(['one', 'two'])
  expect(await notes(`projectId=${one?.projectId}`)).toEqual(['one'])
  const { body } = await world.request('GET', `/reports/hours/totals?${both}`)
  expect(body).toMatchObject({ count: 2 })
})

test('the head of a file, its words and its name are in the language of who asks', async () => {
  await using world = await createWorld()
  const project = await world.has.project({ hourlyRate: '95' })
  await world.has.timeEntry({ projectId: project.id })
  await updateMe(world.ctx, { language: 'nl' })
  const answer = await world.request('GET', '/reports/hours/export')
  expect(answer.headers['content-disposition']).toBe('attachment; filename="uren.csv"')
  const [head, row] = String(answer.body).split('\r\n')
  expect(head).toBe(
    '\uFEFFDatum,Klant,Project,Taak,Medewerker,Notities,Uren,Tarief,Bedrag,Declarabel,Factuur',
  )
  expect(row).toMatch(/,Ja,$/)
  const list = await world.request('GET', '/list-file?list=projects')
  expect(String(list.body)).toMatch(/^\uFEFFCode,Naam,Hoofdproject,Klant,/)
})
