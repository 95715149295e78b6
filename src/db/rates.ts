import type {
  DatedRate,
  RateChange,
  RateHistory,
  RateSubject,
  RateSubjectKind,
} from '#domain/rates.ts'
import { assert } from '#lib/assert.ts'
import { type RawBuilder, sql } from 'kysely'
import { comesAfter, type Slice, sortName } from './by-name.ts'
import type { Database, Transaction } from './database.ts'

type Workspace = { workspaceId: string }

/** The dated rates of a row of the table or alias that is named, by day. */
function datedRatesOf(kind: RateSubjectKind, table: string): RawBuilder<DatedRate[]> {
  const subject = kind.startsWith('workspace') ? 'workspace_id' : 'id'
  return sql`(select coalesce(json_agg(json_build_object('validFrom', r.valid_from, 'rate', r.rate::text)
      order by r.valid_from), '[]')
    from rates r where r.workspace_id = ${sql.ref(`${table}.workspace_id`)}
      and r.subject_id = ${sql.ref(`${table}.${subject}`)} and r.subject_kind = ${sql.lit(kind)})`
}

/** What the workspace asks, where it is, and every dated rate of some clients, projects, tasks and people. */
export type RateBook = {
  timeZone: string
  workspace: RateHistory
  workspaceMileage: RateHistory
  datedOf: (kind: RateSubjectKind, id: string) => readonly DatedRate[]
}

/** One read, however many subjects. */
export async function readRateBook(
  db: Database,
  { workspaceId, subjectIds }: Workspace & { subjectIds: readonly string[] },
): Promise<RateBook> {
  const { rows } = await sql<BookRow>`
    select w.time_zone as "timeZone", w.hourly_rate as "hourlyRate", w.mileage_rate as "mileageRate",
      (select coalesce(json_agg(json_build_object('kind', r.subject_kind, 'id', r.subject_id,
          'validFrom', r.valid_from, 'rate', r.rate::text) order by r.valid_from), '[]')
        from rates r where r.workspace_id = w.workspace_id
          and r.subject_id = any(${[workspaceId, ...subjectIds]}::uuid[])) as dated
    from workspaces w where w.workspace_id = ${workspaceId}`.execute(db)
  const [row] = rows
  assert(row, 'the workspace is there')
  return rateBookOf(workspaceId, row)
}

/** What a book is made of. */
export type BookRow = {
  timeZone: string
  hourlyRate: string
  mileageRate: string
  dated: (DatedRate & { kind: RateSubjectKind; id: string })[]
}

/** The book of what was read. */
export function rateBookOf(
  workspaceId: string,
  { timeZone, hourlyRate, mileageRate, dated }: BookRow,
): RateBook {
  const bySubject = Map.groupBy(dated, ({ kind, id }) => `${kind} ${id}`)
  const datedOf = (kind: RateSubjectKind, id: string) => bySubject.get(`${kind} ${id}`) ?? []
  return {
    timeZone,
    workspace: { first: hourlyRate, dated: datedOf('workspace', workspaceId) },
    workspaceMileage: { first: mileageRate, dated: datedOf('workspace_mileage', workspaceId) },
    datedOf,
  }
}

const subjects = {
  workspace: { table: 'workspaces', id: 'workspace_id', column: 'hourly_rate' },
  client: { table: 'clients', id: 'id', column: 'hourly_rate' },
  project: { table: 'projects', id: 'id', column: 'hourly_rate' },
  task: { table: 'tasks', id: 'id', column: 'hourly_rate' },
  member: { table: 'members', id: 'id', column: 'hourly_rate' },
  workspace_mileage: { table: 'workspaces', id: 'workspace_id', column: 'mileage_rate' },
  client_mileage: { table: 'clients', id: 'id', column: 'mileage_rate' },
} as const

/** What a subject asks, under its name. */
export type KnownRates = { id: string; name: string; sortName: string; history: RateHistory }

/** What these subjects of one kind ask, by their names. */
export async function listRatesOf(
  db: Database,
  { ids, ...request }: Workspace & { kind: RateSubjectKind; ids: readonly string[] } & Slice,
): Promise<KnownRates[]> {
  return await selectRates(db, { ...request, condition: sql`= any(${[...ids]}::uuid[])` })
}

/** What everybody of one kind asks that asks anything. */
export async function listOwnRates(
  db: Database,
  { workspaceId, kind }: Workspace & { kind: RateSubjectKind },
): Promise<KnownRates[]> {
  const { table, id, column } = subjects[kind]
  const own = sql`in (
    select ${sql.ref(id)} from ${sql.table(table)}
      where workspace_id = ${workspaceId} and ${sql.ref(column)} is not null
    union select subject_id from rates where workspace_id = ${workspaceId} and subject_kind = ${kind})`
  return await selectRates(db, { workspaceId, kind, condition: own })
}

async function selectRates(
  db: Database,
  read: Workspace & { kind: RateSubjectKind; condition: RawBuilder<unknown> } & Slice,
): Promise<KnownRates[]> {
  const { workspaceId, kind, condition, after, limit } = read
  const { table, id, column } = subjects[kind]
  const key = sql.ref(`s.${id}`)
  const { rows } = await sql<Omit<KnownRates, 'history'> & RateHistory>`
    select ${key} as id, s.name, ${sortName('s')} as "sortName", ${sql.ref(`s.${column}`)} as first,
      ${datedRatesOf(kind, 's')} as dated
    from ${sql.table(table)} s
    where s.workspace_id = ${workspaceId} and ${key} ${condition} and ${comesAfter(sortName('s'), { id: key, after })}
    order by ${sortName('s')}, ${key} limit ${limit ?? null}`.execute(db)
  return rows.map(({ first, dated, ...known }) => ({ ...known, history: { first, dated } }))
}

export type ProjectRates = { id: string; parentId: string | null; own: RateHistory }

/** What projects ask themselves that ask anything, or whose main project does; or those of one family. */
export async function listProjectRates(
  db: Database,
  { workspaceId, familyOf }: Workspace & { familyOf?: string },
): Promise<ProjectRates[]> {
  const isAsking = sql`p.hourly_rate is not null or main.hourly_rate is not null
    or exists (select from rates r where r.workspace_id = p.workspace_id and r.subject_kind = 'project'
      and r.subject_id in (p.id, main.id))`
  const isOfFamily = sql`(${familyOf}::uuid in (p.id, p.parent_id)
    or p.id = (select s.parent_id from projects s where s.workspace_id = p.workspace_id and s.id = ${familyOf}::uuid))`
  const { rows } = await sql<{ id: string; parentId: string | null } & RateHistory>`
    select p.id, p.parent_id as "parentId", p.hourly_rate as first, ${datedRatesOf('project', 'p')} as dated
    from projects p
    left join projects main on main.workspace_id = p.workspace_id and main.id = p.parent_id
    where p.workspace_id = ${workspaceId} and ${familyOf === undefined ? isAsking : isOfFamily}`.execute(
    db,
  )
  return rows.map(({ id, parentId, first, dated }) => ({ id, parentId, own: { first, dated } }))
}

/** Holds a subject: it cannot be deleted until the transaction ends. */
export async function holdRateSubject(
  tx: Transaction,
  { workspaceId, subject }: Workspace & { subject: RateSubject },
): Promise<boolean> {
  const { table, id } = subjects[subject.kind]
  const { rows } = await sql`
    select from ${sql.table(table)} s
    where s.workspace_id = ${workspaceId} and ${sql.ref(`s.${id}`)} = ${subject.id}
    for key share`.execute(tx)
  return rows.length > 0
}

/** What people call the thing that a rate is of. */
export async function findRateSubjectName(
  tx: Transaction,
  { workspaceId, subject }: Workspace & { subject: RateSubject },
): Promise<string | undefined> {
  const { table, id } = subjects[subject.kind]
  const { rows } = await sql<{ name: string }>`
    select s.name from ${sql.table(table)} s
    where s.workspace_id = ${workspaceId} and ${sql.ref(`s.${id}`)} = ${subject.id}`.execute(tx)
  return rows[0]?.name
}

/** Writes a rate down, from a day on or from the beginning. */
export async function saveRate(
  tx: Transaction,
  request: Workspace & { subject: RateSubject; change: RateChange; createdAt: Date },
): Promise<void> {
  const { workspaceId, subject, change, createdAt } = request
  const { validFrom, rate, isRemoved = false } = change
  if (validFrom === null) {
    const { table, id, column } = subjects[subject.kind]
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${rate}
      where workspace_id = ${workspaceId} and ${sql.ref(id)} = ${subject.id}`.execute(tx)
  } else if (isRemoved) {
    await tx
      .deleteFrom('rates')
      .where('workspace_id', '=', workspaceId)
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', '=', subject.id)
      .where('valid_from', '=', validFrom)
      .execute()
  } else {
    await tx
      .insertInto('rates')
      .values({
        workspace_id: workspaceId,
        subject_id: subject.id,
        subject_kind: subject.kind,
        valid_from: validFrom,
        rate,
        created_at: createdAt,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'subject_id', 'subject_kind', 'valid_from'])
          .doUpdateSet({ rate, created_at: createdAt }),
      )
      .execute()
  }
}
