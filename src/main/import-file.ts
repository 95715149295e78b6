import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { answered, Refusal, writeHeaders } from '#client/api.ts'
import type { components, paths } from '#client/openapi.ts'
import { headingKey } from '#domain/sheet-columns.ts'
import { dateOrders, decimalSigns, durationUnits } from '#domain/sheet-formats.ts'
import { fileImportKinds, sheetFieldsOf } from '#domain/sheet-kinds.ts'
import createClient from 'openapi-fetch'
import { StartupProblem } from './startup-problem.ts'

type FileImport = components['schemas']['FileImport']
type Row = components['schemas']['FileImportRow']
type Client = ReturnType<typeof clientOf>

const options = {
  as: { type: 'string' },
  apply: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  create: { type: 'string' },
  match: { type: 'string', multiple: true },
  'header-row': { type: 'string' },
  dates: { type: 'string' },
  decimal: { type: 'string' },
  durations: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const exitCodes = { fine: 0, rowsLeftOut: 1, notDone: 2 }
const pollMs = 200
const programs = {
  toggl: 'Toggl Track',
  clockify: 'Clockify',
  harvest: 'Harvest',
  kimai: 'Kimai',
}

/**
 * Brings in a file over the API, as the person of the token: first what it would change, and with `--apply` the doing.
 * Answers 0 when all rows are fine, 1 when some stayed out, 2 when nothing could be done.
 */
export async function importFile(argv: string[], say: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
  const [file, ...others] = positionals
  const kind = oneOf('as', values.as, fileImportKinds)
  if (file === undefined || others.length > 0 || kind === undefined) {
    throw new StartupProblem(
      `import needs one file and --as with one of ${fileImportKinds.join(', ')}.`,
    )
  }
  const token = values.token ?? process.env['HOURBOOK_TOKEN']
  if (!token) {
    throw new StartupProblem(
      'import needs a personal API token: --token, or HOURBOOK_TOKEN. Settings, API tokens makes one.',
    )
  }
  const content = await readFile(file).catch(() => {
    throw new StartupProblem(`The file ${file} cannot be read.`)
  })
  const url = values.url ?? process.env['HOURBOOK_URL'] ?? 'http://localhost:4000'
  const client = clientOf(url, token)
  const given = { kind, name: path.basename(file), content }
  try {
    return await run(client, { values, given, url, say })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    say(error.message)
    return exitCodes.notDone
  }
}

function clientOf(url: string, token: string) {
  return createClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    headers: { authorization: `Bearer ${token}` },
  })
}

type Given = { kind: FileImport['kind']; name: string; content: Uint8Array }
type Run = { values: Values; given: Given; url: string; say: (line: string) => void }

async function run(client: Client, { values, given, url, say }: Run): Promise<number> {
  const uploaded = await upload(client, given)
  const params = { path: { fileImportId: uploaded.id } }
  const tell = values.json ? () => {} : say
  let isKept = values.keep
  try {
    const read = await withHeaderRow(client, { uploaded, values })
    tell(aboutFile(read))
    const asked = matchingOf(read, values)
    if (!read.isDateSure && values.dates === undefined) {
      tell('The days can be read in two ways. Say --dates dmy (day first) or --dates mdy.')
      if (values.apply) return exitCodes.notDone
    }
    tell(aboutReading(read, asked))
    const matched = client.PUT('/api/v1/file-imports/{fileImportId}/matching', {
      params,
      headers: writeHeaders(),
      body: asked,
    })
    const ready = await followed(client, await answered(matched))
    const problems = await rowsOf(client, ready, { finding: 'error' })
    for (const row of problems) tell(aboutProblem(row))
    tell(aboutFindings(ready))
    if (!values.apply) {
      if (values.json) say(JSON.stringify(reportOf(ready, problems)))
      tell('Nothing was written. Run it again with --apply to import.')
      if (isKept) tell(`It waits for you at ${url}/settings/import/files/${ready.id}.`)
      return ready.counts.error > 0 ? exitCodes.rowsLeftOut : exitCodes.fine
    }
    isKept = true
    const applied = client.POST('/api/v1/file-imports/{fileImportId}/apply', {
      params,
      headers: writeHeaders(),
    })
    const done = await followed(client, await answered(applied))
    const failed = await rowsOf(client, done, { result: 'failed' })
    for (const row of failed) tell(`row ${row.position}: ${row.resultDetail ?? ''}`)
    tell(aboutResults(done))
    if (values.json) say(JSON.stringify(reportOf(done, [...problems, ...failed])))
    const isFine = done.counts.error === 0 && done.results.failed === 0
    return isFine ? exitCodes.fine : exitCodes.rowsLeftOut
  } finally {
    // A dry run leaves nothing behind.
    if (!isKept) {
      await client.DELETE('/api/v1/file-imports/{fileImportId}', {
        params,
        headers: writeHeaders(),
      })
    }
  }
}

async function upload(client: Client, { kind, name, content }: Given): Promise<FileImport> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)]), name)
  return await answered(
    client.POST('/api/v1/file-imports', {
      params: { query: { kind } },
      headers: writeHeaders(),
      body: { file: '' },
      bodySerializer: () => form,
    }),
  )
}

async function withHeaderRow(
  client: Client,
  { uploaded, values }: { uploaded: FileImport; values: Values },
): Promise<FileImport> {
  const asked = values['header-row']
  if (asked === undefined) return uploaded
  if (!/^\d{1,3}$/.test(asked)) throw new StartupProblem('--header-row takes a number, such as 3.')
  return await answered(
    client.PUT('/api/v1/file-imports/{fileImportId}/matching', {
      params: { path: { fileImportId: uploaded.id } },
      headers: writeHeaders(),
      body: { headerRow: Number(asked) },
    }),
  )
}

type Matching = {
  fields: (string | null)[]
  formats: FileImport['formats']
  creates: FileImport['creates']
}

/** The guesses of the server, and what was said otherwise. */
function matchingOf(read: FileImport, values: Values): Matching {
  const said = new Map((values.match ?? []).map((each) => saidMatch(read, each)))
  const created = (values.create ?? '').split(',').filter((each) => each !== '')
  const creatable = ['clients', 'projects', 'tasks'] as const
  const foreign = created.find((each) => !creatable.some((name) => name === each))
  if (foreign) throw new StartupProblem(`--create takes ${creatable.join(', ')}; not ${foreign}.`)
  return {
    fields: read.columns.map(({ heading, field }) => {
      const other = said.get(headingKey(heading))
      return other === undefined ? field : other
    }),
    formats: {
      dateOrder: oneOf('dates', values.dates, dateOrders) ?? read.formats.dateOrder,
      decimalSign: oneOf('decimal', values.decimal, decimalSigns) ?? read.formats.decimalSign,
      durationUnit:
        oneOf('durations', values.durations, durationUnits) ?? read.formats.durationUnit,
    },
    creates: {
      clients: created.includes('clients'),
      projects: created.includes('projects'),
      tasks: created.includes('tasks'),
    },
  }
}

/** 'Heading=field', or 'Heading=' to leave the column out. */
function saidMatch({ kind, columns }: FileImport, text: string): [string, string | null] {
  const at = text.lastIndexOf('=')
  const [heading, field] = [text.slice(0, at), text.slice(at + 1)]
  const fields = sheetFieldsOf[kind].map(({ name }): string => name)
  const isKnown = columns.some((each) => headingKey(each.heading) === headingKey(heading))
  if (at < 1 || !isKnown || (field !== '' && !fields.includes(field))) {
    throw new StartupProblem(
      `--match takes "Heading=field" with a heading of the file and one of ${fields.join(', ')}; not "${text}".`,
    )
  }
  return [headingKey(heading), field === '' ? null : field]
}

function oneOf<Each extends string>(
  option: string,
  value: string | undefined,
  among: readonly Each[],
): Each | undefined {
  const found = among.find((each) => each === value)
  if (value !== undefined && !found) {
    throw new StartupProblem(`--${option} takes one of ${among.join(', ')}; not "${value}".`)
  }
  return found
}

/** The import as it is when its job is done. */
async function followed(client: Client, begun: FileImport): Promise<FileImport> {
  let found = begun
  while (found.state === 'checking' || found.state === 'applying') {
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(pollMs)
    const params = { path: { fileImportId: found.id } }
    // oxlint-disable-next-line no-await-in-loop
    found = await answered(client.GET('/api/v1/file-imports/{fileImportId}', { params }))
  }
  return found
}

async function rowsOf(
  client: Client,
  { id: fileImportId }: FileImport,
  filter: { finding: 'error' } | { result: 'failed' },
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const query = { limit: 200, ...filter, ...(cursor && { cursor }) }
    // A page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = await answered(
      client.GET('/api/v1/file-imports/{fileImportId}/rows', {
        params: { path: { fileImportId }, query },
      }),
    )
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return rows
}

function aboutFile({ fileName, program, rowsTotal }: FileImport): string {
  const what = program ? `an export of ${programs[program]}` : 'a file of its own kind'
  return `${fileName}: ${what}, ${rowsTotal} rows`
}

function aboutReading({ columns, kind }: FileImport, { fields, formats }: Matching): string {
  const named = columns.map(({ heading }, index) => ({
    heading: heading || `column ${index + 1}`,
    field: fields[index] ?? null,
  }))
  const taken = named.flatMap(({ heading, field }) => (field ? `${heading} → ${field}` : []))
  const leftOut = named.flatMap(({ heading, field }) => (field ? [] : heading))
  const lines = [`  ${taken.join(', ')}`]
  if (leftOut.length > 0) lines.push(`  left out: ${leftOut.join(', ')}`)
  const { dateOrder, decimalSign, durationUnit } = formats
  const durations = kind === 'hours' ? `, whole durations are ${durationUnit}` : ''
  const sign = decimalSign === '.' ? 'a point' : 'a comma'
  return [...lines, `Days are ${dateOrder}, decimals have ${sign}${durations}.`].join('\n')
}

function aboutProblem({ position, problems }: Row): string {
  return problems
    .map(({ column, field, words }) => {
      const where = column ?? field
      return `row ${position}${where ? `, ${where}` : ''}: ${words}`
    })
    .join('\n')
}

function aboutFindings({ counts }: FileImport): string {
  const { changed, same, conflict, error } = counts
  const parts = [
    `${counts.new} new`,
    ...(changed > 0 ? [`${changed} changed`] : []),
    `${same} the same`,
    ...(conflict > 0 ? [`${conflict} to be decided`] : []),
    `${error} with errors`,
  ]
  return `Found: ${parts.join(', ')}.`
}

function aboutResults({ results }: FileImport): string {
  const { created, updated, unchanged, skipped, failed } = results
  return `Imported: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} left out, ${failed} failed.`
}

function reportOf(found: FileImport, rows: Row[]) {
  const { id, state, program, rowsTotal, counts, results } = found
  return {
    id,
    state,
    program,
    rowsTotal,
    counts,
    results,
    rows: rows.map(({ position, problems, resultDetail }) => ({
      position,
      problems,
      resultDetail,
    })),
  }
}
