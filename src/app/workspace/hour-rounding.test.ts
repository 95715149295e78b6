import { noItems } from '#api/billing-schemas.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { restoreTimeEntries } from '#app/time/restore-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { previewWriteOffs } from '#app/write-offs/preview-write-offs.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { listHoursOfInvoice } from '#db/worked-hours.ts'
import { billedSeconds, type HourRounding, hourRoundings } from '#domain/hour-rounding.ts'
import { sumMinor } from '#domain/money.ts'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import { randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

test('the database rounds as the domain does, to the second', async () => {
  await using world = await createWorld()
  const seconds = [0, 1, 29, 30, 59, 60, 149, 150, 179, 180, 449, 450, 899, 900, 901, 1799, 1800]
  const random = randomFrom(1)
  for (let count = 0; count < 400; count += 1) seconds.push(random.between(0, 86_400))
  const { rows } = await sql<{ seconds: number; rule: HourRounding; billed: number }>`
    select s.seconds, r.rule, s.seconds + rounding_of(s.seconds, r.rule) as billed
    from unnest(${seconds}::integer[]) s (seconds) cross join unnest(${[...hourRoundings]}::text[]) r (rule)`.execute(
    world.db,
  )
  expect(rows).toHaveLength(seconds.length * hourRoundings.length)
  expect(rows.filter((row) => row.billed !== billedSeconds(row.seconds, row.rule))).toEqual([])
})

test('the rule nearest to the work counts, and a change rounds what is open anew', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client()
  const main = await has.project({ clientId: client.id, hourlyRate: '100' })
  const sub = await has.project({ clientId: client.id, parentId: main.id, hourlyRate: '100' })
  const entry = await has.timeEntry({ projectId: sub.id, seconds: 3601 })
  const { updatedAt } = entry
  const read = async () => await getTimeEntry(ctx, { timeEntryId: entry.id })
  expect(entry).toMatchObject({ seconds: 3601, billedSeconds: 3601, rounding: 'none' })

  await updateWorkspaceSettings(ctx, { changes: { hourRounding: 'up_15' } })
  expect(await read()).toMatchObject({
    billedSeconds: 4500,
    rounding: 'up_15',
    amountMinor: 12_500,
  })
  await updateClient(ctx, { clientId: client.id, changes: { hourRounding: 'up_30' } })
  expect(await read()).toMatchObject({ billedSeconds: 5400, rounding: 'up_30' })
  await updateProject(ctx, { projectId: main.id, changes: { hourRounding: 'up_60' } })
  expect(await read()).toMatchObject({ billedSeconds: 7200, rounding: 'up_60' })
  await updateProject(ctx, { projectId: sub.id, changes: { hourRounding: 'none' } })
  expect(await read()).toMatchObject({ billedSeconds: 3601, rounding: 'none' })
  await updateProject(ctx, { projectId: sub.id, changes: { hourRounding: null } })
  await updateProject(ctx, { projectId: main.id, changes: { hourRounding: null } })
  await updateClient(ctx, { clientId: client.id, changes: { hourRounding: null } })
  // The work is what it was, and nobody has changed it.
  expect(await read()).toMatchObject({ seconds: 3601, billedSeconds: 4500, updatedAt })

  const other = await has.client({ hourRounding: 'down_60' })
  await updateProject(ctx, { projectId: sub.id, changes: { parentId: null } })
  await updateProject(ctx, { projectId: sub.id, changes: { clientId: other.id } })
  expect(await read()).toMatchObject({ billedSeconds: 3600, rounding: 'down_60' })
  await updateTimeEntry(ctx, { timeEntryId: entry.id, changes: { seconds: 7199 } })
  expect(await read()).toMatchObject({ seconds: 7199, billedSeconds: 3600, amountMinor: 10_000 })
  // What is not billed is not rounded.
  await updateTimeEntry(ctx, { timeEntryId: entry.id, changes: { isBillable: false } })
  expect(await read()).toMatchObject({ billedSeconds: 7199, rounding: 'none' })
  await expectLedgerHolds(world)
})

test('work of a closed period and approved work is billed by the rule of now as well', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id } = await has.timeEntry({ workedOn: '2026-10-05', seconds: 100 })
  await sql`update time_entries set approval = 'approved'
    where workspace_id = ${world.workspaceId} and id = ${id}`.execute(world.db)
  await updateApprovalSettings(ctx, { changes: { lockedThrough: '2026-10-31' } })
  await updateWorkspaceSettings(ctx, { changes: { hourRounding: 'up_10' } })
  expect(await getTimeEntry(ctx, { timeEntryId: id })).toMatchObject({
    seconds: 100,
    billedSeconds: 600,
  })
  await expectLedgerHolds(world)
})

test('what is restored, and what a document gives back, follows the rule of now', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project({ hourlyRate: '60' })
  const restored = await has.timeEntry({ projectId: project.id, seconds: 61 })
  const billed = await has.timeEntry({ projectId: project.id, seconds: 61 })
  const draft = await invoiced(world, { timeEntryIds: [billed.id] })
  await deleteTimeEntry(ctx, { timeEntryId: restored.id })
  await updateProject(ctx, { projectId: project.id, changes: { hourRounding: 'up_5' } })
  const { id, updatedAt } = restored
  await restoreTimeEntries(ctx, { items: [{ id, updatedAt, expectedUpdatedAt: null }] })
  expect(await getTimeEntry(ctx, { timeEntryId: id })).toMatchObject({ billedSeconds: 300 })
  const read = async () => await getTimeEntry(ctx, { timeEntryId: billed.id })
  expect(await read()).toMatchObject({ billedSeconds: 61, rounding: 'none' })
  await deleteInvoice(ctx, { invoiceId: draft.id })
  expect(await read()).toMatchObject({ billedSeconds: 300, rounding: 'up_5' })
  expect((await openOf(world))?.openHours).toEqual({
    count: 2,
    seconds: 122,
    billedSeconds: 600,
    amountMinor: 1000 + 20,
  })
  await expectLedgerHolds(world)
})

test('Uninvoiced, reports, the preview, Xero and an own invoice bill the same rounded hours', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const project = await has.project({ hourlyRate: '90', hourRounding: 'up_15' })
  const ids: string[] = []
  for (const seconds of [1, 901, 3600]) {
    // oxlint-disable-next-line no-await-in-loop
    ids.push((await has.timeEntry({ projectId: project.id, seconds })).id)
  }
  // 0:15 + 0:30 + 1:00, worked 1:15:02.
  const [first = '', ...others] = ids
  const uninvoiced = await openOf(world)
  expect(uninvoiced).toMatchObject({
    workedSeconds: 4502,
    openHours: { seconds: 4502, billedSeconds: 6300, amountMinor: 15_750 },
    leftMinor: 15_750,
  })
  const totals = await getReportTotals(ctx, { tab: 'hours' })
  expect(totals).toMatchObject({ seconds: 4502, uninvoicedMinor: 15_750 })
  const items = { ...noItems, timeEntryIds: others }
  const written = await previewWriteOffs(ctx, { items: { ...noItems, timeEntryIds: [first] } })
  expect(written.amountMinor).toBe(2250)

  const preview = await previewXeroExport(ctx, anExport(items))
  const [line] = preview.documents[0]?.lines ?? []
  expect(line).toMatchObject({
    quantity: '1.50',
    netMinor: 13_500,
    rounded: { by: ['up_15'], workedHours: '1.25' },
  })
  const { previewHash } = preview
  const made = await createXeroExport(ctx, { ...anExport(items), previewHash })
  await world.runJobs()
  expect(world.xero.control.invoices(tenantId)).toMatchObject([
    { LineItems: [{ Quantity: 1.5, UnitAmount: 90, LineAmount: 135 }], SubTotal: 135 },
  ])
  const draft = await invoiced(world, { timeEntryIds: [first] })
  expect(draft).toMatchObject({ subtotalMinor: 2250, lines: [{ quantity: '0.25' }] })
  const { workspaceId } = ctx
  expect(await listHoursOfInvoice(ctx.db, { workspaceId, invoiceId: draft.id })).toMatchObject([
    { seconds: 900, workedSeconds: 1 },
  ])

  // What is billed keeps what it was billed with, whatever the rule becomes.
  const lineOf = async () =>
    (await getXeroDocument(ctx, { documentId: made.documents[0]?.id ?? '' })).lines[0]
  const before = [await entriesOf(world), await lineOf()]
  await updateProject(ctx, { projectId: project.id, changes: { hourRounding: 'down_60' } })
  expect([await entriesOf(world), await lineOf()]).toEqual(before)
  await expectLedgerHolds(world)
})

test('a preview that was made before the rule changed no longer holds', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const { id } = await has.timeEntry({ seconds: 3601 })
  const request = anExport({ ...noItems, timeEntryIds: [id] })
  const { previewHash } = await previewXeroExport(ctx, request)
  await updateWorkspaceSettings(ctx, { changes: { hourRounding: 'up_1' } })
  await expect(createXeroExport(ctx, { ...request, previewHash })).rejects.toMatchObject({
    code: 'preview_is_outdated',
  })
})

test.each([1, 2, 3])(
  'what Uninvoiced shows is what is billed, to the cent, by any rules (seed %i)',
  async (seed) => {
    await using world = await createWorld()
    const { ctx, has } = world
    await world.connectXero()
    const random = randomFrom(seed)
    const projects = await Promise.all(
      ['90', '33.3333', '0.01'].map((hourlyRate) =>
        has.project({ hourlyRate, hourRounding: random.pick([null, ...hourRoundings]) }),
      ),
    )
    for (let round = 0; round < 4; round += 1) {
      const workedOn = `2026-11-0${round + 1}`
      for (const { id: projectId } of projects) {
        for (let count = 0; count < 4; count += 1) {
          // oxlint-disable-next-line no-await-in-loop
          await has.timeEntry({ projectId, workedOn, seconds: random.between(0, 5400) })
        }
      }
      const hourRounding = random.pick(hourRoundings)
      const changed = random.pick(projects)
      const billedBefore = await settledOf(world)
      await updateWorkspaceSettings(ctx, { changes: { hourRounding } })
      const own = { hourRounding: random.pick([null, ...hourRoundings]) }
      await updateProject(ctx, { projectId: changed.id, changes: own })
      expect(await settledOf(world)).toEqual(billedBefore)

      const { items } = await listUninvoiced(ctx, { limit: 9, through: '2026-11-30' })
      const through = '2026-11-30'
      const selection = items.map(({ projectId }) => ({ projectId, through }))
      const request = { ...anExport({ ...noItems, uninvoiced: selection }), groupBy: 'project' }
      const preview = await previewXeroExport(ctx, { ...request, groupBy: 'project' })
      expect(preview.totals.subtotalMinor).toBe(sumMinor(items.map((each) => each.leftMinor)))
      for (const { subtotalMinor, lines } of preview.documents) {
        expect(sumMinor(lines.map((line) => line.netMinor))).toBe(subtotalMinor)
      }
      const part = random.pick(items)
      const uninvoiced = [{ projectId: part.projectId, through }]
      if (random.chance(0.5)) {
        const made = await createXeroExport(ctx, {
          ...anExport({ ...noItems, uninvoiced }),
          groupBy: 'project',
        })
        expect(sumMinor(made.documents.map((each) => each.subtotalMinor))).toBe(part.leftMinor)
        const documentId = made.documents[0]?.id ?? ''
        if (random.chance(0.5)) await discardXeroDocument(ctx, { documentId })
      } else {
        const off = await createWriteOffs(ctx, {
          items: { ...noItems, uninvoiced },
          reason: 'Gift',
        })
        expect(sumMinor(off.map((each) => each.amountMinor))).toBe(part.leftMinor)
      }
      await expectLedgerHolds(world)
    }
  },
)

const anExport = (items: Partial<ItemSelection>) => ({
  items: { ...noItems, ...items },
  per: 'project' as const,
  groupBy: 'task' as const,
  issuedOn: '2026-11-16',
  status: 'DRAFT' as const,
})

async function invoiced({ ctx }: World, items: Partial<ItemSelection>) {
  const own = { lines: [], issuedOn: '2026-11-16', reference: '' }
  return await createInvoice(ctx, { ...own, items: { ...noItems, ...items }, groupBy: 'project' })
}

async function openOf({ ctx }: World) {
  const { items } = await listUninvoiced(ctx, { limit: 9, through: '2026-11-30' })
  return items[0]
}

async function entriesOf({ db, workspaceId }: World) {
  const { rows } =
    await sql`select * from time_entries where workspace_id = ${workspaceId} order by id`.execute(
      db,
    )
  return rows
}

async function settledOf({ db, workspaceId }: World) {
  const { rows } = await sql`
    select e.id, e.seconds, e.rounding, e.rounding_seconds, b.amount_minor from time_entries e
    join billed_items b on b.workspace_id = e.workspace_id and b.item_id = e.id and b.item_kind = 'time_entry'
    where e.workspace_id = ${workspaceId} order by e.id`.execute(db)
  return rows
}
