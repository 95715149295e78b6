import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import {
  countRowKeys,
  type RawRow,
  type RowFinding,
  type RowToWrite,
  type SettledFileRow,
} from '#db/file-import-rows.ts'
import type { FileImport } from '#db/file-imports.ts'
import { claimImportedRows, listImportedRows } from '#db/imported-rows.ts'
import { foreignLayouts } from '#domain/foreign-layouts.ts'
import type { Matching } from '#domain/sheet-columns.ts'
import type { SheetFormats } from '#domain/sheet-formats.ts'
import type { WorkKind } from '#domain/sheet-kinds.ts'
import { quoted, type RowProblem } from '#domain/sheet-row.ts'
import { contentHash } from '#lib/content-hash.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { allThatCan, type FieldProblem } from './all-that-can.ts'
import { createNamed, troubleKey, type Troubles } from './create-named.ts'
import type { FieldOf } from './item-errors.ts'
import { findPlaces, key, type NamedWork, type Place } from './sheet-places.ts'

export type SheetReading = {
  matching: Matching
  width: number
  formats: SheetFormats
}

/** What a row says, as it was understood. */
export type RowSummary = { on: string | null; seconds: number | null; words: string[] }

/** How files of one kind are checked and written, some rows at a time. */
export type SheetKind = {
  check: (ctx: Context, tx: Transaction, given: Rows<RawRow>) => Promise<RowFinding[]>
  /** What is done before the transaction of the rows, by verbs that have transactions of their own; rows it settled. */
  prepare: (ctx: Context, given: RowsToWrite) => Promise<SettledFileRow[]>
  write: (
    ctx: Context,
    tx: Transaction,
    given: RowsToWrite & { prepared: SettledFileRow[] },
  ) => Promise<SettledFileRow[]>
  summarise: (cells: readonly string[], reading: SheetReading) => RowSummary | null
}

type Rows<Row> = { found: FileImport; rows: Row[] }
type RowsToWrite = Rows<RowToWrite> & { troubles: Troubles }

/** What hours, expenses and trips say each in its own way. */
type Work<Row, Values> = {
  kind: WorkKind
  /** Fields that a row is shown by, and the one with its day. */
  shownBy: readonly string[]
  dayField: string
  read: (
    cells: readonly string[],
    reading: SheetReading,
  ) => { row: Row | null; problems: RowProblem[] }
  /** What makes two rows of one person and project the same. */
  contentOf: (row: Row) => readonly (string | number | boolean | null)[]
  dayOf: (row: Row) => string
  secondsOf?: (row: Row) => number
  wordsOf: (row: Row) => (string | null)[]
  /** The fields of the rules by the fields of the file. */
  fields: Readonly<Record<string, string>>
  price: (
    ctx: Context,
    tx: Transaction,
    given: { items: { row: Row; place: Place }[]; fieldOf: FieldOf },
  ) => Promise<Values[]>
  insert: (
    tx: Transaction,
    given: { workspaceId: string; records: (Values & { id: string })[]; createdAt: Date },
  ) => Promise<void>
}

type Known<Row> = { row: Row; place: Place }

export function sheetOfWork<Row extends NamedWork & { sourceId: string | null }, Values>(
  work: Work<Row, Values>,
): SheetKind {
  async function check(
    ctx: Context,
    tx: Transaction,
    { found, rows }: Rows<RawRow>,
  ): Promise<RowFinding[]> {
    const reading = readingOf(found)
    const read = rows.map(({ cells }) => work.read(cells, reading))
    const places = await placesOf(ctx, tx, read)
    const problems = read.map(({ problems: own }, index) => [
      ...own,
      ...(places[index]?.problems ?? []),
    ])
    const keys = await numberedKeys(tx, {
      workspaceId: ctx.workspaceId,
      importId: found.id,
      rows,
      keys: keysOf(found, read, { problems, places }),
    })
    const byId = read.map(({ row }) => row !== null && row.sourceId !== null)
    for (const [index, each] of keys.entries()) {
      if (!each || !byId[index] || each.rowPlace === 1) continue
      problems[index]?.push({ field: 'sourceId', words: say('An earlier row has this id too.') })
    }
    const before = await importedBefore(ctx, tx, keys)
    const drafts = read.map(({ row }, index): Known<Row> | undefined => {
      const place = places[index]
      const isNew = before[index] === undefined && problems[index]?.length === 0
      return row && place && isNew && place.missing.length === 0 ? { row, place } : undefined
    })
    const rules = await priced(ctx, tx, drafts)
    return rows.map(({ position, cells }, index) => {
      const place = places[index]
      const recordId = before[index] ?? null
      const all = [
        ...(problems[index] ?? []),
        ...(recordId === null ? missingProblems(place, found) : []),
        ...(rules.problems[index] ?? []).map(inFile),
      ]
      const isError = all.length > 0
      const creates = recordId === null && !isError ? (place?.missing ?? []) : []
      return {
        position,
        finding: isError ? 'error' : recordId === null ? 'new' : 'same',
        reason: recordId === null ? null : 'row_came_in_before',
        problems: all,
        recordId,
        name: shown(cells, reading.matching, work.shownBy),
        number: shown(cells, reading.matching, [work.dayField]),
        changes: creates.map(({ field, name }) => ({ field, from: null, to: name })),
        choice: isError ? 'skip' : 'apply',
        rowKey: keys[index]?.rowKey ?? null,
        rowPlace: keys[index]?.rowPlace ?? null,
      }
    })
  }

  async function prepare(
    ctx: Context,
    { found, rows, troubles }: RowsToWrite,
  ): Promise<SettledFileRow[]> {
    const { creates } = found.options
    const reading = readingOf(found)
    const lacking = rows.filter(({ changes }) => Array.isArray(changes) && changes.length > 0)
    const named = lacking.flatMap(({ cells }) => work.read(cells, reading).row ?? [])
    if (named.length > 0) await createNamed(ctx, { rows: named, creates, troubles })
    return []
  }

  async function write(
    ctx: Context,
    tx: Transaction,
    { found, rows, troubles }: RowsToWrite,
  ): Promise<SettledFileRow[]> {
    const { workspaceId } = ctx
    const createdAt = ctx.clock.now()
    const reading = readingOf(found)
    const read = rows.map(({ cells }) => work.read(cells, reading))
    const places = await placesOf(ctx, tx, read)
    const lacks = places.map((place) => lackWords(place, troubles))
    const drafts = read.map(({ row }, index): Known<Row> | undefined => {
      const place = places[index]
      return row && place && lacks[index] === undefined ? { row, place } : undefined
    })
    const { values, problems } = await priced(ctx, tx, drafts)
    const records = rows.flatMap((row, index) => {
      const value = values[index]
      if (value === undefined || row.rowKey == null || row.rowPlace == null) return []
      const { position, rowKey, rowPlace } = row
      return [{ position, rowKey, rowPlace, recordId: newId(), value }]
    })
    const claimed = await claimImportedRows(tx, {
      workspaceId,
      kind: work.kind,
      importedAt: createdAt,
      rows: records.map(({ rowKey, rowPlace, recordId }) => ({ rowKey, rowPlace, recordId })),
    })
    const made = records.filter(({ recordId }) => claimed.has(recordId))
    if (made.length > 0) {
      const asked = made.map(({ recordId, value }) => ({ ...value, id: recordId }))
      await work.insert(tx, { workspaceId, records: asked, createdAt })
    }
    const madeAt = new Map(made.map(({ position, recordId }) => [position, recordId]))
    return rows.map(({ position }, index): SettledFileRow => {
      const recordId = madeAt.get(position)
      if (recordId !== undefined) return { position, recordId, result: 'created', detail: null }
      const words = lacks[index] ?? problems[index]?.map(({ message }) => message).join(' ')
      if (words !== undefined) return { position, recordId: null, result: 'failed', detail: words }
      return { position, recordId: null, result: 'unchanged', detail: null }
    })
  }

  async function placesOf(
    ctx: Context,
    tx: Transaction,
    read: { row: Row | null }[],
  ): Promise<(Place | undefined)[]> {
    const named = read.flatMap(({ row }) => row ?? [])
    const found = (await findPlaces(ctx, tx, named)).values()
    return read.map(({ row }) => (row ? found.next().value : undefined))
  }

  function keysOf(
    found: FileImport,
    read: { row: Row | null }[],
    { problems, places }: { problems: RowProblem[][]; places: (Place | undefined)[] },
  ): (string | null)[] {
    const program = foreignLayouts.find((each) => each === found.layout)
    return read.map(({ row }, index) => {
      const place = places[index]
      if (!row || !place || (problems[index]?.length ?? 0) > 0) return null
      const { sourceId } = row
      if (sourceId !== null && program) return contentHash([program, sourceId])
      const day = work.dayOf(row)
      if (sourceId !== null) return contentHash(['id', sourceId, place.memberId, day])
      const { client, project, task } = row
      const where = [client, project.name ?? project.code, task].map((each) => key(each ?? ''))
      return contentHash([place.memberId, day, ...where, ...work.contentOf(row)])
    })
  }

  async function importedBefore(ctx: Context, tx: Transaction, keys: (RowKeyed | null)[]) {
    const rowKeys = keys.flatMap((each) => each?.rowKey ?? [])
    const { workspaceId } = ctx
    const known = await listImportedRows(tx, { workspaceId, kind: work.kind, rowKeys })
    const ids = new Map(known.map((each) => [`${each.rowKey} ${each.rowPlace}`, each.recordId]))
    return keys.map((each) => (each ? ids.get(`${each.rowKey} ${each.rowPlace}`) : undefined))
  }

  async function priced(ctx: Context, tx: Transaction, drafts: (Known<Row> | undefined)[]) {
    return await allThatCan(
      drafts,
      async (items, fieldOf) => await work.price(ctx, tx, { items, fieldOf }),
    )
  }

  /** A broken rule, by the field of the file that it is about. */
  function inFile({ field, message }: FieldProblem): RowProblem {
    return { field: work.fields[field] ?? field, words: message }
  }

  function summarise(cells: readonly string[], reading: SheetReading): RowSummary | null {
    const { row } = work.read(cells, reading)
    if (!row) return null
    const { person, client, project } = row
    const who = person?.name ?? person?.email ?? null
    const words = [who, client, project.name ?? project.code, ...work.wordsOf(row)]
    return {
      on: work.dayOf(row),
      seconds: work.secondsOf?.(row) ?? null,
      words: words.flatMap((each) => each || []),
    }
  }

  return { check, prepare, write, summarise }
}

type RowKeyed = { rowKey: string; rowPlace: number }

/** The how-manieth of its key each row is in the file: two equal rows are both kept, and neither comes in again. */
async function numberedKeys(
  tx: Transaction,
  given: { workspaceId: string; importId: string; rows: RawRow[]; keys: (string | null)[] },
): Promise<(RowKeyed | null)[]> {
  const { workspaceId, importId, rows, keys } = given
  const rowKeys = keys.flatMap((each) => each ?? [])
  const beforePosition = rows[0]?.position ?? 0
  const counts = await countRowKeys(tx, { workspaceId, importId, rowKeys, beforePosition })
  return keys.map((rowKey) => {
    if (rowKey === null) return null
    const rowPlace = (counts.get(rowKey) ?? 0) + 1
    counts.set(rowKey, rowPlace)
    return { rowKey, rowPlace }
  })
}

export function readingOf(found: FileImport): SheetReading {
  const { matching, headings, options } = found
  return { matching, width: headings.length, formats: options.formats }
}

/** What is missing and may not be made. */
function missingProblems(place: Place | undefined, { options }: FileImport): RowProblem[] {
  return (place?.missing ?? [])
    .filter(({ subject }) => !options.creates[subject])
    .map(({ subject, field, name }) => ({
      field,
      words: say('There is no {{thing}} {{name}}. Let it be created, or correct the file.', {
        thing: nouns[subject],
        name: quoted(name),
      }),
      missing: name,
    }))
}

const nouns = { clients: say('client'), projects: say('project'), tasks: say('task') }

/** What a row still lacks when it is to be written; undefined when it lacks nothing. */
function lackWords(place: Place | undefined, troubles: Troubles): string | undefined {
  if (!place) return say('The row cannot be read any more.')
  const [problem] = place.problems
  if (problem) return problem.words
  const [missing] = place.missing
  if (!missing) return undefined
  const trouble = troubles.get(troubleKey(missing))
  const words = say('There is no {{thing}} {{name}}.', {
    thing: nouns[missing.subject],
    name: quoted(missing.name),
  })
  return trouble === undefined
    ? words
    : `${words} ${say('It could not be made: {{words}}', { words: trouble })}`
}

const shownLength = 255

function shown(
  cells: readonly string[],
  matching: Matching,
  fields: readonly string[],
): string | null {
  const texts = fields.flatMap((field) => (cells[matching.indexOf(field)] ?? '').trim() || [])
  return texts.join(' · ').slice(0, shownLength).toWellFormed() || null
}
