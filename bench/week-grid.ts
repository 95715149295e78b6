import path from 'node:path'
import type { Page } from '@playwright/test'
import { createServer } from '#api/server.ts'
import type { Context } from '#app/context.ts'
import { weekOf } from '#domain/periods.ts'
import { addDays } from '#domain/work-day.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { buildWeb, isWebBuilt } from '#main/web-build.ts'
import { openBrowser, watchMainThread, type Worked } from './browser.ts'
import type { Row } from './row.ts'
import { seedHours } from './seed-hours.ts'
import { type Stage, setStage } from './stage.ts'

const slowDown = 4
const rounds = 12
const rows = 60
const person = { email: 'bench@example.com', password: 'a password for benchmarks' }

/** From pressing Week to a grid of 60 projects, half of the cells filled: in an application that is up, and right after it came up. */
export async function benchWeekGrid(): Promise<Row[]> {
  if (!isWebBuilt()) await buildWeb()
  await using stage = await setStage()
  await using web = await serve(stage)
  await using opened = await openBrowser()
  const userId = await stage.wired.createUser({ name: 'Bench', ...person })
  const ctx = await stage.makeWorkspace({ userId })
  await seedWeek(ctx)
  const context = await opened.browser.newContext({
    baseURL: web.url,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Amsterdam',
  })
  const page = await context.newPage()
  await signIn(page)
  const during = await watchMainThread(page, { slowDown })

  const fresh: Worked[] = []
  const fromList: Worked[] = []
  const again: Worked[] = []
  const floor: Worked[] = []
  const settle = async () => {
    await page.waitForLoadState('networkidle')
    await page.evaluate(untilIdle)
  }
  for (let round = 0; round < rounds; round++) {
    await page.goto('/timesheets')
    await page.locator('.hb-table tbody tr').nth(rows).waitFor()
    await settle()
    fresh.push(await during(() => page.evaluate(openWeek, rows)))
    await page.evaluate(follow, '/timesheets')
    await page.locator('.hb-table tbody tr').nth(rows).waitFor()
    await settle()
    fromList.push(await during(() => page.evaluate(openWeek, rows)))
    await page.evaluate(follow, '/timesheets/expenses')
    await page.locator('.hb-week-grid').waitFor({ state: 'detached' })
    await settle()
    again.push(await during(() => page.evaluate(openWeek, rows)))
    await page.goto('about:blank')
    floor.push(await during(() => page.evaluate(drawBareTable, rows)))
  }
  return [
    {
      what: 'Week grid of 60 projects: scripting, 4× slower processor',
      target: '< 100 ms',
      measured: told(again),
    },
    {
      what: 'The same from the list of the week, whose 120 entries are cleared away',
      target: '–',
      measured: told(fromList),
    },
    {
      what: 'The same, the first time since the application came up (its code is compiled)',
      target: '–',
      measured: told(fresh),
    },
    {
      what: 'Floor: a bare table of 420 fields, made by hand',
      target: '–',
      measured: told(floor),
    },
  ]
}

async function serve(stage: Stage) {
  const { services, signIn } = stage.wired
  const server = await createServer({
    services,
    signIn,
    webDir: path.resolve(import.meta.dirname, '../dist/web'),
    logLevel: 'silent',
    isHealthy: async () => true,
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  return { url, [Symbol.asyncDispose]: async () => await server.close() }
}

/** Sixty projects, with two quarters of an hour each in this week; a third of them say what was done. */
async function seedWeek(ctx: Context): Promise<void> {
  await seedHours(ctx, { clients: 20, projectsPerClient: 3, hoursPerProject: 2 })
  const { db, workspaceId } = ctx
  const { from } = weekOf(dayIn('Europe/Amsterdam', ctx.clock.now()), 1)
  const entries = await db
    .selectFrom('time_entries')
    .where('workspace_id', '=', workspaceId)
    .select(['id', 'project_id'])
    .orderBy('project_id')
    .orderBy('id')
    .execute()
  for (const [index, { id }] of entries.entries()) {
    await db
      .updateTable('time_entries')
      .set({
        worked_on: addDays(from, index % 7),
        seconds: 900,
        notes: index % 3 === 0 ? 'Something to tell' : '',
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Timesheets', level: 1 }).waitFor()
}

/** Runs in the page: presses G W, and ends when the grid was painted. */
async function openWeek(count: number): Promise<void> {
  for (const key of ['g', 'w']) document.dispatchEvent(new KeyboardEvent('keydown', { key }))
  const isThere = () => document.querySelectorAll('.hb-week-grid tbody tr').length >= count
  await new Promise<void>((resolve) => {
    const look = () =>
      isThere() ? requestAnimationFrame(() => setTimeout(resolve)) : requestAnimationFrame(look)
    look()
  })
}

/** Runs in the page: follows a link. */
function follow(href: string): void {
  document.querySelector<HTMLElement>(`a[href^="${href}"]`)?.click()
}

/** Runs in the page: ends when it has had nothing to do for a while. */
async function untilIdle(): Promise<void> {
  for (let count = 0; count < 3; count++) {
    await new Promise((resolve) => requestIdleCallback(resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Runs in the page: the least that shows as many fields, in answer to a click as well. */
async function drawBareTable(count: number): Promise<void> {
  document.addEventListener('click', () => {
    const table = document.createElement('table')
    for (let row = 0; row < count; row++) {
      const line = table.insertRow()
      line.insertCell().textContent = `Project ${row}`
      for (let day = 0; day < 7; day++) {
        const field = document.createElement('input')
        field.value = '0:15'
        line.insertCell().append(field)
      }
    }
    document.body.append(table)
  })
  await new Promise<void>((resolve) => {
    setTimeout(() => {
      document.body.click()
      requestAnimationFrame(() => setTimeout(resolve))
    })
  })
}

function told(rounds: Worked[]): string {
  const of = (pick: (one: Worked) => number) => {
    const sorted = rounds.map(pick).toSorted((a, b) => a - b)
    return {
      least: Math.round(sorted[0] ?? 0),
      middle: Math.round(sorted[sorted.length >> 1] ?? 0),
    }
  }
  const scripting = of((one) => one.scripting)
  const layout = of((one) => one.layout)
  return `${scripting.middle} ms (least ${scripting.least}); styles and layout ${layout.middle} ms; all tasks ${of((one) => one.tasks).middle} ms`
}
