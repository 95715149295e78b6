import { approveWork } from '#app/approval/approve-work.ts'
import { createStandIn } from '#app/approval/create-stand-in.ts'
import { deleteStandIn } from '#app/approval/delete-stand-in.ts'
import { getWorkStanding } from '#app/approval/get-work-standing.ts'
import { listStandIns } from '#app/approval/list-stand-ins.ts'
import { listWaitingWork } from '#app/approval/list-waiting-work.ts'
import { rejectWork } from '#app/approval/reject-work.ts'
import { submitWork } from '#app/approval/submit-work.ts'
import { takeBackWork } from '#app/approval/take-back-work.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import type { Context } from '#app/context.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { createTeams } from '#app/people/create-teams.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

const from = '2026-11-16'
const to = '2026-11-22'
const nothing = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}

/** Emma works on a project of Piet's, in the team of Tina; an administrator is there too. */
async function anAgency(world: World, approvalBy: 'project_manager' | 'team_manager' | 'both') {
  const { ctx, has } = world
  const emma = await has.member({ name: 'Emma' })
  const piet = await has.member({ name: 'Piet', role: 'project_manager' })
  const tina = await has.member({ name: 'Tina' })
  const project = await has.project({ managerId: piet.id })
  await createTeams(ctx, {
    items: [{ name: 'Builders', managerId: tina.id, memberIds: [emma.id] }],
  })
  await updateApprovalSettings(ctx, { changes: { approvalBy } })
  const of = { projectId: project.id, memberId: emma.id }
  const hour = await has.timeEntry({ ...of, workedOn: from })
  const expense = await has.expense({ ...of, spentOn: from })
  const trip = await has.mileage({ ...of, travelledOn: '2026-11-17' })
  const items = [
    { kind: 'time_entry' as const, id: hour.id },
    { kind: 'expense' as const, id: expense.id },
    { kind: 'mileage' as const, id: trip.id },
  ]
  return { emma, piet, tina, project, hour, expense, trip, items }
}

const approvalOf = async ({ ctx }: World, timeEntryId: string) =>
  (await getTimeEntry(ctx, { timeEntryId })).approval
const waitingFor = async (ctx: Context) =>
  (await listWaitingWork(ctx, { limit: 50 })).items.map((week) => [
    week.memberName,
    week.from,
    week.items.length,
  ])

test('a week is submitted, approved by the project manager, and each step may come twice', async () => {
  await using world = await createWorld()
  const { emma, piet, tina, hour, items } = await anAgency(world, 'project_manager')
  expect(await waitingFor(piet.ctx)).toEqual([])
  const submitted = await submitWork(emma.ctx, { from, to })
  expect(submitted.days.map(({ on, state }) => [on, state])).toEqual([
    [from, 'submitted'],
    ['2026-11-17', 'submitted'],
  ])
  expect(await submitWork(emma.ctx, { from, to })).toEqual(submitted)
  expect(await waitingFor(piet.ctx)).toEqual([['Emma', from, 3]])
  expect((await listWaitingWork(piet.ctx, { limit: 50 })).items).toMatchObject([
    { seconds: 3600, km: '90.00', expensesMinor: 1250, to },
  ])
  expect(await waitingFor(tina.ctx)).toEqual([])
  expect(await waitingFor(emma.ctx)).toEqual([])

  const both = await Promise.all([
    approveWork(piet.ctx, { items }),
    approveWork(piet.ctx, { items }),
  ])
  expect(both.reduce((sum, { count }) => sum + count, 0)).toBe(3)
  expect(await approveWork(piet.ctx, { items })).toEqual({ count: 0 })
  expect(await approvalOf(world, hour.id)).toBe('approved')
  expect(await waitingFor(piet.ctx)).toEqual([])
  const changing = updateTimeEntry(emma.ctx, { timeEntryId: hour.id, changes: { seconds: 60 } })
  await expect(changing).rejects.toMatchObject({ code: 'item_is_approved' })
})

test('what is taken back can be changed, and is not approved by who saw it before', async () => {
  await using world = await createWorld()
  const { emma, piet, hour, items } = await anAgency(world, 'project_manager')
  await submitWork(emma.ctx, { from, to })
  const [seen] = (await listWaitingWork(piet.ctx, { limit: 50 })).items
  const asked = (seen?.items ?? []).map(({ kind, id, updatedAt }) => ({
    kind,
    id,
    expectedUpdatedAt: updatedAt,
  }))
  await takeBackWork(emma.ctx, { from, to })
  await expect(approveWork(piet.ctx, { items })).rejects.toMatchObject({
    code: 'item_is_not_submitted',
  })
  world.clock.advance(1000)
  await updateTimeEntry(emma.ctx, { timeEntryId: hour.id, changes: { seconds: 36_000 } })
  await submitWork(emma.ctx, { from, to })
  await expect(approveWork(piet.ctx, { items: asked })).rejects.toMatchObject({
    code: 'time_entry_was_changed',
  })
  expect(await approvalOf(world, hour.id)).toBe('submitted')
})

test('a rejection opens the work again, and its person reads the note until it is submitted anew', async () => {
  await using world = await createWorld()
  const { emma, piet, hour, items } = await anAgency(world, 'project_manager')
  await submitWork(emma.ctx, { from, to })
  const rejection = { items, note: 'Lunch is no work.' }
  expect(await rejectWork(piet.ctx, rejection)).toEqual({ count: 3 })
  expect(await rejectWork(piet.ctx, rejection)).toEqual({ count: 0 })
  const standing = await getWorkStanding(emma.ctx, { from, to })
  expect(standing.rejections).toMatchObject([
    { note: 'Lunch is no work.', rejectedByName: 'Piet', from, to: '2026-11-17' },
  ])
  expect(await getTimeEntry(emma.ctx, { timeEntryId: hour.id })).toMatchObject({
    approval: 'rejected',
    rejection: { note: 'Lunch is no work.', rejectedByName: 'Piet' },
  })
  await updateTimeEntry(emma.ctx, { timeEntryId: hour.id, changes: { seconds: 1800 } })
  expect((await submitWork(emma.ctx, { from, to })).rejections).toEqual([])
  await approveWork(piet.ctx, { items })
  // What is approved can be opened as well, as long as it is not billed.
  await rejectWork(piet.ctx, { items, note: 'One more thing.' })
  expect(await approvalOf(world, hour.id)).toBe('rejected')
})

test('where both must approve, the second makes it approved, in either order', async () => {
  await using world = await createWorld()
  const { emma, piet, tina, hour, items } = await anAgency(world, 'both')
  await submitWork(emma.ctx, { from, to })
  await approveWork(tina.ctx, { items })
  expect(await approvalOf(world, hour.id)).toBe('submitted')
  expect([await waitingFor(tina.ctx), await waitingFor(piet.ctx)]).toEqual([
    [],
    [['Emma', from, 3]],
  ])
  await approveWork(tina.ctx, { items })
  expect(await approvalOf(world, hour.id)).toBe('submitted')
  await Promise.all([approveWork(piet.ctx, { items }), approveWork(tina.ctx, { items })])
  expect(await approvalOf(world, hour.id)).toBe('approved')
})

test('where one is enough from now on, what that one approved is approved', async () => {
  await using world = await createWorld()
  const { emma, tina, hour, items } = await anAgency(world, 'both')
  await submitWork(emma.ctx, { from, to })
  await approveWork(tina.ctx, { items })
  await updateApprovalSettings(world.ctx, { changes: { approvalBy: 'team_manager' } })
  expect(await approvalOf(world, hour.id)).toBe('approved')
})

test('nobody decides about what is not theirs, nor about their own work; administrators do', async () => {
  await using world = await createWorld()
  const { emma, piet, tina, project, items } = await anAgency(world, 'project_manager')
  await submitWork(emma.ctx, { from, to })
  const declined = { code: 'item_is_not_yours_to_approve' }
  await expect(approveWork(tina.ctx, { items })).rejects.toMatchObject(declined)
  await expect(approveWork(emma.ctx, { items })).rejects.toMatchObject(declined)
  await expect(rejectWork(tina.ctx, { items, note: 'No' })).rejects.toMatchObject(declined)
  const own = await world.has.timeEntry({ projectId: project.id, memberId: piet.id })
  await submitWork(piet.ctx, { from, to })
  const ofPiet = [{ kind: 'time_entry' as const, id: own.id }]
  await expect(approveWork(piet.ctx, { items: ofPiet })).rejects.toMatchObject(declined)
  expect(await waitingFor(world.ctx)).toEqual([
    ['Emma', from, 3],
    ['Piet', from, 1],
  ])
  await approveWork(world.ctx, { items: [...items, ...ofPiet] })
  expect(await approvalOf(world, own.id)).toBe('approved')
})

test('a stand-in approves for a manager on the days that are said, and on no other', async () => {
  await using world = await createWorld()
  const { emma, piet, tina, items } = await anAgency(world, 'project_manager')
  await submitWork(emma.ctx, { from, to })
  const days = { fromOn: '2026-11-17', untilOn: '2026-11-18' }
  const standIn = await createStandIn(piet.ctx, { standInId: tina.id, ...days })
  expect((await listStandIns(tina.ctx, { limit: 50 })).items).toEqual([standIn])
  expect((await listStandIns(emma.ctx, { limit: 50 })).items).toEqual([])
  const declined = { code: 'item_is_not_yours_to_approve' }
  await expect(approveWork(tina.ctx, { items })).rejects.toMatchObject(declined)
  world.clock.advance(86_400_000)
  expect(await waitingFor(tina.ctx)).toEqual([['Emma', from, 3]])
  await rejectWork(tina.ctx, { items, note: 'For Piet' })
  const { rows } = await sql`
    select done_by, on_behalf_of from approval_steps where step = 'rejected'`.execute(world.db)
  expect(rows).toEqual([{ done_by: tina.id, on_behalf_of: piet.id }])
  world.clock.advance(2 * 86_400_000)
  await submitWork(emma.ctx, { from, to })
  await expect(approveWork(tina.ctx, { items })).rejects.toMatchObject(declined)
  expect((await listStandIns(piet.ctx, { limit: 50 })).items).toEqual([])
})

test('who can be a stand-in, and who says so', async () => {
  await using world = await createWorld()
  const { emma, piet, tina } = await anAgency(world, 'both')
  const days = { fromOn: from, untilOn: to }
  const create = async (ctx: Context, asked: object) =>
    await createStandIn(ctx, { standInId: tina.id, ...days, ...asked })
  await expect(create(piet.ctx, { standInId: piet.id })).rejects.toMatchObject({
    code: 'stand_in_is_the_manager',
  })
  await expect(create(piet.ctx, { untilOn: '2026-11-01' })).rejects.toMatchObject({
    code: 'end_is_before_start',
  })
  await expect(create(emma.ctx, { managerId: piet.id })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { id: standInId } = await create(world.ctx, { managerId: piet.id })
  await expect(deleteStandIn(emma.ctx, { standInId })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  await deleteStandIn(piet.ctx, { standInId })
  await expect(deleteStandIn(piet.ctx, { standInId })).rejects.toMatchObject({
    code: 'stand_in_not_found',
  })
})

test('only what is approved is billed, and the rest says why it is left out', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { emma, piet, hour, items } = await anAgency(world, 'project_manager')
  const selection = { ...nothing, timeEntryIds: [hour.id] }
  const invoice = { groupBy: 'project', issuedOn: from } as const
  const preview = async () =>
    await previewXeroExport(world.ctx, {
      items: selection,
      ...invoice,
      per: 'client',
      status: 'DRAFT',
    })
  const leftOut = async () => (await preview()).leftOut.map((each) => each.reason)
  expect(await leftOut()).toEqual(['item_is_not_approved'])
  await submitWork(emma.ctx, { from, to })
  expect(await leftOut()).toEqual(['item_is_not_approved'])
  const billing = { ...invoice, items: selection, lines: [], reference: '' }
  await expect(createInvoice(world.ctx, billing)).rejects.toMatchObject({
    code: 'nothing_to_bill',
  })
  await updateApprovalSettings(world.ctx, { changes: { billsApprovedOnly: false } })
  expect(await leftOut()).toEqual([])
  await updateApprovalSettings(world.ctx, { changes: { billsApprovedOnly: true } })
  await approveWork(piet.ctx, { items })
  expect(await leftOut()).toEqual([])
})

test('work can be written off before it is approved; then nothing waits', async () => {
  await using world = await createWorld()
  const { emma, piet, hour, items } = await anAgency(world, 'project_manager')
  await submitWork(emma.ctx, { from, to })
  const selection = { ...nothing, timeEntryIds: [hour.id] }
  await createWriteOffs(world.ctx, { items: selection, reason: 'Our own mistake' })
  expect(await waitingFor(piet.ctx)).toEqual([['Emma', from, 2]])
  const rejection = rejectWork(piet.ctx, { items, note: 'No' })
  await expect(rejection).rejects.toMatchObject({ code: 'item_is_written_off' })
  expect(await approveWork(piet.ctx, { items })).toEqual({ count: 2 })
})

test('in a closed period work is still submitted and approved, but not rejected', async () => {
  await using world = await createWorld()
  const { emma, piet, items } = await anAgency(world, 'project_manager')
  await updateApprovalSettings(world.ctx, { changes: { lockedThrough: to } })
  await submitWork(emma.ctx, { from, to })
  const rejection = rejectWork(piet.ctx, { items, note: 'No' })
  await expect(rejection).rejects.toMatchObject({ code: 'period_is_closed' })
  expect(await approveWork(piet.ctx, { items })).toEqual({ count: 3 })
})

test('without approval nothing is submitted or decided', async () => {
  await using world = await createWorld()
  const { emma, piet, items } = await anAgency(world, 'project_manager')
  await updateApprovalSettings(world.ctx, { changes: { approvalBy: 'off' } })
  const off = { code: 'approval_is_off' }
  await expect(submitWork(emma.ctx, { from, to })).rejects.toMatchObject(off)
  await expect(takeBackWork(emma.ctx, { from, to })).rejects.toMatchObject(off)
  await expect(approveWork(piet.ctx, { items })).rejects.toMatchObject(off)
  expect(await waitingFor(piet.ctx)).toEqual([])
})

test('days are few and in their order, and of people whose work one may see', async () => {
  await using world = await createWorld()
  const { emma, tina } = await anAgency(world, 'both')
  const standing = async (asked: object) => await getWorkStanding(emma.ctx, { from, to, ...asked })
  await expect(standing({ to: '2026-11-01' })).rejects.toMatchObject({
    code: 'end_is_before_start',
  })
  await expect(standing({ to: '2027-11-01' })).rejects.toMatchObject({ code: 'input_is_not_valid' })
  await expect(standing({ memberId: tina.id })).rejects.toMatchObject({ code: 'not_allowed' })
})

test('each step is in the audit log, by who did it', async () => {
  await using world = await createWorld()
  const { emma, piet, items } = await anAgency(world, 'project_manager')
  await submitWork(emma.ctx, { from, to })
  await rejectWork(piet.ctx, { items, note: 'Too much' })
  const log = await listAuditLog(world.ctx, { limit: 10, subjects: ['approval'] })
  expect(log.items.map(({ action, subjectName }) => [action, subjectName])).toEqual([
    ['rejected', 'Emma'],
    ['submitted', 'Emma'],
  ])
})
