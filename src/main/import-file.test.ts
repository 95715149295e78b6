import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'
import { importFile } from './import-file.ts'

const folder = 'tests/fixtures/imports'
const createAll = ['--create', 'clients,projects,tasks']

async function withPeople(): Promise<World & { url: string }> {
  const world = await createWorld()
  await world.has.member({ name: 'Noor de Wit', email: 'noor@example.com' })
  await world.has.member({ name: 'Sam Peters', email: 'sam@example.com' })
  return { ...world, url: await world.listen() }
}

/** Runs the command against a Hourbook whose worker works meanwhile; answers what it said and its exit code. */
async function run(
  world: World & { url: string },
  args: string[],
): Promise<{ said: string; code: number }> {
  const { url } = world
  const lines: string[] = []
  let isRunning = true
  const work = async () => {
    while (isRunning) {
      // oxlint-disable-next-line no-await-in-loop
      await world.runJobs()
      // oxlint-disable-next-line no-await-in-loop
      await setTimeout(20)
    }
  }
  const worker = work()
  try {
    const asked = [...args, '--url', url, '--token', world.token]
    const code = await importFile(asked, (line) => lines.push(line))
    return { said: lines.join('\n'), code }
  } finally {
    isRunning = false
    await worker
  }
}

async function hoursIn(world: World): Promise<number> {
  const { body } = await world.request('GET', '/time-entries?limit=200')
  return (body as { items: unknown[] }).items.length
}

/** How the file is read is told by each run; the page shows it once. */
function withoutReading(said: string): string {
  return `…${said.slice(said.indexOf('\n', said.indexOf('Days are ')))}`
}

describe('npx hourbook import, as docs/import.md tells it', () => {
  test.each([
    ['toggl.csv', 5],
    ['clockify.csv', 3],
    ['harvest.csv', 3],
    ['kimai.csv', 3],
  ])('%s', async (name, rows) => {
    await using world = await withPeople()
    const transcript: string[] = []
    const recorded = async (options: string[]) => {
      const { said, code } = await run(world, [`${folder}/${name}`, '--as', 'hours', ...options])
      const command = ['$ npx hourbook import', name, '--as', 'hours', ...options].join(' ')
      transcript.push(command, transcript.length === 0 ? said : withoutReading(said))
      return { said, code, hours: await hoursIn(world) }
    }

    const dry = await recorded([])
    expect(dry).toMatchObject({ code: 1, hours: 0 })
    expect(dry.said).toContain('Let it be created')

    const applied = [...createAll, '--apply']
    expect(await recorded(applied)).toMatchObject({ code: 0, hours: rows })
    const again = await recorded(applied)
    expect(again).toMatchObject({ code: 0, hours: rows })
    expect(again.said).toContain('Imported: 0 created')

    const told = await readFile('docs/import.md', 'utf8')
    expect(told).toContain(['```', ...transcript, '```'].join('\n'))
    const { body } = await world.request('GET', '/file-imports')
    // What was applied is in the list; the dry run left nothing.
    expect((body as { items: unknown[] }).items).toHaveLength(2)
  })
})

test('what is mistyped or cannot be read is said, with exit code 2 or a way out', async () => {
  await using world = await withPeople()
  const file = `${folder}/toggl.csv`
  const wrong = [
    [[file], /--as with one of/],
    [[file, '--as', 'cows'], /--as takes one of/],
    [['nowhere.csv', '--as', 'hours'], /nowhere.csv cannot be read/],
    [[file, '--as', 'hours', '--create', 'people'], /--create takes clients, projects, tasks/],
    [[file, '--as', 'hours', '--match', 'Colour=notes'], /--match takes "Heading=field"/],
    [[file, '--as', 'hours', '--dates', 'ydm'], /--dates takes one of ymd, dmy, mdy/],
  ] as const
  for (const [args, words] of wrong) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(run(world, [...args])).rejects.toThrow(words)
  }
  const unknown = await importFile(
    [file, '--as', 'hours', '--url', world.url, '--token', 'x'],
    () => {},
  )
  expect(unknown).toBe(2)
  const { body } = await world.request('GET', '/file-imports')
  expect(body).toMatchObject({ items: [] })
})
