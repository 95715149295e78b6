import { readFile } from 'node:fs/promises'
import { xlsxOf } from '#lib/xlsx.ts'
import type { SheetCell } from '#lib/sheet.ts'
import { tableForm } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// The exports of other programs, from the file to the hours, and again.

type Import = {
  id: string
  state: string
  program: string | null
  columns: { heading: string; field: string | null }[]
  formats: { dateOrder: string; decimalSign: string; durationUnit: string }
  isDateSure: boolean
  counts: Record<string, number>
  results: Record<string, number>
  missing: { field: string; name: string; rows: number }[]
}
type Hour = {
  memberName: string
  clientName: string
  projectName: string
  taskName: string | null
  workedOn: string
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  seconds: number
  notes: string
  isBillable: boolean
}
type Row = {
  position: number
  finding: string
  problems: { field: string; words: string }[]
  resultDetail: string | null
}

const everything = { clients: true, projects: true, tasks: true }

const fixture = async (name: string) => await readFile(`tests/fixtures/imports/${name}`)

async function upload(world: World, content: Uint8Array | string): Promise<Import> {
  const answer = await world.request('POST', '/file-imports?kind=hours', tableForm(content))
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  return answer.body
}

async function check(world: World, read: Import, body: object = {}): Promise<Import> {
  const fields = read.columns.map(({ field }) => field)
  const address = `/file-imports/${read.id}`
  const answer = await world.request('PUT', `${address}/matching`, { fields, ...body })
  expect([answer.status, answer.body]).toMatchObject([200, { state: 'checking' }])
  await world.runJobs()
  return (await world.request('GET', address)).body
}

async function apply(world: World, { id }: Import): Promise<Import> {
  const answer = await world.request('POST', `/file-imports/${id}/apply`)
  expect(answer.status).toBe(202)
  await world.runJobs()
  return (await world.request('GET', `/file-imports/${id}`)).body
}

async function rowsOf(world: World, { id }: Import): Promise<Row[]> {
  const { body } = await world.request('GET', `/file-imports/${id}/rows`)
  return (body as { items: Row[] }).items
}

async function hoursOf(world: World): Promise<Hour[]> {
  const { body } = await world.request('GET', '/time-entries?limit=200&sort=day')
  const { items } = body as { items: Hour[] }
  return items.toSorted((a, b) => (`${a.workedOn}${a.notes}` < `${b.workedOn}${b.notes}` ? -1 : 1))
}

async function withPeople(): Promise<World> {
  const world = await createWorld()
  await world.has.member({ name: 'Noor de Wit', email: 'noor@example.com' })
  await world.has.member({ name: 'Sam Peters', email: 'sam@example.com' })
  return world
}

/** Comes in with everything that is missing created, then again: nothing comes in twice. */
async function comesInOnce(world: World, content: Uint8Array, formats?: object) {
  const read = await upload(world, content)
  const ready = await check(world, read, { creates: everything, ...(formats && { formats }) })
  const all = await rowsOf(world, ready)
  expect(all.flatMap(({ problems }) => problems)).toEqual([])
  expect([ready.state, ready.counts['new']]).toEqual(['ready', all.length])
  expect(await hoursOf(world)).toEqual([])
  const done = await apply(world, ready)
  expect((await rowsOf(world, done)).flatMap((row) => row.resultDetail ?? [])).toEqual([])
  expect([done.state, done.results['created']]).toEqual(['done', all.length])
  const hours = await hoursOf(world)

  const again = await check(world, await upload(world, content), { creates: everything })
  expect([again.counts['same'], again.counts['new']]).toEqual([all.length, 0])
  expect(await apply(world, again)).toMatchObject({ results: { created: 0 } })
  expect(await hoursOf(world)).toEqual(hours)
  return { read, hours }
}

test('Toggl Track, detailed CSV', async () => {
  await using world = await withPeople()
  const { read, hours } = await comesInOnce(world, await fixture('toggl.csv'))
  expect(read).toMatchObject({
    program: 'toggl',
    isDateSure: true,
    formats: { dateOrder: 'ymd', decimalSign: '.', durationUnit: 'hours' },
  })
  expect(hours).toMatchObject(
    [
      {
        memberName: 'Sam Peters',
        workedOn: '2026-03-02',
        seconds: 2745,
        startedAt: null,
        isBillable: false,
      },
      {
        memberName: 'Noor de Wit',
        clientName: 'Lighthouse Dental',
        projectName: 'New website',
        startedAt: '09:00',
        endedAt: '11:30',
        seconds: 9000,
        notes: 'Wireframes of the home page #design #ux',
        isBillable: true,
      },
      // Over midnight: the duration, on the day it began.
      { clientName: 'Harbour Café', workedOn: '2026-03-03', seconds: 6300, startedAt: null },
      // Two rows that are equal are two hours.
      { workedOn: '2026-03-05', seconds: 1800, notes: 'Proofs' },
      { workedOn: '2026-03-05', seconds: 1800, notes: 'Proofs' },
    ].map((hour, index) => (index === 0 ? { ...hour, memberName: 'Noor de Wit' } : hour)),
  )

  // Its newer layout is the same program; an hour that both have comes in once.
  const newer = await upload(world, await fixture('toggl-new.csv'))
  expect(newer.program).toBe('toggl')
  const ready = await check(world, newer)
  expect(ready).toMatchObject({ counts: { same: 1, new: 1, error: 0 } })
})

test('Clockify, detailed CSV with days that come first and 12-hour times', async () => {
  await using world = await withPeople()
  const { read, hours } = await comesInOnce(world, await fixture('clockify.csv'))
  expect(read).toMatchObject({
    program: 'clockify',
    isDateSure: true,
    formats: { dateOrder: 'dmy' },
  })
  expect(hours).toMatchObject([
    { workedOn: '2026-02-03', startedAt: '17:00', endedAt: '17:20', taskName: null },
    { workedOn: '2026-02-03', startedAt: '13:15', endedAt: '14:00', taskName: 'Tax' },
    {
      workedOn: '2026-02-13',
      startedAt: '08:30',
      endedAt: '12:00',
      seconds: 12_600,
      taskName: 'Bookkeeping',
      notes: 'Bank reconciliation #q1',
    },
  ])
})

test('Harvest, time CSV with semicolons and decimal commas', async () => {
  await using world = await withPeople()
  const { read, hours } = await comesInOnce(world, await fixture('harvest.csv'))
  expect(read).toMatchObject({
    program: 'harvest',
    formats: { dateOrder: 'dmy', decimalSign: ',' },
  })
  expect(hours).toMatchObject([
    { memberName: 'Noor de Wit', seconds: 4500, isBillable: true, workedOn: '2026-03-02' },
    // Invoiced over there, so it is not billed again here.
    { seconds: 9000, isBillable: false, notes: 'Second round;\nwith the owner' },
    { memberName: 'Sam Peters', seconds: 1188, taskName: 'Administration', isBillable: false },
  ])
  const { body } = await world.request('GET', '/projects?q=House')
  expect(body).toMatchObject({ items: [{ code: 'HC-01', clientName: 'Harbour Café' }] })
})

test('Kimai, CSV in German', async () => {
  await using world = await withPeople()
  const { read, hours } = await comesInOnce(world, await fixture('kimai.csv'))
  expect(read).toMatchObject({ program: 'kimai', isDateSure: true })
  expect(hours).toMatchObject([
    {
      memberName: 'Noor de Wit',
      clientName: 'Werkstatt Süd',
      taskName: 'Planung',
      startedAt: '09:00',
      endedAt: '12:00',
      pauseSeconds: 900,
      seconds: 9900,
      notes: 'Grundriss #plan #bau',
      isBillable: true,
    },
    { taskName: 'Besprechung', seconds: 1800, isBillable: false },
    { seconds: 4500, notes: 'Intern', isBillable: false },
  ])
})

async function workbook(columns: string[], rows: SheetCell[][]): Promise<Buffer> {
  async function* given() {
    yield* rows
  }
  return Buffer.concat(await Array.fromAsync(xlsxOf({ name: 'Export', columns, rows: given() })))
}

test('Clockify and Kimai, as workbooks', async () => {
  await using world = await withPeople()
  const clockify =
    'Project,Client,Description,Task,User,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)'
  const day = { day: '2026-02-03' }
  const work = ['Site', 'Blue', 'Build', '', 'Sam Peters', 'sam@example.com', '', 'Yes']
  const first = await workbook(clockify.split(','), [
    [...work, day, '09:00:00', day, '10:15:00', '01:15:00', { decimal: '1.25' }],
  ])
  expect((await comesInOnce(world, first)).hours).toMatchObject([
    { seconds: 4500, startedAt: '09:00' },
  ])

  const kimai =
    'Date,From,To,Duration,Currency,Price,Username,Name,Customer,Project,Activity,Description,Exported,Billable,Tags'
  const second = await workbook(kimai.split(','), [
    [
      day,
      '11:00',
      '12:30',
      { decimal: '5400' },
      'EUR',
      '',
      'sam',
      'Sam Peters',
      'Blue',
      'Site',
      'Build',
      'More',
      'no',
      'yes',
      '',
    ],
  ])
  const read = await upload(world, second)
  expect(read).toMatchObject({ program: 'kimai', formats: { durationUnit: 'seconds' } })
  const ready = await check(world, read, { creates: everything })
  expect(await apply(world, ready)).toMatchObject({ results: { created: 1 } })
  expect((await hoursOf(world)).map(({ seconds }) => seconds)).toEqual([4500, 5400])
})
