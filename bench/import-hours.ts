import { createClients } from '#app/clients/create-clients.ts'
import { applyFileImport } from '#app/file-imports/apply-file-import.ts'
import { createFileImport } from '#app/file-imports/create-file-import.ts'
import { getFileImport } from '#app/file-imports/get-file-import.ts'
import { matchFileImport } from '#app/file-imports/match-file-import.ts'
import { createProjects } from '#app/projects/create-projects.ts'
import type { Context } from '#app/context.ts'
import { insertTimeEntries } from '#db/time-entries.ts'
import { newId } from '#lib/ids.ts'
import type { Row } from './row.ts'
import { setStage, timed, workInOwnProcess } from './stage.ts'

const projectCount = 60
const rowsAtOnce = 1000
const memoryMb = 300

/** A file with 100,000 hours, looked through and written by the jobs, against a bare batched insert of the same hours. */
export async function benchImportHours(): Promise<Row[]> {
  const rowCount = Number(process.env['BENCH_ROWS'] ?? 100_000)
  await using stage = await setStage()
  const ctx = await stage.makeWorkspace()
  const projectIds = await makeProjects(ctx)
  const floorMs = await floor(await stage.makeWorkspace(), rowCount)
  const content = Buffer.from(fileOf(rowCount))
  const begun = performance.now()
  const read = await createFileImport(ctx, { kind: 'hours', fileName: 'hours.csv', content })
  const uploadMs = performance.now() - begun
  const fields = read.columns.map(({ field }) => field)
  await matchFileImport(ctx, { importId: read.id, fields })
  const checked = await workInOwnProcess(stage)
  await applyFileImport(ctx, { importId: read.id })
  const applied = await workInOwnProcess(stage)
  const done = await getFileImport(ctx, { importId: read.id })
  if (done.results.created !== rowCount) {
    throw new Error(`created ${done.results.created} hours on ${projectIds.length} projects`)
  }
  const perSecond = (ms: number) =>
    `${Math.round((rowCount / ms) * 1000).toLocaleString('en')} rows/s (${(ms / 1000).toFixed(1)} s)`
  const peak = Math.max(checked.peakMemoryMb, applied.peakMemoryMb)
  return [
    {
      what: `${rowCount.toLocaleString('en')} hours from a file: looked through, then written, each by its rules and once`,
      target: '–',
      measured: `${perSecond(uploadMs)} taken in, ${perSecond(checked.ms)} looked through, ${perSecond(applied.ms)} written`,
    },
    {
      what: 'A bare batched INSERT of the same hours, in the same run',
      target: '–',
      measured: `${perSecond(floorMs)}: writing costs ${(applied.ms / floorMs).toFixed(1)}× that`,
    },
    {
      what: 'Peak memory of the worker meanwhile',
      target: `< ${memoryMb} MB`,
      measured: `${peak.toFixed(0)} MB`,
    },
  ]
}

async function makeProjects(ctx: Context): Promise<string[]> {
  const [client] = await createClients(ctx, { items: [{ name: 'Bench' }] })
  const clientId = client?.id ?? ''
  const made = await createProjects(ctx, {
    items: Array.from({ length: projectCount }, (_, index) => ({
      clientId,
      name: `Project ${index}`,
      invoiceMethod: 'project_hourly_rate' as const,
      hourlyRate: '95',
    })),
  })
  return made.map(({ id }) => id)
}

/** Ten hours a day for one person, over many years: as many as a day takes. */
function rowOf(index: number) {
  const day = new Date(Date.UTC(1995, 0, 1 + Math.floor(index / 10))).toISOString().slice(0, 10)
  return { day, project: index % projectCount, seconds: 1800, notes: `Work on part ${index}` }
}

function fileOf(rowCount: number): string {
  const lines = Array.from({ length: rowCount }, (_, index) => {
    const { day, project, notes } = rowOf(index)
    return `${day},Bench,Project ${project},${notes},0:30,yes`
  })
  return `Date,Client,Project,Notes,Duration,Billable\n${lines.join('\n')}\n`
}

/** The least that any import of these hours must do. */
async function floor(ctx: Context, rowCount: number): Promise<number> {
  const projectIds = await makeProjects(ctx)
  const { db, workspaceId } = ctx
  const createdAt = new Date()
  return await timed(async () => {
    for (let start = 0; start < rowCount; start += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, rowCount - start)
      const entries = Array.from({ length: count }, (_, index) => {
        const { day, project, seconds, notes } = rowOf(start + index)
        return {
          id: newId(),
          memberId: String(ctx.memberId),
          projectId: String(projectIds[project]),
          taskId: null,
          workedOn: day,
          startedAt: null,
          endedAt: null,
          pauseSeconds: 0,
          seconds,
          notes,
          isBillable: true,
          rate: '95',
          rateRule: 'project' as const,
          rateValidFrom: null,
        }
      })
      // oxlint-disable-next-line no-await-in-loop
      await db.transaction().execute(async (tx) => {
        await insertTimeEntries(tx, { workspaceId, entries, createdAt })
      })
    }
  })
}
