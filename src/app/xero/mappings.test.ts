import { noItems } from '#api/billing-schemas.ts'
import { updateTask } from '#app/catalogue/update-task.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { retryXeroDocument } from '#app/exports/retry-xero-document.ts'
import type { MappingRule } from '#domain/line-mapping.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { listXeroItems } from './list-xero-items.ts'
import { listXeroMappings } from './list-xero-mappings.ts'
import { listXeroTrackingCategories } from './list-xero-tracking-categories.ts'
import { setXeroMapping } from './set-xero-mapping.ts'

const today = '2026-11-16'

test('the preview says which rule chose account and tracking, and what is sent carries them', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { ctx, has } = world
  const [region, team] = await optionsOf(world)
  const project = await has.project()
  const task = await has.task()
  const plain = await has.timeEntry({ projectId: project.id, seconds: 3600 })
  const design = await has.timeEntry({ projectId: project.id, seconds: 7200, taskId: task.id })
  const trip = await has.mileage({ projectId: project.id })
  await map(world, { subject: 'task', subjectId: task.id, accountCode: '200' })
  await map(world, { subject: 'mileages', accountCode: '260' })
  await map(world, { subject: 'client', subjectId: project.clientId, tracking: [region] })
  await map(world, { subject: 'project', subjectId: project.id, tracking: [team] })
  const items = {
    ...noItems,
    timeEntryIds: [plain.id, design.id],
    mileageIds: [trip.id],
  }
  const { documents } = await previewXeroExport(ctx, { ...how, items })
  // Hours of a task that is booked elsewhere do not share the line of the others.
  const lines = documents[0]?.lines.map(({ quantity, bookedBy, accountCode, tracking }) => [
    quantity,
    bookedBy,
    accountCode,
    tracking.map((each) => each.bookedBy).toSorted(),
  ])
  expect(lines).toEqual([
    ['1.00', 'default', expect.any(String), ['client', 'project']],
    ['2.00', 'task', '200', ['client', 'project']],
    ['90.00', 'mileages', '260', ['client', 'project']],
  ])
  await createXeroExport(ctx, { ...how, items })
  await world.runJobs()
  const sent = linesInXero(world, tenantId)
  expect(sent.map((line) => line.AccountCode)).toEqual(lines?.map((line) => line[2]))
  for (const line of sent) {
    expect(line.Tracking.map((each) => each.TrackingOptionID).toSorted()).toEqual(
      [region.optionId, team.optionId].toSorted(),
    )
  }
})

test('a project wins over its task, and what says nothing is no rule', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { ctx, has } = world
  const { items } = await listXeroItems(ctx, { refresh: false })
  const [first, second] = items.filter((item) => item.isSelectable).map((item) => item.code)
  const project = await has.project()
  const task = await has.task()
  const { id } = await has.timeEntry({ projectId: project.id, taskId: task.id })
  const booked = async () => {
    const selection = { ...noItems, timeEntryIds: [id] }
    const { documents } = await previewXeroExport(ctx, { ...how, items: selection })
    const line = documents[0]?.lines[0]
    return [line?.itemCode ?? line?.accountCode, line?.bookedBy]
  }
  await map(world, { subject: 'hours', accountCode: '260' })
  expect(await booked()).toEqual(['260', 'hours'])
  await map(world, { subject: 'task', subjectId: task.id, itemCode: second ?? null })
  expect(await booked()).toEqual([second, 'task'])
  await map(world, { subject: 'project', subjectId: project.id, itemCode: first ?? null })
  expect(await booked()).toEqual([first, 'project'])
  const named = (await listXeroMappings(ctx)).filter((each) => each.name !== null)
  expect(named.map((each) => [each.subject, each.itemCode])).toEqual(
    expect.arrayContaining([
      ['task', second],
      ['project', first],
    ]),
  )
  await map(world, { subject: 'project', subjectId: project.id })
  await map(world, { subject: 'task', subjectId: task.id })
  expect(await booked()).toEqual(['260', 'hours'])
  // The product of a task is the same, wherever it was chosen.
  await updateTask(ctx, { taskId: task.id, changes: { xeroItemCode: first ?? null } })
  expect(await booked()).toEqual([first, 'task'])
})

test('what Xero does not have is refused when it is chosen', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const [option] = await optionsOf(world)
  const task = await world.has.task()
  const subject = { subject: 'task', subjectId: task.id } as const
  const refused = async (rule: Partial<MappingRule>, code: string) =>
    await expect(map(world, { ...subject, ...rule })).rejects.toMatchObject({ code })
  await refused({ itemCode: 'NO-SUCH' }, 'xero_item_not_found')
  await refused({ accountCode: '99999' }, 'xero_account_not_found')
  await refused({ accountCode: '610' }, 'xero_account_is_system')
  await refused({ itemCode: 'A', accountCode: '200' }, 'mapping_is_item_or_account')
  await refused({ tracking: [option, option] }, 'tracking_category_is_named_twice')
  const gone = { ...option, optionId: option.categoryId }
  await refused({ tracking: [gone] }, 'tracking_option_is_unknown')
  await refused({ subjectId: null }, 'input_is_not_valid')
  await refused({ subject: 'hours' }, 'input_is_not_valid')
  const other = await world.otherWorkspace()
  await expect(
    setXeroMapping({ ...world.ctx, workspaceId: other.workspaceId }, aRule(subject)),
  ).rejects.toMatchObject({ code: 'xero_is_not_connected' })
})

test('an account that was archived since leaves the work out, in words', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { ctx, has, db, workspaceId } = world
  const { id } = await has.timeEntry()
  await map(world, { subject: 'hours', accountCode: '260' })
  const write = async (values: { account_code?: string | null; tracking?: string }) =>
    await db
      .updateTable('xero_mappings')
      .set(values)
      .where('workspace_id', '=', workspaceId)
      .where('tenant_id', '=', tenantId)
      .execute()
  const reasons = async () => {
    const items = { ...noItems, timeEntryIds: [id] }
    return (await previewXeroExport(ctx, { ...how, items })).leftOut.map((each) => each.reason)
  }
  await write({ account_code: '99999' })
  expect(await reasons()).toEqual(['account_code_is_unknown'])
  const nobody = { categoryId: workspaceId, optionId: workspaceId }
  await write({ account_code: '260', tracking: JSON.stringify([nobody]) })
  expect(await reasons()).toEqual(['tracking_option_is_unknown'])
})

test('what the contact says of its sales counts where no rule does, and the preview says so', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { ctx, has } = world
  const { id: clientId } = await has.client()
  const { id: projectId } = await has.project({ clientId })
  const { id } = await has.timeEntry({ projectId })
  const items = { ...noItems, timeEntryIds: [id] }
  const shown = async () => {
    const { documents, leftOut } = await previewXeroExport(ctx, { ...how, items })
    const [document] = documents
    const line = document?.lines[0]
    return {
      booked: [line?.accountCode ?? null, line?.itemCode ?? null, line?.bookedBy],
      tax: [line?.taxType, line?.taxedBy],
      currency: document?.contactCurrency,
      leftOut: leftOut.map((each) => each.reason),
    }
  }
  const before = await shown()
  expect(before).toMatchObject({ booked: [expect.any(String), expect.any(String), 'default'] })
  expect(before.currency).toBeNull()
  await linkOf(world, { clientId, tenantId, account: '260', tax: before.tax[0] ?? null })
  expect(await shown()).toEqual({
    booked: ['260', null, 'contact'],
    tax: [before.tax[0], 'contact'],
    currency: 'USD',
    leftOut: [],
  })
  await map(world, { subject: 'hours', accountCode: '200' })
  expect((await shown()).booked).toEqual(['200', null, 'hours'])
  await map(world, { subject: 'hours' })
  // A tax of another percentage is no choice; an account that is gone leaves the work out.
  await linkOf(world, { clientId, tenantId, account: '260', tax: 'OUTPUT' })
  expect((await shown()).tax).toEqual(before.tax)
  await linkOf(world, { clientId, tenantId, account: '99999', tax: null })
  expect((await shown()).leftOut).toEqual(['account_code_is_unknown'])

  // Sent once more, a refused document keeps to the same order.
  await linkOf(world, { clientId, tenantId, account: '260', tax: null })
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-12-31' })
  const made = await createXeroExport(ctx, { ...how, status: 'AUTHORISED', items })
  await world.runJobs()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await retryXeroDocument(ctx, { documentId: String(made.documents[0]?.id) })
  await world.runJobs()
  expect(linesInXero(world, tenantId).map((line) => line.AccountCode)).toEqual(['260'])
})

test('a document that is sent once more gets the rules of today', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { ctx, has } = world
  const [option] = await optionsOf(world)
  const { id, projectId } = await has.timeEntry()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-12-31' })
  const items = { ...noItems, timeEntryIds: [id] }
  const { documents } = await createXeroExport(ctx, { ...how, status: 'AUTHORISED', items })
  await world.runJobs()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await map(world, { subject: 'project', subjectId: projectId, tracking: [option] })
  await retryXeroDocument(ctx, { documentId: String(documents[0]?.id) })
  await world.runJobs()
  const [line] = linesInXero(world, tenantId)
  expect(line?.Tracking).toMatchObject([{ TrackingOptionID: option.optionId }])
})

const how = { per: 'client', groupBy: 'project', status: 'DRAFT', issuedOn: today } as const

function aRule(rule: Partial<MappingRule> & Pick<MappingRule, 'subject'>): MappingRule {
  return { subjectId: null, itemCode: null, accountCode: null, tracking: [], ...rule }
}

async function map({ ctx }: World, rule: Parameters<typeof aRule>[0]): Promise<void> {
  await setXeroMapping(ctx, aRule(rule))
}

/** One option of each of the two categories. */
async function optionsOf({ ctx }: World) {
  const { items } = await listXeroTrackingCategories(ctx, { refresh: false })
  const [first, second] = items.flatMap(({ categoryId, options: [option] }) =>
    option ? [{ categoryId, optionId: option.optionId }] : [],
  )
  if (!first || !second) throw new Error('The simulator has two tracking categories')
  return [first, second] as const
}

function linesInXero(world: World, tenantId: string) {
  const [invoice] = world.xero.control.invoices(tenantId)
  return (invoice?.['LineItems'] ?? []) as {
    AccountCode: string
    Tracking: { TrackingOptionID: string }[]
  }[]
}

/** Links a client with a contact of the simulator that says this of its sales. */
async function linkOf(
  { db, workspaceId, clock, xero }: World,
  told: { clientId: string; tenantId: string; account: string; tax: string | null },
) {
  const { clientId, tenantId, account, tax } = told
  const active = xero.control
    .contacts(tenantId)
    .find((each) => each['ContactStatus'] === 'ACTIVE' && !each['MergedToContactID'])
  const says = { sales_account_code: account, sales_tax_type: tax, default_currency: 'USD' }
  await db
    .insertInto('xero_contact_links')
    .values({
      workspace_id: workspaceId,
      tenant_id: tenantId,
      client_id: clientId,
      contact_id: String(active?.['ContactID']),
      contact_status: 'ACTIVE',
      linked_at: clock.now(),
      contact_updated_at: null,
      merged_to_contact_id: null,
      ...says,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'tenant_id', 'client_id']).doUpdateSet(says),
    )
    .execute()
}
