import { type RawBuilder, sql } from 'kysely'
import type { ApprovalBy, Approver, Decider } from '#domain/approval.ts'
import { registrationKinds } from '#domain/billable-item.ts'
import type { ApprovalState, Standing } from '#domain/item-status.ts'
import { comesAfter, type Slice } from './by-name.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import { dayOf, type RegistrationKind, statusOf, tableOf } from './registrations.ts'

/** Opens all that is submitted, approved or rejected and neither billed nor written off. */
export async function openHandedIn(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  for (const kind of registrationKinds) {
    // A transaction carries out one statement at a time.
    // oxlint-disable-next-line no-await-in-loop
    await sql`update ${tableOf(kind)} e set approval = 'open', approved_as = '{}', approval_step_id = null
      where e.workspace_id = ${workspaceId} and e.approval <> 'open' and ${isUnsettled(kind)}`.execute(
      tx,
    )
  }
}

/** Approves what waits and was approved as all of these already. */
export async function completeApprovals(
  tx: Transaction,
  { workspaceId, needed }: { workspaceId: string; needed: Approver[] },
): Promise<void> {
  for (const kind of registrationKinds) {
    // oxlint-disable-next-line no-await-in-loop
    await sql`update ${tableOf(kind)} e set approval = 'approved'
      where e.workspace_id = ${workspaceId} and e.approval = 'submitted' and e.approved_as @> ${needed}::text[]
        and ${isUnsettled(kind)}`.execute(tx)
  }
}

// Neither a document nor a write-off has the row.
function isUnsettled(kind: RegistrationKind): RawBuilder<boolean> {
  return sql`not exists (select from billed_items b where b.workspace_id = e.workspace_id
    and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id)`
}

type OfPerson = { workspaceId: string; memberId: string; from: string; to: string }

/** Holds the ids of a person's work of these days that is in one of these states and not settled. */
export async function holdWorkIn(
  tx: Transaction,
  { kind, states, ...of }: OfPerson & { kind: RegistrationKind; states: readonly ApprovalState[] },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from ${tableOf(kind)} e
    where e.workspace_id = ${of.workspaceId} and e.member_id = ${of.memberId}
      and ${dayOf(kind)} between ${of.from}::date and ${of.to}::date
      and e.approval = any(${[...states]}::text[]) and ${isUnsettled(kind)}
    order by e.id for update`.execute(tx)
  return rows.map((row) => row.id)
}

/** Sets how far the approval of held items is. */
export async function setApproval(
  tx: Transaction,
  request: {
    workspaceId: string
    kind: RegistrationKind
    ids: readonly string[]
    approval: ApprovalState
    approvedAs: readonly Approver[]
    stepId: string
  },
): Promise<void> {
  const { workspaceId, kind, ids, approval, approvedAs, stepId } = request
  if (ids.length === 0) return
  await sql`update ${tableOf(kind)} e
    set approval = ${approval}, approved_as = ${[...approvedAs]}::text[], approval_step_id = ${stepId}
    where e.workspace_id = ${workspaceId} and e.id = ${anyUuid(ids)}`.execute(tx)
}

/** Work that is held for a decision, with who manages it. */
export type HandedIn = Standing & {
  kind: RegistrationKind
  id: string
  memberId: string
  on: string
  approvedAs: Approver[]
  projectManagerId: string | null
  teamManagerIds: string[]
  updatedAt: Date
}

/** Holds items until the transaction ends, with how far they are and who manages their project and person. */
export async function lockForDecision(
  tx: Transaction,
  {
    workspaceId,
    kind,
    ids,
  }: { workspaceId: string; kind: RegistrationKind; ids: readonly string[] },
): Promise<HandedIn[]> {
  if (ids.length === 0) return []
  await sql`select from ${tableOf(kind)} e
    where e.workspace_id = ${workspaceId} and e.id = ${anyUuid(ids)} order by e.id for update`.execute(
    tx,
  )
  // Asked after the lock is ours: whoever settles an item holds it too.
  const { rows } = await sql<HandedIn>`
    select ${sql.lit(kind)} as kind, e.id, e.member_id as "memberId", ${dayOf(kind)} as "on",
      e.approval, e.approved_as as "approvedAs", e.updated_at as "updatedAt", ${statusOf(kind)} as status, ${managers}
    from ${tableOf(kind)} e ${withProject}
    where e.workspace_id = ${workspaceId} and e.id = ${anyUuid(ids)}`.execute(tx)
  return rows
}

// A sub-project without a manager of its own has its main project's.
const withProject = sql`join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id
    left join projects main on main.workspace_id = p.workspace_id and main.id = p.parent_id`
const managers = sql`coalesce(p.manager_id, main.manager_id) as "projectManagerId",
      array(select distinct t.manager_id from team_members tm
        join teams t on t.workspace_id = tm.workspace_id and t.id = tm.team_id
        where tm.workspace_id = e.workspace_id and tm.member_id = e.member_id
          and t.manager_id is not null and t.archived_at is null) as "teamManagerIds"`

/** Who can approve what was submitted in one step: the managers of its projects, of its person's teams, or both. */
export async function listApproversOfStep(
  tx: Transaction,
  {
    workspaceId,
    stepId,
    approvalBy,
  }: { workspaceId: string; stepId: string; approvalBy: ApprovalBy },
): Promise<string[]> {
  const found = new Set<string>()
  for (const kind of registrationKinds) {
    // oxlint-disable-next-line no-await-in-loop
    const { rows } = await sql<Pick<HandedIn, 'projectManagerId' | 'teamManagerIds'>>`
      select distinct ${managers} from ${tableOf(kind)} e ${withProject}
      where e.workspace_id = ${workspaceId} and e.approval_step_id = ${stepId}`.execute(tx)
    for (const { projectManagerId, teamManagerIds } of rows) {
      if (approvalBy !== 'team_manager' && projectManagerId !== null) found.add(projectManagerId)
      if (approvalBy !== 'project_manager') for (const id of teamManagerIds) found.add(id)
    }
  }
  return [...found]
}

export type WaitingItem = Pick<
  HandedIn,
  | 'kind'
  | 'id'
  | 'memberId'
  | 'on'
  | 'approvedAs'
  | 'projectManagerId'
  | 'teamManagerIds'
  | 'updatedAt'
> & {
  memberName: string
  projectName: string
  clientName: string
  taskName: string | null
  text: string
  isBillable: boolean
  seconds: number | null
  km: string | null
  netMinor: number | null
  submittedAt: Date | null
}

const facts: Record<RegistrationKind, RawBuilder<unknown>> = {
  time_entry: sql`e.notes as text, e.seconds, null::numeric as km, null::bigint as "netMinor"`,
  expense: sql`e.description as text, null::integer as seconds, null::numeric as km,
    round(e.quantity * e.unit_price * 100)::bigint as "netMinor"`,
  mileage: sql`e.from_place || ' – ' || e.to_place as text, null::integer as seconds,
    (e.distance_km * case when e.is_return_trip then 2 else 1 end)::numeric(12, 2) as km, null::bigint as "netMinor"`,
}
const taskOf: Record<RegistrationKind, RawBuilder<unknown>> = {
  time_entry: sql`left join tasks t on t.workspace_id = e.workspace_id and t.id = e.task_id`,
  expense: sql`left join products t on t.workspace_id = e.workspace_id and t.id = e.product_id`,
  mileage: sql`left join tasks t on false`,
}

/** A person's week in which work waits for somebody. */
export type WaitingWeekRow = { memberId: string; from: string; sortName: string; waiting: number }

/** The weeks in which work waits for who decides, oldest first and by person, with how much waits in all of them. */
export async function listWaitingWeeks(
  db: Database,
  request: {
    workspaceId: string
    weekStartsOn: number
    needed: readonly Approver[]
    decider: Decider
  } & Slice,
): Promise<WaitingWeekRow[]> {
  const { workspaceId, weekStartsOn, needed, decider, after, limit } = request
  const parts = registrationKinds.map(
    (kind) => sql`select e.member_id,
        ${dayOf(kind)} - (extract(dow from ${dayOf(kind)})::integer - ${weekStartsOn}::integer + 7) % 7 as "from"
      from ${tableOf(kind)} e ${withProject}
      where e.workspace_id = ${workspaceId} and e.approval = 'submitted' and ${isUnsettled(kind)}
        and ${waitsFor(decider, needed)}`,
  )
  const { rows } = await sql<WaitingWeekRow>`
    select * from (
      select w.member_id as "memberId", w."from"::text as "from",
        (w."from"::text || ' ' || lower(m.name)) collate "C" as "sortName",
        (sum(count(*)) over ())::integer as waiting
      from (${sql.join(parts, sql` union all `)}) w
      join members m on m.workspace_id = ${workspaceId} and m.id = w.member_id
      group by w.member_id, w."from", m.name) weeks
    where ${comesAfter(sql`"sortName"`, { id: sql`"memberId"`, after })}
    order by "sortName", "memberId" limit ${limit ?? null}`.execute(db)
  return rows
}

// What decidesAs (domain) tells of one item, of all of them at once.
function waitsFor(
  { memberId, standsInFor, mayDecideAll }: Decider,
  needed: readonly Approver[],
): RawBuilder<boolean> {
  if (mayDecideAll) return sql`not e.approved_as @> ${[...needed]}::text[]`
  if (memberId === null) return sql`false`
  const isTheirs = (manager: RawBuilder<unknown>) =>
    sql<boolean>`(${manager} = ${anyUuid([memberId, ...standsInFor])} and ${manager} <> e.member_id)`
  const managed: Record<Approver, RawBuilder<boolean>> = {
    project_manager: isTheirs(sql`coalesce(p.manager_id, main.manager_id)`),
    team_manager: sql`exists (select from team_members tm
      join teams t on t.workspace_id = tm.workspace_id and t.id = tm.team_id
      where tm.workspace_id = e.workspace_id and tm.member_id = e.member_id and t.archived_at is null
        and ${isTheirs(sql`t.manager_id`)})`,
  }
  const missing = needed.map(
    (each) => sql`(not ${each}::text = any(e.approved_as) and ${managed[each]})`,
  )
  return sql`(e.member_id <> ${memberId} and (${sql.join(missing, sql` or `)}))`
}

/** What waits for approval in these weeks, oldest day first. */
export async function listWaitingItems(
  db: Database,
  {
    workspaceId,
    weeks,
  }: { workspaceId: string; weeks: readonly { memberId: string; from: string }[] },
): Promise<WaitingItem[]> {
  const memberIds = weeks.map((week) => week.memberId)
  const froms = weeks.map((week) => week.from)
  const items: WaitingItem[] = []
  for (const kind of registrationKinds) {
    // oxlint-disable-next-line no-await-in-loop
    const { rows } = await sql<WaitingItem>`
      select ${sql.lit(kind)} as kind, e.id, e.member_id as "memberId", m.name as "memberName", ${dayOf(kind)} as "on",
        p.name as "projectName", c.name as "clientName", t.name as "taskName", e.is_billable as "isBillable",
        e.approved_as as "approvedAs", e.updated_at as "updatedAt", s.done_at as "submittedAt", ${facts[kind]}, ${managers}
      from ${tableOf(kind)} e ${withProject}
      join members m on m.workspace_id = e.workspace_id and m.id = e.member_id
      join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
      ${taskOf[kind]}
      left join approval_steps s on s.workspace_id = e.workspace_id and s.id = e.approval_step_id
      join unnest(${memberIds}::uuid[], ${froms}::date[]) w (member_id, "from")
        on w.member_id = e.member_id and ${dayOf(kind)} between w."from" and w."from" + 6
      where e.workspace_id = ${workspaceId} and e.approval = 'submitted' and ${isUnsettled(kind)}
      order by ${dayOf(kind)}, e.id`.execute(db)
    items.push(...rows)
  }
  return items
}

export type DayStanding = {
  on: string
  open: number
  submitted: number
  approved: number
  rejected: number
}

/** How much of a person's work of these days is in which state, as far as it is not settled: approved counts all the same. */
export async function listDayStandings(db: Database, of: OfPerson): Promise<DayStanding[]> {
  const parts = registrationKinds.map(
    (kind) => sql`select ${dayOf(kind)} as "on",
      case when ${isUnsettled(kind)} then e.approval else 'approved' end as state
      from ${tableOf(kind)} e
      where e.workspace_id = ${of.workspaceId} and e.member_id = ${of.memberId}
        and ${dayOf(kind)} between ${of.from}::date and ${of.to}::date`,
  )
  const { rows } = await sql<DayStanding>`
    select w."on", count(*) filter (where state = 'open') as open, count(*) filter (where state = 'submitted') as submitted,
      count(*) filter (where state = 'approved') as approved, count(*) filter (where state = 'rejected') as rejected
    from (${sql.join(parts, sql` union all `)}) w group by w."on" order by w."on"`.execute(db)
  return rows
}

export type Rejection = {
  stepId: string
  note: string
  rejectedByName: string | null
  rejectedAt: Date
  from: string
  to: string
}

/** The rejections that still stand over a person's work of these days, newest first. */
export async function listRejections(db: Database, of: OfPerson): Promise<Rejection[]> {
  const parts = registrationKinds.map(
    (kind) => sql`select e.approval_step_id, ${dayOf(kind)} as "on" from ${tableOf(kind)} e
      where e.workspace_id = ${of.workspaceId} and e.member_id = ${of.memberId} and e.approval = 'rejected'
        and ${dayOf(kind)} between ${of.from}::date and ${of.to}::date and ${isUnsettled(kind)}`,
  )
  const { rows } = await sql<Rejection>`
    select s.id as "stepId", s.note, d.name as "rejectedByName", s.done_at as "rejectedAt",
      min(r."on")::date as "from", max(r."on")::date as "to"
    from (${sql.join(parts, sql` union all `)}) r
    join approval_steps s on s.workspace_id = ${of.workspaceId} and s.id = r.approval_step_id
    left join members d on d.workspace_id = s.workspace_id and d.id = s.done_by
    group by s.id, s.note, d.name, s.done_at order by s.done_at desc, s.id`.execute(db)
  return rows
}

export type NewStep = {
  id: string
  memberId: string
  step: 'submitted' | 'taken_back' | 'approved' | 'rejected'
  doneBy: string | null
  onBehalfOf: string | null
  fromOn: string
  toOn: string
  counts: Record<RegistrationKind, number>
  note: string
  doneAt: Date
}

/** Writes down what somebody did about the approval of a person's work. */
export async function insertApprovalStep(
  tx: Transaction,
  { workspaceId, step }: { workspaceId: string; step: NewStep },
): Promise<void> {
  const { counts } = step
  await tx
    .insertInto('approval_steps')
    .values({
      workspace_id: workspaceId,
      id: step.id,
      member_id: step.memberId,
      step: step.step,
      done_by: step.doneBy,
      on_behalf_of: step.onBehalfOf,
      from_on: step.fromOn,
      to_on: step.toOn,
      time_entries: counts.time_entry,
      expenses: counts.expense,
      mileages: counts.mileage,
      note: step.note,
      done_at: step.doneAt,
    })
    .execute()
}
