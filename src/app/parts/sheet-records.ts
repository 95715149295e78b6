import { say } from '#domain/words/say.ts'
import type { Database } from '#db/database.ts'
import type { RawRow, RowFinding, RowToWrite, SettledFileRow } from '#db/file-import-rows.ts'
import type { FileImport } from '#db/file-imports.ts'
import { listProjectRowsByIds } from '#db/projects.ts'
import { listClientsNamed, listPeopleNamed, listTasksNamed } from '#db/sheet-places.ts'
import {
  type PersonRow,
  type ProjectFieldName,
  type PeopleFieldName,
  type ProjectRow,
  readPersonRow,
  readProjectRow,
  readTaskRow,
  type TaskFieldName,
  type TaskRow,
} from '#domain/master-sheets.ts'
import { fieldChanges } from '#domain/contact-changes.ts'
import type { InvoiceMethod } from '#domain/rates.ts'
import { refusals } from '#domain/refusals.ts'
import type { Matching } from '#domain/sheet-columns.ts'
import { quoted, type RowProblem } from '#domain/sheet-row.ts'
import { createClients } from '../clients/create-clients.ts'
import { createTasks } from '../catalogue/create-tasks.ts'
import { updateTask } from '../catalogue/update-task.ts'
import type { Context } from '../context.ts'
import { createMembers } from '../people/create-members.ts'
import { updateMember } from '../people/update-member.ts'
import { createProjects } from '../projects/create-projects.ts'
import { updateProject } from '../projects/update-project.ts'
import { Refused } from '../refuse.ts'
import { byId } from './registering.ts'
import { findPlaces, key } from './sheet-places.ts'
import { readingOf, type SheetKind, type SheetReading } from './sheet-work.ts'

/** What a row is: a record that exists, or a new one, or wrong. */
type Match<Known> = {
  record: (Known & { id: string }) | null
  problems: RowProblem[]
  missing: string[]
}

type Records<Row, Known> = {
  read: (
    cells: readonly string[],
    reading: SheetReading,
  ) => { row: Row | null; problems: RowProblem[] }
  match: (
    ctx: Context,
    db: Database,
    given: { rows: Row[]; found: FileImport },
  ) => Promise<Match<Known>[]>
  /** What the row says of the record; what it leaves out is null, and stays. */
  said: (row: Row) => Known
  labelOf: (row: Row) => { name: string; number: string | null }
  create: (ctx: Context, row: Row) => Promise<string>
  update: (ctx: Context, given: { id: string; changes: Partial<Known> }) => Promise<void>
}

/** Projects, tasks and people: known by name, code or address, created and changed as the pages do. */
function sheetOfRecords<Row, Known extends object>(records: Records<Row, Known>): SheetKind {
  return {
    check: async (ctx, tx, { found, rows }) => {
      const matched = await matchRows(ctx, tx, { found, rows })
      return rows.map(({ position, cells }, index): RowFinding => {
        const { row, match, problems } = matched[index] ?? nothing
        const label = row ? records.labelOf(row) : { name: firstOf(cells), number: null }
        const changes = row && match?.record ? changesOf(match.record, row) : []
        const isError = problems.length > 0
        const made = match?.missing.map((name) => ({ field: 'clientName', from: null, to: name }))
        const isKnown = match?.record != null
        return {
          ...label,
          position,
          finding: isError ? 'error' : !isKnown ? 'new' : changes.length > 0 ? 'changed' : 'same',
          reason: null,
          problems,
          recordId: match?.record?.id ?? null,
          changes: isKnown ? changes : (made ?? []),
          choice: isError ? 'skip' : 'apply',
        }
      })
    },

    // Each row in a transaction of its own, by the verb of its page; looked up anew, so a second run changes nothing.
    prepare: async (ctx, given) => {
      const settled: SettledFileRow[] = []
      for (const row of given.rows) {
        // oxlint-disable-next-line no-await-in-loop
        settled.push(await settle(ctx, { ...given, row }))
      }
      return settled
    },

    write: async (_ctx, _tx, { prepared }) => await Promise.resolve(prepared),

    summarise: () => null,
  }

  function changesOf(record: Known, row: Row) {
    return fieldChanges<Known>(record, records.said(row))
  }

  async function matchRows(
    ctx: Context,
    db: Database,
    { found, rows }: { found: FileImport; rows: RawRow[] },
  ) {
    const reading = readingOf(found)
    const read = rows.map(({ cells }) => records.read(cells, reading))
    const known = read.flatMap(({ row }) => row ?? [])
    const matches = (await records.match(ctx, db, { rows: known, found })).values()
    return read.map(({ row, problems }) => {
      const match = row === null ? null : (matches.next().value ?? null)
      return { row, match, problems: [...problems, ...(match?.problems ?? [])] }
    })
  }

  async function settle(
    ctx: Context,
    { found, row }: { found: FileImport; row: RowToWrite },
  ): Promise<SettledFileRow> {
    const { position } = row
    const raw = { position, cells: row.cells, isBlank: false }
    try {
      await createClientsOf(ctx, { found, rows: [raw] })
      const [matched] = await matchRows(ctx, ctx.db, { found, rows: [raw] })
      const { row: read, match, problems } = matched ?? nothing
      if (!read || !match || problems.length > 0) {
        const words = problems.map((each) => each.words).join(' ')
        return { position, recordId: null, result: 'failed', detail: words }
      }
      if (!match.record) {
        const id = await records.create(ctx, read)
        return { position, recordId: id, result: 'created', detail: null }
      }
      const { id } = match.record
      const changes = changesOf(match.record, read)
      if (changes.length === 0) {
        return { position, recordId: id, result: 'unchanged', detail: null }
      }
      const fields = Object.fromEntries(changes.map(({ field, to }) => [field, to]))
      await records.update(ctx, { id, changes: fields as Partial<Known> })
      return { position, recordId: id, result: 'updated', detail: null }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const words = error.particulars.detail ?? refusals[error.code].title
      return { position, recordId: null, result: 'failed', detail: words }
    }
  }

  async function createClientsOf(
    ctx: Context,
    { found, rows }: { found: FileImport; rows: RawRow[] },
  ): Promise<void> {
    if (!found.options.creates.clients) return
    const matched = await matchRows(ctx, ctx.db, { found, rows })
    for (const { match } of matched) {
      for (const name of match?.missing ?? []) {
        // oxlint-disable-next-line no-await-in-loop
        await createClients(ctx, { items: [{ name }] })
      }
    }
  }
}

const nothing = { row: null, match: null, problems: [] as RowProblem[] }

function firstOf(cells: readonly string[]): string | null {
  return (
    cells
      .find((cell) => cell.trim() !== '')
      ?.slice(0, 255)
      .toWellFormed() ?? null
  )
}

function typed<Field extends string>({ matching, ...reading }: SheetReading) {
  // Only fields that the kind has are ever matched.
  return { ...reading, matching: matching as Matching<Field> }
}

type KnownProject = Omit<ProjectRow, 'client'>

export const sheetOfProjects = sheetOfRecords<ProjectRow, KnownProject>({
  read: (cells, reading) => readProjectRow(cells, typed<ProjectFieldName>(reading)),
  match: async (ctx, db, { rows, found }) => {
    const named = rows.map(({ client, name, code }) => ({
      person: null,
      client,
      project: { name, code },
    }))
    const places = await findPlaces(ctx, db, named)
    const ids = places.flatMap((place) => place.projectId ?? [])
    const known = byId(await listProjectRowsByIds(db, { workspaceId: ctx.workspaceId, ids }))
    return places.map(({ projectId, missing, problems }, index) => {
      const clients = missing.filter(({ subject }) => subject === 'clients')
      const words = say('There is no {{thing}} {{name}}. Let it be created, or correct the file.', {
        thing: 'client',
        name: quoted(rows[index]?.client ?? ''),
      })
      const lacking = found.options.creates.clients
        ? []
        : clients.map(({ field, name }) => ({ field, words, missing: name }))
      return {
        record: known.get(projectId ?? '') ?? null,
        problems: [...problems, ...lacking],
        missing: clients.map(({ name }) => name),
      }
    })
  },
  said: ({ client: _client, ...row }) => row,
  labelOf: ({ name, client, code }) => ({ name: `${name} · ${client}`, number: code }),
  create: async (ctx, { client, invoiceMethod, ...row }) => {
    const words = [key(client)]
    const found = await listClientsNamed(ctx.db, { workspaceId: ctx.workspaceId, words })
    const clientId = (found.find((each) => !each.isArchived) ?? found[0])?.id ?? ''
    const method = invoiceMethod ?? methodOf(row)
    const { reference, notes, ...rest } = row
    const texts = { reference: reference ?? '', notes: notes ?? '' }
    const items = [{ ...rest, ...texts, clientId, invoiceMethod: method }]
    const [made] = await createProjects(ctx, { items })
    return made?.id ?? ''
  },
  update: async (ctx, { id: projectId, changes }) => {
    const { invoiceMethod, reference, notes, name, ...rest } = changes
    await updateProject(ctx, {
      projectId,
      changes: {
        ...rest,
        ...(name ? { name } : {}),
        ...(invoiceMethod ? { invoiceMethod } : {}),
        ...(reference ? { reference } : {}),
        ...(notes ? { notes } : {}),
      },
    })
  },
})

/** How a project is billed of which the file does not say it. */
function methodOf({ fixedPriceMinor, hourlyRate }: KnownPrices): InvoiceMethod {
  if (fixedPriceMinor !== null) return 'fixed_price'
  return hourlyRate === null ? 'client_hourly_rate' : 'project_hourly_rate'
}

type KnownPrices = Pick<ProjectRow, 'fixedPriceMinor' | 'hourlyRate'>

export const sheetOfTasks = sheetOfRecords<TaskRow, TaskRow>({
  read: (cells, reading) => readTaskRow(cells, typed<TaskFieldName>(reading)),
  match: async (ctx, db, { rows }) => {
    const words = rows.map((row) => key(row.name))
    const known = Map.groupBy(
      await listTasksNamed(db, { workspaceId: ctx.workspaceId, words }),
      (each) => key(each.name),
    )
    return rows.map((row) => {
      const found = known.get(key(row.name))
      const record = found?.find((each) => !each.isArchived) ?? found?.[0] ?? null
      return { record, problems: [], missing: [] }
    })
  },
  said: (row) => row,
  labelOf: ({ name }) => ({ name, number: null }),
  create: async (ctx, { name, hourlyRate, isBillable }) => {
    const task = { name, hourlyRate, isBillable: isBillable ?? true, xeroItemCode: null }
    const [made] = await createTasks(ctx, { items: [task] })
    return made?.id ?? ''
  },
  update: async (ctx, { id: taskId, changes }) => {
    const { isBillable, name, hourlyRate } = changes
    await updateTask(ctx, {
      taskId,
      changes: {
        ...(name ? { name } : {}),
        ...(hourlyRate ? { hourlyRate } : {}),
        ...(isBillable == null ? {} : { isBillable }),
      },
    })
  },
})

export const sheetOfPeople = sheetOfRecords<PersonRow, PersonRow>({
  read: (cells, reading) => readPersonRow(cells, typed<PeopleFieldName>(reading)),
  match: async (ctx, db, { rows }) => {
    const words = rows.map((row) => key(row.email))
    const people = await listPeopleNamed(db, { workspaceId: ctx.workspaceId, words })
    const known = new Map(people.map((each) => [key(each.email), each]))
    return rows.map((row) => ({
      record: known.get(key(row.email)) ?? null,
      problems: [],
      missing: [],
    }))
  },
  said: ({ email: _email, ...row }) => ({ ...row, email: '' }),
  labelOf: ({ name, email }) => ({ name, number: email }),
  create: async (ctx, { role, ...row }) => {
    const [made] = await createMembers(ctx, { items: [{ ...row, role: role ?? 'employee' }] })
    return made?.id ?? ''
  },
  update: async (ctx, { id: memberId, changes }) => {
    const { name, role, hourlyRate } = changes
    await updateMember(ctx, {
      memberId,
      changes: {
        ...(name ? { name } : {}),
        ...(role ? { role } : {}),
        ...(hourlyRate ? { hourlyRate } : {}),
      },
    })
  },
})
