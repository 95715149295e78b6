import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { reverseWriteOffs } from '#app/write-offs/reverse-write-offs.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import { type Random, randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listUninvoiced } from './list-uninvoiced.ts'

const days = ['2025-12-31', '2026-01-01', '2026-09-30', '2026-10-01', '2026-11-15', '2026-12-31']
const bursts = 12
const atOnce = 4

test.each([1, 2, 3])(
  'the sums of hours are what adding up all hours says, whatever was done at once (seed %i)',
  async (seed) => {
    await using world = await createWorld()
    await world.connectXero()
    const random = randomFrom(seed)
    const projectIds: string[] = []
    for (const hourlyRate of ['90', '33.3333', '90'])
      projectIds.push((await world.has.project({ hourlyRate })).id)
    let done = 0
    for (let burst = 0; burst < bursts; burst += 1) {
      const { rows: entries } = await sql<Entry>`
        select e.id, p.client_id as "clientId", b.document_kind as "documentKind", b.document_id as "documentId"
        from time_entries e join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id
        left join billed_items b on b.workspace_id = e.workspace_id and b.item_kind = 'time_entry' and b.item_id = e.id
        where e.workspace_id = ${world.workspaceId} order by e.id`.execute(world.db)
      const actions = Array.from({ length: atOnce }, () =>
        anAction(world, { random, entries, projectIds }),
      )
      const outcomes = await Promise.allSettled(actions.map(async (act) => await act()))
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') done += 1
        // What another one of the burst has billed or removed is refused.
        else expect(outcome.reason).toHaveProperty('name', 'Refused')
      }
      expect(await kept(world)).toEqual(await addedUp(world))
      const through = random.pick(days)
      const { items } = await listUninvoiced(world.ctx, { limit: 9, through })
      expect(
        items.map(({ projectId, workedSeconds, openHours: { count, seconds } }) => [
          projectId,
          workedSeconds,
          count,
          seconds,
        ]),
      ).toEqual(await openThrough(world, through))
    }
    await expectLedgerHolds(world)
    expect(done).toBeGreaterThan((bursts * atOnce) / 2)
  },
)

type Entry = {
  id: string
  clientId: string
  documentKind: 'invoice' | 'xero_document' | 'write_off' | null
  documentId: string
}

type Situation = { random: Random; entries: Entry[]; projectIds: string[] }

function anAction(
  world: World,
  { random, entries, projectIds }: Situation,
): () => Promise<unknown> {
  const { ctx } = world
  const fields = {
    projectId: random.pick(projectIds),
    workedOn: random.pick(days),
    seconds: random.between(0, 600),
    isBillable: random.chance(0.8),
  }
  if (random.chance(0.1)) {
    const hourRounding = random.pick(hourRoundings)
    const projectId = random.pick(projectIds)
    return random.pick([
      async () => await updateWorkspaceSettings(ctx, { changes: { hourRounding } }),
      async () => await updateProject(ctx, { projectId, changes: { hourRounding } }),
      async () => await updateProject(ctx, { projectId, changes: { hourRounding: null } }),
    ])
  }
  if (entries.length === 0 || random.chance(0.4)) {
    const count = random.between(1, 3)
    const items = Array.from({ length: count }, () => ({ ...fields, seconds: random.below(600) }))
    return async () => await createTimeEntries(ctx, { items })
  }
  const { id, clientId, documentKind, documentId } = random.pick(entries)
  const open = entries.filter((each) => each.documentId === null)
  const other = random.pick(open.length > 0 ? open : entries)
  const timeEntryIds = [id]
  if (documentKind === 'invoice') {
    return async () => await deleteInvoice(ctx, { invoiceId: documentId })
  }
  if (documentKind === 'xero_document') {
    return async () => await discardXeroDocument(ctx, { documentId })
  }
  if (documentKind === 'write_off') {
    const selection = { writeOffIds: [], expenseIds: [], mileageIds: [], timeEntryIds }
    return async () => await reverseWriteOffs(ctx, selection)
  }
  const reason = 'Never to be paid'
  return random.pick([
    async () => await updateTimeEntry(ctx, { timeEntryId: id, changes: fields }),
    async () => await deleteTimeEntry(ctx, { timeEntryId: id }),
    async () =>
      await createInvoice(ctx, {
        clientId,
        items: { ...noItems, timeEntryIds },
        groupBy: 'entry',
        lines: [],
        issuedOn: '2026-11-16',
        reference: '',
      }),
    async () =>
      await createXeroExport(ctx, {
        items: { ...noItems, timeEntryIds: [id, other.id] },
        per: 'project',
        groupBy: 'task',
        issuedOn: '2026-11-16',
        status: 'DRAFT',
      }),
    async () => await createWriteOffs(ctx, { reason, items: { ...noItems, timeEntryIds } }),
  ])
}

async function kept({ db, workspaceId }: World) {
  const { rows } = await sql`
    select project_id, quarter, rate, sum(seconds)::integer as seconds, sum(open_count)::integer as open_count,
      sum(open_seconds)::integer as open_seconds, sum(open_rounding)::integer as open_rounding
    from hour_sums where workspace_id = ${workspaceId} group by 1, 2, 3
    having sum(seconds) <> 0 or sum(open_count) <> 0 or sum(open_seconds) <> 0 or sum(open_rounding) <> 0 order by 1, 2, 3`.execute(
    db,
  )
  return rows
}

async function addedUp({ db, workspaceId }: World) {
  const { rows } = await sql`
    select project_id, date_trunc('quarter', worked_on)::date as quarter, rate, sum(seconds)::integer as seconds,
      sum(is_open)::integer as open_count, sum(is_open * seconds)::integer as open_seconds,
      sum(is_open * rounding_seconds)::integer as open_rounding
    from (${hours(workspaceId)}) e group by 1, 2, 3
    having sum(seconds) <> 0 or sum(is_open) <> 0 order by 1, 2, 3`.execute(db)
  return rows
}

async function openThrough({ db, workspaceId }: World, through: string) {
  const { rows } = await sql<{ row: unknown[] }>`
    select json_build_array(p.id, sum(e.seconds), sum(e.is_open), sum(e.is_open * e.seconds)) as row
    from (${hours(workspaceId)}) e
    join projects p on p.workspace_id = ${workspaceId} and p.id = e.project_id
    join clients c on c.workspace_id = ${workspaceId} and c.id = p.client_id
    where e.worked_on <= ${through} group by p.id, p.name, c.name having sum(e.is_open) > 0
    order by lower(c.name) collate "C", lower(p.name) collate "C", p.id`.execute(db)
  return rows.map(({ row }) => row)
}

function hours(workspaceId: string) {
  return sql`select e.project_id, e.worked_on, e.rate, e.seconds, e.rounding_seconds,
      (e.is_billable and not exists (select from billed_items b where b.workspace_id = e.workspace_id
        and b.item_kind = 'time_entry' and b.item_id = e.id))::integer as is_open
    from time_entries e where e.workspace_id = ${workspaceId}`
}
