import type { ClosingRule } from '#domain/closed-period.ts'
import { assert } from '#lib/assert.ts'
import { sql } from 'kysely'
import type { Transaction } from './database.ts'
import { heldProjectPricing, type ProjectPricing } from './projects.ts'
import { type BookRow, rateBookOf, type RateBook } from './rates.ts'

/** Who works, as far as it matters to what they register. */
export type PlacedMember = {
  id: string
  name: string
  hourlyRate: string | null
  isArchived: boolean
}

export type PlacedTask = {
  id: string
  hourlyRate: string | null
  isBillable: boolean
  isArchived: boolean
}

/** All that says whether something can be registered, and at which rate. */
export type Places = {
  projects: ProjectPricing[]
  members: PlacedMember[]
  tasks: PlacedTask[]
  closing: ClosingRule & { timeZone: string; weekStartsOn: 0 | 1 | 6 }
  book: RateBook
}

type Named = { workspaceId: string; projectIds: string[]; memberIds: string[]; taskIds: string[] }

/**
 * Holds projects and tasks, which cannot be deleted, and people: who adds to their day waits for the one before. One
 * statement, asked with every hour that is saved: projects first and people next, for everybody in the order of their ids.
 */
export async function holdPlaces(
  tx: Transaction,
  { workspaceId, projectIds, memberIds, taskIds }: Named,
): Promise<Places> {
  const { rows } = await sql<Omit<Places, 'book'> & Omit<BookRow, 'timeZone'>>`
    with p as (${heldProjectPricing(tx, { workspaceId, projectIds })}),
      m as (select id, name, hourly_rate::text as "hourlyRate", archived_at is not null as "isArchived"
        from members where workspace_id = ${workspaceId} and id = any(${memberIds}::uuid[])
        order by id for no key update),
      t as (select id, hourly_rate::text as "hourlyRate", is_billable as "isBillable",
          archived_at is not null as "isArchived"
        from tasks where workspace_id = ${workspaceId} and id = any(${taskIds}::uuid[]) for key share)
    select (select coalesce(json_agg(p), '[]') from p) as projects,
      (select coalesce(json_agg(m), '[]') from m) as members,
      (select coalesce(json_agg(t), '[]') from t) as tasks,
      json_build_object('lockedThrough', w.locked_through, 'closesAfterWeeks', w.closes_after_weeks,
        'timeZone', w.time_zone, 'weekStartsOn', w.week_starts_on) as closing,
      w.hourly_rate as "hourlyRate", w.mileage_rate as "mileageRate",
      (select coalesce(json_agg(json_build_object('kind', r.subject_kind, 'id', r.subject_id,
          'validFrom', r.valid_from, 'rate', r.rate::text) order by r.valid_from), '[]')
        from rates r where r.workspace_id = w.workspace_id and (r.subject_id = w.workspace_id
          or r.subject_id = any(${[...projectIds, ...memberIds, ...taskIds]}::uuid[])
          or r.subject_id in (select p."clientId" from p union select p."parentId" from p))) as dated
    from workspaces w where w.workspace_id = ${workspaceId}`.execute(tx)
  const [row] = rows
  assert(row, 'the workspace is there')
  const { projects, members, tasks, closing, ...rates } = row
  const book = rateBookOf(workspaceId, { ...rates, timeZone: closing.timeZone })
  return { projects, members, tasks, closing, book }
}
