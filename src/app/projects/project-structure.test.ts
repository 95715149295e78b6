import { createInvoice } from '#app/invoices/create-invoice.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { createProjects } from '#app/projects/create-projects.ts'
import { deleteProject } from '#app/projects/delete-project.ts'
import { getProject } from '#app/projects/get-project.ts'
import { listProjects } from '#app/projects/list-projects.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { newId } from '#lib/ids.ts'
import { aProject } from '#tests/support/factories.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

const today = '2026-11-16'
const noItems = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
}

async function invoiceAll(world: World, projectId: string) {
  const items = { ...noItems, uninvoiced: [{ projectId, through: today }] }
  const rest = { groupBy: 'task' as const, lines: [], issuedOn: today, reference: '' }
  return await createInvoice(world.ctx, { items, ...rest })
}

describe('a sub-project', () => {
  test('has the rate, the VAT rate and the payer of its main project where it has none', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const client = await has.client()
    const payer = await has.client({ name: 'The Payer' })
    const [low] = await createVatRates(ctx, {
      items: [{ name: 'Low', percentage: '9', isDefault: false }],
    })
    const main = await has.project({
      clientId: client.id,
      name: 'Office',
      hourlyRate: '80',
      billToClientId: payer.id,
      vatRateId: low?.id ?? null,
    })
    const sub = await has.project({
      clientId: client.id,
      name: 'Kitchen',
      parentId: main.id,
      hourlyRate: null,
    })
    expect(sub).toMatchObject({ parentId: main.id, parentName: 'Office', hourlyRate: null })
    const entry = await has.timeEntry({ projectId: sub.id })
    expect(entry).toMatchObject({ rate: '80.0000', rateRule: 'project', clientId: client.id })

    const { items } = await listUninvoiced(ctx, { limit: 9, through: today })
    expect(items).toMatchObject([
      { projectName: 'Kitchen', mainProjectName: 'Office', clientName: 'The Payer' },
    ])
    const invoice = await invoiceAll(world, sub.id)
    expect(invoice).toMatchObject({ clientId: payer.id, subtotalMinor: 8000, taxMinor: 720 })
    expect(invoice.lines[0]?.description).toContain('Office – Kitchen')
  })

  test('stands below its main project, and counts with it', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const { id: clientId } = await has.client()
    const main = await has.project({ clientId, name: 'Office' })
    const sub = await has.project({ clientId, name: 'Attic', parentId: main.id })
    const other = await has.project({ clientId, name: 'Office 2' })
    for (const projectId of [main.id, sub.id, other.id]) await has.timeEntry({ projectId })

    const { items } = await listUninvoiced(ctx, { limit: 2, through: today })
    expect(items.map((row) => row.projectName)).toEqual(['Office', 'Attic'])
    const second = await listUninvoiced(ctx, {
      limit: 2,
      through: today,
      cursor: (await listUninvoiced(ctx, { limit: 2, through: today })).nextCursor ?? undefined,
    })
    expect(second.items.map((row) => row.projectName)).toEqual(['Office 2'])
    const totals = await getReportTotals(ctx, { tab: 'hours', projectId: main.id })
    expect(totals.count).toBe(2)
    const subs = await listProjects(ctx, { limit: 9, archived: 'all', parentId: main.id })
    expect(subs.items.map((each) => each.id)).toEqual([sub.id])
    await expect(deleteProject(ctx, { projectId: main.id })).rejects.toMatchObject({
      code: 'project_is_in_use',
    })
  })

  test('is one level deep, and of the same client', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const { id: clientId } = await has.client()
    const { id: otherId } = await has.client()
    const main = await has.project({ clientId })
    const sub = await has.project({ clientId, parentId: main.id })
    const refusals = [
      [{ clientId, parentId: sub.id }, 'project_is_a_sub_project'],
      [{ clientId: otherId, parentId: main.id }, 'sub_project_has_another_client'],
      [{ clientId, parentId: newId() }, 'project_not_found'],
    ] as const
    for (const [fields, code] of refusals) {
      await expect(createProjects(ctx, { items: [aProject(fields)] })).rejects.toMatchObject({
        code,
        particulars: { field: 'items.0.parentId' },
      })
    }
    const free = await has.project({ clientId })
    const change = (changes: Parameters<typeof updateProject>[1]['changes']) =>
      updateProject(ctx, { projectId: main.id, changes })
    await expect(change({ parentId: free.id })).rejects.toMatchObject({
      code: 'project_has_sub_projects',
    })
    await expect(change({ clientId: otherId })).rejects.toMatchObject({
      code: 'project_has_sub_projects',
      particulars: { field: 'clientId' },
    })
    await expect(change({ parentId: main.id })).rejects.toMatchObject({
      code: 'project_has_sub_projects',
    })
  })
})

describe('who writes on a project, with what and when', () => {
  test('is limited where the project says so, and not for what is there already', async () => {
    await using world = await createWorld()
    const { ctx, has } = world
    const { id: clientId } = await has.client()
    const [anna, ben, mia] = [await has.member(), await has.member(), await has.member()]
    const [design, build] = [await has.task(), await has.task()]
    const open = await has.project({ clientId })
    const early = await has.timeEntry({ projectId: open.id, memberId: ben.id, taskId: build.id })
    const limits = {
      memberIds: [anna.id],
      managerId: mia.id,
      taskIds: [design.id],
      startsOn: '2026-11-10',
      endsOn: '2026-11-20',
    }
    await updateProject(ctx, { projectId: open.id, changes: limits })
    const write = (fields: object) =>
      createTimeEntries(ctx, {
        items: [{ projectId: open.id, memberId: anna.id, workedOn: today, seconds: 60, ...fields }],
      })
    expect(await write({ taskId: design.id })).toHaveLength(1)
    expect(await write({ memberId: mia.id })).toHaveLength(1)
    const refusals = [
      [{ memberId: ben.id }, 'member_is_not_on_project', 'items.0.projectId'],
      [{ taskId: build.id }, 'task_is_not_on_project', 'items.0.taskId'],
      [{ workedOn: '2026-11-09' }, 'day_is_outside_project', 'items.0.workedOn'],
      [{ workedOn: '2026-11-21' }, 'day_is_outside_project', 'items.0.workedOn'],
    ] as const
    for (const [fields, code, field] of refusals) {
      await expect(write(fields)).rejects.toMatchObject({ code, particulars: { field } })
    }
    const trip = { travelledOn: '2026-12-01', fromPlace: 'A', toPlace: 'B', distanceKm: '1' }
    await expect(
      createMileages(ctx, { items: [{ projectId: open.id, memberId: anna.id, ...trip }] }),
    ).rejects.toMatchObject({ code: 'day_is_outside_project' })
    const kept = await updateTimeEntry(ctx, {
      timeEntryId: early.id,
      changes: { notes: 'Still Ben, still building' },
    })
    expect(kept.notes).toBe('Still Ben, still building')

    const listed = async (memberId: string) =>
      (await listProjects(ctx, { limit: 9, archived: 'false', memberId })).items.length
    expect([await listed(anna.id), await listed(ben.id), await listed(mia.id)]).toEqual([1, 0, 1])
  })

  test('names people, tasks and tags that exist', async () => {
    await using world = await createWorld()
    const { id: clientId } = await world.has.client()
    const nobody = newId()
    const given = { memberIds: [nobody], taskIds: [nobody], tagIds: [nobody], managerId: nobody }
    await expect(
      createProjects(world.ctx, { items: [aProject({ clientId, ...given })] }),
    ).rejects.toMatchObject({
      particulars: {
        errors: [
          { field: 'items.0.managerId', code: 'member_not_found' },
          { field: 'items.0.memberIds.0', code: 'member_not_found' },
          { field: 'items.0.taskIds.0', code: 'task_not_found' },
          { field: 'items.0.tagIds.0', code: 'tag_not_found' },
        ],
      },
    })
  })
})

describe('a fixed price in instalments', () => {
  const plan = [
    { taskId: null, description: 'On signing', amountMinor: 300_000, dueOn: '2026-11-01' },
    { taskId: null, description: 'On delivery', amountMinor: 700_000, dueOn: '2026-12-01' },
  ]

  test('is billed part by part, each once, when its day has come', async () => {
    await using world = await createWorld()
    const { ctx } = world
    const project = await world.has.project({
      invoiceMethod: 'fixed_price_instalments',
      plannedInstalments: plan,
    })
    expect(project.fixedPriceMinor).toBe(1_000_000)
    const rowOf = async (through: string) =>
      (await listUninvoiced(ctx, { limit: 9, through })).items[0]
    expect(await rowOf(today)).toMatchObject({
      leftMinor: 300_000,
      dueSinceOn: '2026-11-01',
      nextDueOn: '2026-12-01',
      plannedInstalments: [{ isDue: true }, { isDue: false }],
    })
    const invoice = await invoiceAll(world, project.id)
    expect(invoice.lines).toMatchObject([
      { description: expect.stringContaining('On signing'), netMinor: 300_000 },
    ])
    expect(await rowOf(today)).toMatchObject({ leftMinor: 0, invoicedMinor: 300_000 })
    await expect(invoiceAll(world, project.id)).rejects.toMatchObject({ code: 'nothing_to_bill' })

    const [first, second] = project.plannedInstalments
    const bill = (plannedId: string | undefined) =>
      createInvoice(ctx, {
        items: {
          ...noItems,
          uninvoiced: [],
          instalments: [{ projectId: project.id, plannedId: plannedId ?? null }],
        },
        groupBy: 'project',
        lines: [],
        issuedOn: today,
        reference: '',
      })
    await expect(bill(first?.id)).rejects.toMatchObject({ code: 'item_is_invoiced' })
    await expect(bill(undefined)).rejects.toMatchObject({ code: 'fixed_price_is_planned' })
    await expect(bill(newId())).rejects.toMatchObject({ code: 'planned_instalment_not_found' })
    expect((await bill(second?.id)).subtotalMinor).toBe(700_000)
    const after = await getProject(ctx, { projectId: project.id })
    expect(after.plannedInstalments.map((each) => each.status)).toEqual(['invoiced', 'invoiced'])
  })

  test('changes, but not where it is billed', async () => {
    await using world = await createWorld()
    const { ctx } = world
    const project = await world.has.project({
      invoiceMethod: 'fixed_price_instalments',
      plannedInstalments: plan,
    })
    await invoiceAll(world, project.id)
    const [first, second] = project.plannedInstalments.map(({ id, amountMinor }) => ({
      id,
      taskId: null,
      description: 'Part',
      amountMinor,
      dueOn: null,
    }))
    const change = (plannedInstalments: NonNullable<typeof first>[]) =>
      updateProject(ctx, { projectId: project.id, changes: { plannedInstalments } })
    if (!first || !second) throw new Error('there are two parts')
    await expect(change([{ ...first, amountMinor: 1 }, second])).rejects.toMatchObject({
      code: 'planned_instalment_is_billed',
    })
    await expect(change([second])).rejects.toMatchObject({ code: 'planned_instalment_is_billed' })
    await expect(change([first, { ...second, id: newId() }])).rejects.toMatchObject({
      code: 'planned_instalment_not_found',
    })
    const added = { taskId: null, description: 'Extra', amountMinor: 500, dueOn: null }
    const changed = await updateProject(ctx, {
      projectId: project.id,
      changes: { plannedInstalments: [added, first] },
    })
    expect(changed.fixedPriceMinor).toBe(300_500)
    expect(changed.plannedInstalments.map((each) => each.status)).toEqual(['open', 'invoiced'])
    await expect(
      ctx.db
        .updateTable('planned_instalments')
        .set({ amount_minor: 1 })
        .where('workspace_id', '=', ctx.workspaceId)
        .where('id', '=', first.id)
        .execute(),
    ).rejects.toMatchObject({ constraint: 'billed_item_is_locked' })

    const hourly = { invoiceMethod: 'task_hourly_rate' as const, fixedPriceMinor: 300_000 }
    const other = await updateProject(ctx, { projectId: project.id, changes: hourly })
    expect(other.plannedInstalments.map((each) => each.id)).toEqual([first.id])
  })

  test('needs a part', async () => {
    await using world = await createWorld()
    await expect(
      world.has.project({ invoiceMethod: 'fixed_price_instalments', plannedInstalments: [] }),
    ).rejects.toMatchObject({
      code: 'invoice_method_needs_price',
      particulars: { field: 'items.0.plannedInstalments' },
    })
  })
})

test('a fixed price per task is billed once for each task, on a line of its own', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [design, build] = [await has.task({ name: 'Design' }), await has.task({ name: 'Build' })]
  const part = (taskId: string | null, amountMinor: number) => ({
    taskId,
    description: '',
    amountMinor,
    dueOn: null,
  })
  const project = await has.project({
    invoiceMethod: 'fixed_price_per_task',
    plannedInstalments: [part(design.id, 200_000), part(build.id, 500_000)],
  })
  expect(project.fixedPriceMinor).toBe(700_000)
  const entry = await has.timeEntry({ projectId: project.id, taskId: design.id })
  expect(entry).toMatchObject({ isBillable: false, rateRule: 'none' })
  const invoice = await invoiceAll(world, project.id)
  expect(invoice.lines.map((line) => line.description)).toEqual([
    expect.stringContaining('Build'),
    expect.stringContaining('Design'),
  ])
  const write = (parts: ReturnType<typeof part>[]) =>
    updateProject(ctx, { projectId: project.id, changes: { plannedInstalments: parts } })
  const both = [part(design.id, 200_000), part(build.id, 500_000)]
  await expect(write([...both, part(build.id, 1)])).rejects.toMatchObject({
    code: 'task_is_planned_twice',
  })
  await expect(write([...both, part(null, 1)])).rejects.toMatchObject({
    code: 'input_is_not_valid',
  })
})
