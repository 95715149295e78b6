import { updateProject } from '#app/projects/update-project.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { importing } from '#tests/support/file-import.ts'
import { tableForm } from '#tests/support/files.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'
import { applyFileImportRows } from './apply-file-import-rows.ts'

const head = 'Date,Person,Client,Project,Task,Notes,Start,End,Duration,Billable'
const creates = { clients: true, projects: true, tasks: true }

type Hour = { id: string; notes: string; seconds: number; memberName: string }

async function hoursOf(world: World): Promise<Hour[]> {
  const { body } = await world.request('GET', '/time-entries?limit=200')
  return (body as { items: Hour[] }).items
}

describe('rows of work', () => {
  test('go by the rules of the pages; what is wrong with one is said, and the others come in', async () => {
    await using world = await createWorld()
    const { has, ctx } = world
    const hours = importing(world, 'hours')
    const { id: clientId } = await has.client({ name: 'Blue' })
    await has.project({ clientId, name: 'Site', startsOn: '2026-03-01', endsOn: '2026-03-31' })
    const old = await has.project({ clientId, name: 'Old' })
    await updateProject(ctx, { projectId: old.id, changes: { isArchived: true } })
    for (const email of ['kim@one.example', 'kim@two.example']) {
      // oxlint-disable-next-line no-await-in-loop
      await has.member({ name: 'Kim Lee', email })
    }
    const who = 'Olga Owner,Blue'
    const read = await hours.upload(
      [
        head,
        `2026-03-02,${who},Site,,Fine,9:00,10:30,,yes`,
        `2026-04-02,${who},Site,,Too late,,,1:00,`,
        `2026-03-02,${who},Old,,Archived,,,1:00,`,
        `2026-02-30,${who},Site,,No such day,,,1:00,`,
        `2026-03-03,Nobody Known,Blue,Site,,Who,,,1:00,`,
        `2026-03-03,Kim Lee,Blue,Site,,Which,,,1:00,`,
        `2026-03-04,${who},Site,,Long,,,20,`,
        `2026-03-04,${who},Site,,Longer,,,5,`,
        `2026-03-05,${who},Site,,Words,,,much,maybe`,
        `2026-03-05,${who},Site,,=SUM(A1),,,1,`,
        `2026-03-05,${who},Site`,
        `2026-03-06,${who},Site,,Late first,17:00,9:00,,`,
        `2026-03-06,${who},Site,,Comma,,,"1,5",`,
        `2026-03-06,,Blue,Site,,Mine,,,90m,`,
        `2026-03-06,${who},,,No project,,,1,`,
      ].join('\n'),
    )
    expect(read.columns.map(({ field }) => field)).not.toContain(null)
    const ready = await hours.check(read)
    expect(await hours.problems(ready)).toEqual([
      '3, Date: Site runs from 2026-03-01 to 2026-03-31.',
      expect.stringMatching(/^4, Project: .*archived/),
      '5, Date: “2026-02-30” is not understood. Expected: year-month-day, such as 2026-12-31.',
      '6, Person: Nobody here is called “Nobody Known”. Add the person under People, or correct the file.',
      '7, Person: There are 2 people called “Kim Lee”. Say which.',
      expect.stringMatching(/^9, Duration: .*24 hours/),
      '10, Duration: “much” is not understood. Expected: a duration of at most 24 hours, such as 1:30 or 1.5.',
      '10, Billable: “maybe” is not understood. Expected: yes or no.',
      '11, Notes: This is a formula. Put the value in its place.',
      expect.stringMatching(/^12, null: This row has 4 cells, the header row 10/),
      expect.stringMatching(/^13, End: The end is before the start/),
      '16, Project: Fill this in.',
    ])
    expect(ready.counts).toMatchObject({ new: 4, error: 11 })
    expect(ready.missing).toEqual([{ field: 'memberName', name: 'Nobody Known', rows: 1 }])
    const done = await hours.apply(ready)
    expect(done.results).toMatchObject({ created: 4, skipped: 11, failed: 0 })
    const written = await hoursOf(world)
    expect(new Map(written.map(({ notes, seconds }) => [notes, seconds]))).toEqual(
      new Map([
        ['Fine', 5400],
        ['Long', 72_000],
        ['Comma', 5400],
        ['Mine', 5400],
      ]),
    )
    expect(new Set(written.map(({ memberName }) => memberName))).toEqual(new Set(['Olga Owner']))
  })

  test('what is missing is told, and created only by who may and says so', async () => {
    await using world = await createWorld()
    const hours = importing(world, 'hours')
    const file = `${head}\n2026-03-02,,New Client,New Project,New Task,,,,1,\n2026-03-03,,New Client,New Project,,,,,2,`
    const read = await hours.upload(file)
    const ready = await hours.check(read)
    expect(ready.counts).toMatchObject({ new: 0, error: 2 })
    expect(ready.missing).toEqual([
      { field: 'clientName', name: 'New Client', rows: 2 },
      { field: 'projectName', name: 'New Project', rows: 2 },
      { field: 'taskName', name: 'New Task', rows: 1 },
    ])
    const { token } = await world.has.member({ role: 'project_manager' })
    const fields = read.columns.map(({ field }) => field)
    const address = `/file-imports/${read.id}/matching`
    const refused = await world.request('PUT', address, { fields, creates }, { token })
    expect([refused.status, refused.body]).toMatchObject([403, { field: 'creates.clients' }])

    const again = await hours.check(ready, { creates })
    expect(again.counts).toMatchObject({ new: 2, error: 0 })
    expect((await hours.rows(again))[0]?.changes).toMatchObject([
      { field: 'clientName', to: 'New Client' },
      { field: 'projectName', to: 'New Project' },
      { field: 'taskName', to: 'New Task' },
    ])
    expect((await hours.apply(again)).results).toMatchObject({ created: 2 })
    const made = async (path: string) =>
      ((await world.request('GET', path)).body as { items: { name: string }[] }).items
    expect(await made('/clients')).toMatchObject([{ name: 'New Client' }])
    expect(await made('/projects')).toMatchObject([{ name: 'New Project' }])
    expect(await made('/tasks')).toMatchObject([{ name: 'New Task' }])
    const { body } = await world.request('GET', '/audit-log?limit=50')
    expect(JSON.stringify(body)).toContain('New Project')
  })

  test('days that mean two things are asked about, and the answer is remembered', async () => {
    await using world = await createWorld()
    const hours = importing(world, 'hours')
    const { id: clientId } = await world.has.client({ name: 'Blue' })
    await world.has.project({ clientId, name: 'Site' })
    const read = await hours.upload('Date,Project,Hours\n03/04/2026,Site,1\n')
    expect(read).toMatchObject({ isDateSure: false, formats: { dateOrder: 'dmy' } })
    const formats = { dateOrder: 'mdy', decimalSign: ',', durationUnit: 'hours' }
    const ready = await hours.check(read, { formats })
    expect((await hours.rows(ready))[0]).toMatchObject({ reads: { on: '2026-03-04' } })
    const next = await hours.upload('Date,Project,Hours\n05/06/2026,Site,1\n')
    expect(next).toMatchObject({ isDateSure: false, formats: { dateOrder: 'mdy' } })
    const sure = await hours.upload('Date,Project,Hours\n25/06/2026,Site,1\n')
    expect(sure).toMatchObject({ isDateSure: true, formats: { dateOrder: 'dmy' } })
  })

  test('an id comes in once, in one file and in the next; what was deleted comes in again', async () => {
    await using world = await createWorld()
    const hours = importing(world, 'hours')
    const { id: clientId } = await world.has.client({ name: 'Blue' })
    await world.has.project({ clientId, name: 'Site' })
    const file =
      'ID,Date,Project,Notes,Hours\n7,2026-03-02,Site,First,1\n7,2026-03-02,Site,Again,2\n8,2026-03-02,Site,Other,1'
    const ready = await hours.check(await hours.upload(file))
    expect(await hours.problems(ready)).toEqual(['3, ID: An earlier row has this id too.'])
    await hours.apply(ready)
    const changed = file.replace('First', 'Put otherwise over there')
    const second = await hours.check(await hours.upload(changed))
    expect(second.counts).toMatchObject({ same: 2, new: 0 })
    const first = (await hoursOf(world)).find(({ notes }) => notes === 'First')
    await deleteTimeEntry(world.ctx, { timeEntryId: first?.id ?? '' })
    const third = await hours.check(await hours.upload(file))
    expect(third.counts).toMatchObject({ same: 1, new: 1 })
    expect((await hours.apply(third)).results).toMatchObject({ created: 1, unchanged: 1 })
  })

  test('a job that is killed goes on where it was, and two workers write each row once', async () => {
    await using world = await createWorld()
    const hours = importing(world, 'hours')
    const { id: clientId } = await world.has.client({ name: 'Blue' })
    await world.has.project({ clientId, name: 'Site' })
    const lines = Array.from({ length: 1700 }, (_, index) => {
      const day = `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`
      return `${day},Site,Row ${index % 850},0:01`
    })
    const read = await hours.upload(`Date,Project,Notes,Duration\n${lines.join('\n')}`)
    const ready = await hours.check(read)
    expect(ready.counts).toMatchObject({ new: 1700, error: 0 })
    await world.request('POST', `/file-imports/${read.id}/apply`)
    const { clock } = world
    // Enough for the first rows, too few for the next.
    let left = 4
    const mortal = {
      ...world.systemCtx(),
      clock: {
        ...clock,
        now: () => {
          left -= 1
          if (left < 0) throw new Error('killed')
          return clock.now()
        },
      },
    }
    await expect(applyFileImportRows(mortal, { importId: read.id })).rejects.toThrow('killed')
    expect((await hours.read(read.id)).rowsApplied).toBeGreaterThan(0)
    await world.runJobs({ workers: 2 })
    expect(await hours.read(read.id)).toMatchObject({
      state: 'done',
      rowsApplied: 1700,
      results: { created: 1700 },
    })
    const { body } = await world.request('GET', '/reports/hours/totals')
    expect(JSON.stringify(body)).toContain(String(1700 * 60))
  })

  test('an import that is matched otherwise while it is looked through is looked through anew', async () => {
    await using world = await createWorld()
    const hours = importing(world, 'hours')
    const { id: clientId } = await world.has.client({ name: 'Blue' })
    await world.has.project({ clientId, name: 'Site' })
    const read = await hours.upload('Date,Project,Notes,Hours\n2026-03-02,Site,A,1\n')
    const address = `/file-imports/${read.id}/matching`
    await world.request('PUT', address, { fields: ['workedOn', 'projectName', 'tags', 'duration'] })
    const ready = await hours.check(read)
    expect(ready.counts).toMatchObject({ new: 1 })
    await hours.apply(ready)
    expect(await hoursOf(world)).toMatchObject([{ notes: 'A' }])
  })

  test('is for who may write everybody’s work', async () => {
    await using world = await createWorld()
    const { token } = await world.has.member({ role: 'employee' })
    const form = tableForm('Date,Project,Hours\n2026-03-02,Site,1\n')
    const answer = await world.request('POST', '/file-imports?kind=hours', form, { token })
    expect([answer.status, answer.body]).toMatchObject([403, { code: 'not_allowed' }])
    const manager = await world.has.member({ role: 'project_manager' })
    const hours = await world.request(
      'POST',
      '/file-imports?kind=hours',
      tableForm('Date,Project,Hours\n2026-03-02,Site,1\n'),
      { token: manager.token },
    )
    expect(hours.status).toBe(201)
    const clients = await world.request('POST', '/file-imports', tableForm('Name\nA\n'), {
      token: manager.token,
    })
    expect(clients.status).toBe(403)
  })
})
