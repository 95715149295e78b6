import { fileImportKinds } from '#domain/sheet-kinds.ts'
import { importing } from '#tests/support/file-import.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// Projects, tasks, people, expenses and trips from files.

async function itemsOf<Item>(world: World, path: string): Promise<Item[]> {
  return ((await world.request('GET', `${path}?limit=200`)).body as { items: Item[] }).items
}

test('projects come in with their client, change what differs, and are left alone the next time', async () => {
  await using world = await createWorld()
  const projects = importing(world, 'projects')
  await world.has.client({ name: 'Blue', number: 'C-1' })
  const file = [
    'Project;Code;Client;Rate;Fixed price;Start;End;Notes',
    'Site;P-1;Blue;95,00;;1-3-2026;31-12-2026;First',
    'Logo;;C-1;;4.500,00;;;',
    'Lost;;Nobody;;;;;',
    'Odd;P-9;Blue;free;;31-12-2026;1-3-2026;',
  ].join('\n')
  const ready = await projects.check(await projects.upload(file))
  expect(ready.counts).toMatchObject({ new: 2, error: 2 })
  expect(await projects.problems(ready)).toEqual([
    expect.stringMatching(/^4, Client: There is no client “Nobody”/),
    expect.stringMatching(/^5, Rate: “free” is not understood/),
    '5, End: The end is before the start.',
  ])
  expect(ready.missing).toMatchObject([{ field: 'clientName', name: 'Nobody' }])
  expect((await projects.apply(ready)).results).toMatchObject({ created: 2, skipped: 2 })
  expect(await itemsOf(world, '/projects')).toMatchObject([
    { name: 'Logo', invoiceMethod: 'fixed_price', fixedPriceMinor: 450_000 },
    {
      name: 'Site',
      code: 'P-1',
      hourlyRate: '95.0000',
      invoiceMethod: 'project_hourly_rate',
      startsOn: '2026-03-01',
    },
  ])
  const again = await projects.check(await projects.upload(file.replace('First', 'Second')))
  expect(again.counts).toMatchObject({ new: 0, changed: 1, same: 1 })
  expect((await projects.apply(again)).results).toMatchObject({ updated: 1, unchanged: 1 })
  const creates = { clients: true, projects: false, tasks: false }
  const third = await projects.check(await projects.upload(file), { creates })
  expect((await projects.apply(third)).results).toMatchObject({ created: 1, updated: 1 })
  expect((await itemsOf<{ name: string }>(world, '/clients')).map(({ name }) => name)).toContain(
    'Nobody',
  )
})

test('tasks and people come in once, by name and by address', async () => {
  await using world = await createWorld()
  const tasks = importing(world, 'tasks')
  const taskFile = 'Task,Billable,Rate\nDesign,yes,95\nMeeting,no,\nDesign,yes,95\n'
  const ready = await tasks.check(await tasks.upload(taskFile))
  expect((await tasks.apply(ready)).results).toMatchObject({ created: 2, unchanged: 1 })
  const again = await tasks.check(await tasks.upload(taskFile))
  expect(again.counts).toMatchObject({ same: 3 })

  const people = importing(world, 'people')
  const file =
    'Name,E-mail,Role,Rate\nNoor,noor@example.com,Project manager,85.5\nOlga Owner,OLGA@example.com,,\nSam,sam,boss,\n'
  const found = await people.check(await people.upload(file))
  expect(found.counts).toMatchObject({ new: 1, same: 1, error: 1 })
  expect(await people.problems(found)).toEqual([
    expect.stringMatching(/^4, Role: “boss” is not understood/),
    expect.stringMatching(/^4, E-mail: Give an e-mail address/),
  ])
  expect((await people.apply(found)).results).toMatchObject({ created: 1, unchanged: 1 })
  expect(await itemsOf(world, '/members')).toMatchObject([
    { name: 'Noor', role: 'project_manager', hourlyRate: '85.5000' },
    { name: 'Olga Owner', role: 'owner' },
  ])
})

test('expenses and trips come in once, in the currency and by the rules of the pages', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client({ name: 'Blue' })
  await world.has.project({ clientId, name: 'Site' })
  const expenses = importing(world, 'expenses')
  const file = [
    'Date,Project,Description,Quantity,Price,VAT,Currency',
    '2026-03-02,Site,Train,1,18.40,,EUR',
    '2026-03-02,Site,Train,1,18.40,,EUR',
    '2026-03-02,Site,Taxi,1,40,,USD',
    '2026-03-02,Site,Lunch,0,12,,',
    '2026-03-02,Site,Odd,1,12,3.33%,',
  ].join('\n')
  const ready = await expenses.check(await expenses.upload(file))
  expect(await expenses.problems(ready)).toEqual([
    '4, Currency: This workspace keeps its expenses in EUR, not in USD.',
    '5, Quantity: Give a number above zero.',
    '6, VAT: There is no “3.33%” among the VAT rates.',
  ])
  expect((await expenses.apply(ready)).results).toMatchObject({ created: 2 })
  const again = await expenses.check(await expenses.upload(file))
  expect(again.counts).toMatchObject({ same: 2, error: 3 })
  expect(await itemsOf(world, '/expenses')).toHaveLength(2)

  const mileages = importing(world, 'mileages')
  const trips =
    'Date,Project,From,To,Km,Return,Kind\n2026-03-02,Site,Utrecht,Zwolle,90.5,yes,zakelijk\n2026-03-02,Site,Utrecht,,90,,\n2026-03-02,Site,A,B,3,,fun\n'
  const found = await mileages.check(await mileages.upload(trips))
  expect(await mileages.problems(found)).toEqual([
    '3, To: Fill this in.',
    '4, Kind: “fun” is not understood. Expected: business, commute or private.',
  ])
  expect((await mileages.apply(found)).results).toMatchObject({ created: 1 })
  expect(await itemsOf(world, '/mileages')).toMatchObject([
    { distanceKm: '90.50', isReturnTrip: true, kind: 'business' },
  ])
})

test('the sample of each kind comes in as it is, once', async () => {
  await using world = await createWorld()
  for (const email of ['noor@example.com', 'sam@example.com']) {
    // oxlint-disable-next-line no-await-in-loop
    if (email.startsWith('noor')) await world.has.member({ name: 'Noor de Wit', email })
  }
  const creates = { clients: true, projects: true, tasks: true }
  for (const kind of fileImportKinds) {
    const steps = importing(world, kind)
    // oxlint-disable-next-line no-await-in-loop
    const { body } = await world.request('GET', `/file-imports/sample?kind=${kind}`)
    for (const isFirst of [true, false]) {
      // oxlint-disable-next-line no-await-in-loop
      const read = await steps.upload(String(body))
      expect(read.columns.filter(({ field }) => field === null)).toEqual([])
      // oxlint-disable-next-line no-await-in-loop
      const ready = await steps.check(read, { creates })
      // oxlint-disable-next-line no-await-in-loop
      expect([kind, await steps.problems(ready)]).toEqual([kind, []])
      expect([kind, ready.counts.same === ready.rowsTotal]).toEqual([kind, !isFirst])
      // oxlint-disable-next-line no-await-in-loop
      const { results } = await steps.apply(ready)
      expect([kind, results.failed, results.created > 0 || results.updated > 0]).toEqual([
        kind,
        0,
        isFirst,
      ])
    }
  }
})
