import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { newId } from '#lib/ids.ts'
import { randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createWriteOffs } from './create-write-offs.ts'
import { listWriteOffs } from './list-write-offs.ts'
import { previewWriteOffs } from './preview-write-offs.ts'
import { reverseWriteOffs } from './reverse-write-offs.ts'

const today = '2026-11-16'
const reason = 'Goodwill'
const nothing = { writeOffIds: [], timeEntryIds: [], expenseIds: [], mileageIds: [] }
const items = (selection: Partial<ItemSelection>): ItemSelection => ({ ...noItems, ...selection })

test('hours, expenses and mileages are written off with a reason, and are then neither open nor invoiced', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project({ hourlyRate: '90' })
  const projectId = project.id
  const hour = await has.timeEntry({ projectId })
  const kept = await has.timeEntry({ projectId })
  const expense = await has.expense({ projectId })
  const mileage = await has.mileage({ projectId })
  const selection = items({
    timeEntryIds: [hour.id],
    expenseIds: [expense.id],
    mileageIds: [mileage.id],
  })
  const preview = await previewWriteOffs(ctx, { items: selection })
  const [made] = await createWriteOffs(ctx, { reason, items: selection })
  expect(made).toMatchObject({ projectId, reason, count: 3, createdByName: 'Olga Owner' })
  expect(preview).toMatchObject({ count: 3, amountMinor: made?.amountMinor, leftOut: [] })
  const entries = (await listTimeEntries(ctx, { limit: 10 })).items
  expect(entries.find((each) => each.id === hour.id)).toMatchObject({
    status: 'written_off',
    billing: null,
    writeOff: { writeOffId: made?.id, reason, writtenOffByName: 'Olga Owner' },
  })
  expect(await listReportIds(ctx, { tab: 'hours', status: 'open' })).toEqual([kept.id])
  expect(await listReportIds(ctx, { tab: 'hours', status: 'written_off' })).toEqual([hour.id])
  expect(await listReportIds(ctx, { tab: 'hours', status: 'invoiced' })).toEqual([])
  expect(await listReportIds(ctx, { tab: 'hours', isInvoiced: true })).toEqual([])
  expect(await getReportTotals(ctx, { tab: 'hours' })).toMatchObject({
    billableMinor: 18_000,
    invoicedMinor: 0,
    writtenOffMinor: 9000,
    uninvoicedMinor: 9000,
  })
  expect((await listUninvoiced(ctx, { limit: 10 })).items).toMatchObject([
    { workedMinor: (made?.amountMinor ?? 0) + 9000, leftMinor: 9000, invoicedMinor: 0 },
  ])
})

test('what is written off cannot be billed, changed or written off again; what is billed cannot be written off', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { projectId, id, clientId } = await has.timeEntry()
  const timeEntryIds = [id]
  await createWriteOffs(ctx, { reason, items: items({ timeEntryIds }) })
  const refused = { code: 'item_is_written_off' }
  await expect(invoice(world, items({ timeEntryIds }))).rejects.toMatchObject({
    ...refused,
    particulars: {
      detail: 'The time entry of 2026-11-16, Website, Olga Owner (“Work”) is written off.',
    },
  })
  await expect(
    createWriteOffs(ctx, { reason, items: items({ timeEntryIds }) }),
  ).rejects.toMatchObject(refused)
  await expect(
    updateTimeEntry(ctx, { timeEntryId: id, changes: { notes: 'No' } }),
  ).rejects.toMatchObject(refused)
  await expect(deleteTimeEntry(ctx, { timeEntryId: id })).rejects.toMatchObject(refused)

  const billed = await has.timeEntry({ projectId })
  await has.invoiceOf('time_entry', { id: billed.id, clientId })
  await expect(
    createWriteOffs(ctx, { reason, items: items({ timeEntryIds: [billed.id] }) }),
  ).rejects.toMatchObject({ code: 'item_is_invoiced' })
  const free = await has.timeEntry({ projectId, isBillable: false })
  await expect(
    createWriteOffs(ctx, { reason, items: items({ timeEntryIds: [free.id] }) }),
  ).rejects.toMatchObject({ code: 'nothing_to_write_off' })
  // Of a selection, the rest is written off.
  const open = await has.timeEntry({ projectId })
  const mixed = items({ timeEntryIds: [id, billed.id, free.id, open.id] })
  const { leftOut } = await previewWriteOffs(ctx, { items: mixed })
  expect(new Set(leftOut.map((each) => each.reason))).toEqual(
    new Set(['item_is_written_off', 'item_is_invoiced', 'item_is_not_billable']),
  )
  expect(await createWriteOffs(ctx, { reason, items: mixed })).toMatchObject([{ count: 1 }])
})

test('the database itself locks what is written off, and lets nobody bill it', async () => {
  await using world = await createWorld()
  const { ctx, db, has, workspaceId } = world
  const { id, clientId } = await has.timeEntry()
  await createWriteOffs(ctx, { reason, items: items({ timeEntryIds: [id] }) })
  const change = db.updateTable('time_entries').set({ notes: 'No' }).where('id', '=', id)
  await expect(change.where('workspace_id', '=', workspaceId).execute()).rejects.toMatchObject({
    constraint: 'billed_item_is_locked',
  })
  await expect(has.invoiceOf('time_entry', { id, clientId })).rejects.toMatchObject({
    constraint: 'allocations_pkey',
  })
  const forget = db.deleteFrom('write_offs').where('workspace_id', '=', workspaceId)
  await expect(forget.execute()).rejects.toThrow('only ever added')
})

test('a write-off is reversed as a whole or item by item, and what is free again can be billed', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { projectId, id } = await has.timeEntry()
  const other = await has.timeEntry({ projectId })
  const expense = await has.expense({ projectId })
  const selection = items({ timeEntryIds: [id, other.id], expenseIds: [expense.id] })
  const [made] = await createWriteOffs(ctx, { reason, items: selection })
  const writeOffIds = [String(made?.id)]
  expect(await reverseWriteOffs(ctx, { ...nothing, timeEntryIds: [id] })).toEqual({
    count: 1,
    amountMinor: 10_000,
  })
  expect((await listWriteOffs(ctx, { limit: 10, projectId })).items).toMatchObject([
    { count: 2, amountMinor: 11_250, originalAmountMinor: 21_250 },
  ])
  await invoice(world, items({ timeEntryIds: [id] }))
  expect(await reverseWriteOffs(ctx, { ...nothing, writeOffIds })).toMatchObject({ count: 2 })
  await expect(reverseWriteOffs(ctx, { ...nothing, writeOffIds })).rejects.toMatchObject({
    code: 'item_is_not_written_off',
  })
  await updateTimeEntry(ctx, { timeEntryId: other.id, changes: { notes: 'Yes' } })
  expect((await listWriteOffs(ctx, { limit: 10 })).items).toMatchObject([
    { count: 0, amountMinor: 0 },
  ])
  await expect(reverseWriteOffs(ctx, { ...nothing, writeOffIds: [newId()] })).rejects.toMatchObject(
    { code: 'write_off_not_found' },
  )
})

test('the rest of a fixed price is written off: nothing is left, and the price cannot go below it', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const fixed = { invoiceMethod: 'fixed_price', hourlyRate: null, fixedPriceMinor: 1000 } as const
  const { id: projectId } = await has.project(fixed)
  await invoice(world, items({ instalments: [{ projectId, amountMinor: 400 }] }))
  const rest = items({ uninvoiced: [{ projectId, through: today, include: ['instalment'] }] })
  const [made] = await createWriteOffs(ctx, { reason, items: rest })
  expect(made).toMatchObject({ count: 1, amountMinor: 600 })
  expect((await listUninvoiced(ctx, { limit: 10 })).items).toEqual([])
  await expect(
    invoice(world, items({ instalments: [{ projectId, amountMinor: 1 }] })),
  ).rejects.toMatchObject({ code: 'fixed_price_is_fully_billed' })
  await expect(
    updateProject(ctx, { projectId, changes: { fixedPriceMinor: 999 } }),
  ).rejects.toMatchObject({ code: 'fixed_price_is_below_invoiced' })
  await reverseWriteOffs(ctx, { ...nothing, writeOffIds: [String(made?.id)] })
  expect((await listUninvoiced(ctx, { limit: 10 })).items).toMatchObject([
    { leftMinor: 600, writtenOffMinor: 0, invoicedMinor: 400, workedMinor: 1000 },
  ])
})

test('a period that is written off is no longer due', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const price = { description: '', quantity: '1', unitPrice: '10' }
  const subscription = {
    interval: 'month',
    startsOn: '2026-09-01',
    endsOn: null,
    ...price,
  } as const
  const { id: projectId } = await has.project({ invoiceMethod: 'subscription', subscription })
  const subscriptionPeriods = [{ projectId, startsOn: '2026-09-01' }]
  await createWriteOffs(ctx, { reason, items: items({ subscriptionPeriods }) })
  expect((await listUninvoiced(ctx, { limit: 10 })).items).toMatchObject([
    { duePeriods: [{ startsOn: '2026-10-01' }], leftMinor: 1000, writtenOffMinor: 1000 },
  ])
  await expect(invoice(world, items({ subscriptionPeriods }))).rejects.toMatchObject({
    code: 'item_is_written_off',
  })
})

test('who exports and who writes off at the same time: exactly one of them wins', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { id: projectId } = await world.has.project()
  const outcomes = { exported: 0, writtenOff: 0 }
  for (let round = 0; round < 8; round += 1) {
    // Each round races over items of its own.
    // oxlint-disable-next-line no-await-in-loop
    const [first, second] = await createTimeEntries(world.ctx, {
      items: [1, 2].map(() => ({ projectId, workedOn: today, seconds: 60 })),
    })
    const timeEntryIds = [String(first?.id), String(second?.id)]
    const swapped = timeEntryIds.toReversed()
    // oxlint-disable-next-line no-await-in-loop
    const results = await Promise.allSettled([
      exported(world, items({ timeEntryIds })),
      createWriteOffs(world.ctx, { reason, items: items({ timeEntryIds: swapped }) }),
    ])
    const [xero, writeOff] = results.map((each) => each.status === 'fulfilled')
    expect(xero).not.toBe(writeOff)
    outcomes[xero ? 'exported' : 'writtenOff'] += 1
    const failed = results.find((each) => each.status === 'rejected')
    expect(failed?.reason).toMatchObject({
      code: xero ? 'item_is_invoiced' : 'item_is_written_off',
    })
  }
  expect(outcomes.exported + outcomes.writtenOff).toBe(8)
})

test('two people reverse the same write-off at once: it is reversed once', async () => {
  await using world = await createWorld()
  const { id } = await world.has.timeEntry()
  const [made] = await createWriteOffs(world.ctx, { reason, items: items({ timeEntryIds: [id] }) })
  const reverse = async () =>
    await reverseWriteOffs(world.ctx, { ...nothing, writeOffIds: [String(made?.id)] })
  const results = await Promise.allSettled([reverse(), reverse(), reverse()])
  expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
})

// The promise to the bookkeeper: whatever was done, the columns add up to the cent, and agree with the ledger.
test.each([1, 2, 3, 4])(
  'worked is invoiced, written off and left together (seed %i)',
  async (seed) => {
    await using world = await createWorld()
    await world.connectXero()
    const { ctx, db, has, workspaceId } = world
    const random = randomFrom(seed)
    const { id: projectId } = await has.project({ hourlyRate: '33.3333' })
    const made = []
    for (let index = 0; index < 12; index += 1) {
      const seconds = 1 + random.below(5000)
      // oxlint-disable-next-line no-await-in-loop
      made.push(await has.timeEntry({ projectId, seconds }))
      // oxlint-disable-next-line no-await-in-loop
      if (index % 3 === 0) await has.expense({ projectId, quantity: '1.37', unitPrice: '9.9999' })
    }
    for (let step = 0; step < 8; step += 1) {
      const timeEntryIds = made.filter(() => random.below(4) === 0).map((each) => each.id)
      const selection = items({ timeEntryIds })
      const act = random.below(3)
      const deed =
        act === 0
          ? invoice(world, selection)
          : act === 1
            ? createWriteOffs(ctx, { reason, items: selection })
            : reverseWriteOffs(ctx, { ...nothing, timeEntryIds })
      // Some of it is refused, as it happens to people: then nothing changes.
      // oxlint-disable-next-line no-await-in-loop
      await deed.catch((refusal: { code?: string }) => expect(refusal.code).toBeDefined())
      // oxlint-disable-next-line no-await-in-loop
      const [row] = (await listUninvoiced(ctx, { limit: 10 })).items
      // oxlint-disable-next-line no-await-in-loop
      const ledger = await db
        .selectFrom('allocations')
        .where('workspace_id', '=', workspaceId)
        .groupBy('document_kind')
        .select(['document_kind', (each) => each.fn.sum<number>('amount_minor').as('sum')])
        .execute()
      const sums = Object.fromEntries(ledger.map((each) => [each.document_kind, Number(each.sum)]))
      expect(row?.invoicedMinor).toBe(sums['invoice'] ?? 0)
      expect(row?.writtenOffMinor).toBe(sums['write_off'] ?? 0)
      expect(row?.workedMinor).toBe(
        (sums['invoice'] ?? 0) + (sums['write_off'] ?? 0) + (row?.leftMinor ?? 0),
      )
    }
    // What was said to be left is what an invoice of it all comes to.
    const [before] = (await listUninvoiced(ctx, { limit: 10 })).items
    const rest = items({ uninvoiced: [{ projectId, through: today }] })
    expect((await invoice(world, rest)).subtotalMinor).toBe(before?.leftMinor)
  },
)

test('a project manager may write off, an employee may not; another workspace finds nothing', async () => {
  await using world = await createWorld()
  const { has } = world
  const manager = await has.member({ role: 'project_manager' })
  const employee = await has.member()
  const { id } = await has.timeEntry({ memberId: employee.id })
  const selection = items({ timeEntryIds: [id] })
  await expect(createWriteOffs(employee.ctx, { reason, items: selection })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  await createWriteOffs(manager.ctx, { reason, items: selection })
  const [own] = (await listTimeEntries(employee.ctx, { limit: 10 })).items
  expect(own).toMatchObject({ status: 'written_off', writeOff: { reason: null } })
  const other = await world.otherWorkspace()
  expect((await listWriteOffs(other.ctx, { limit: 10 })).items).toEqual([])
  await expect(
    reverseWriteOffs(other.ctx, { ...nothing, timeEntryIds: [id] }),
  ).rejects.toMatchObject({ code: 'item_not_found' })
})

test('the list pages, and an export that was discarded leaves its items to be written off', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { ctx, has } = world
  const { id, projectId } = await has.timeEntry()
  const made = await exported(world, items({ timeEntryIds: [id] }))
  const [document] = made.documents
  await discardXeroDocument(ctx, { documentId: String(document?.id) })
  await createWriteOffs(ctx, { reason, items: items({ timeEntryIds: [id] }) })
  const next = await has.timeEntry({ projectId })
  await createWriteOffs(ctx, { reason: 'Second', items: items({ timeEntryIds: [next.id] }) })
  const first = await listWriteOffs(ctx, { limit: 1 })
  expect(first.items).toMatchObject([{ reason: 'Second' }])
  const cursor = String(first.nextCursor)
  expect(await listWriteOffs(ctx, { limit: 1, cursor })).toMatchObject({
    items: [{ reason }],
    nextCursor: null,
  })
})

async function invoice({ ctx }: World, selection: ItemSelection) {
  const how = { groupBy: 'project', issuedOn: today, reference: '' } as const
  return await createInvoice(ctx, { ...how, items: selection, lines: [] })
}

async function exported({ ctx }: World, selection: ItemSelection) {
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT', issuedOn: today } as const
  return await createXeroExport(ctx, { ...how, items: selection })
}
