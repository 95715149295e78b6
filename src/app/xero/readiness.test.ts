import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import type { Context } from '#app/context.ts'
import { createExpenses } from '#app/expenses/create-expenses.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import type { FindingCode } from '#domain/finding-words.ts'
import type { FindingSubject } from '#domain/findings.ts'
import { newId } from '#lib/ids.ts'
import { sql } from 'kysely'
import { answerConsent, connectXero } from '#tests/support/connect-xero.ts'
import { createAccounting } from '#xero/accounting.ts'
import { createWorld, type World, xeroConfigFor } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { checkXeroReadiness } from './check-xero-readiness.ts'
import { fixXeroFinding } from './fix-xero-finding.ts'
import { finishXeroConsent } from './finish-xero-consent.ts'
import { getXeroConnection } from './get-xero-connection.ts'
import { listXeroMappings } from './list-xero-mappings.ts'
import { listXeroTrackingCategories } from './list-xero-tracking-categories.ts'
import { setXeroMapping } from './set-xero-mapping.ts'
import { startXeroConsent } from './start-xero-consent.ts'

// What would fail is found before it fails; one press of its button, and it is gone.

const today = '2026-11-16'
const quiet = { name: 'Quiet Harbour BV', baseCurrency: 'EUR', contacts: 0, withItems: true }

type Found = { code: FindingCode; subject: FindingSubject; subjectId: string | null }

/** A workspace that is connected to an organisation without contacts, with settings that fit. */
async function connected() {
  const world = await createWorld()
  const { id: tenantId } = world.xero.control.organisations.create(quiet)
  const { connectionId } = await world.connectXero({ organisation: quiet.name })
  const { access_token: accessToken } = world.xero.control.authorise({ organisationId: tenantId })
  return Object.assign(world, {
    tenantId,
    connectionId,
    /** Does something in Xero that a person there could do. */
    inXero: async (method: string, path: string, json?: object) => {
      const response = await fetch(`${world.xero.url}/api.xro/2.0/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          'xero-tenant-id': tenantId,
          accept: 'application/json',
          'content-type': 'application/json',
        },
        ...(json && { body: JSON.stringify(json) }),
      })
      expect([path, response.status]).toEqual([path, 200])
      return (await response.json()) as Record<string, Record<string, unknown>[]>
    },
    /** The settings as they would be had Xero changed since. */
    settings: async (values: {
      default_item_code?: string | null
      sales_account_code?: string | null
      debtors_account_code?: string | null
    }) =>
      await world.db
        .updateTable('xero_connections')
        .set(values)
        .where('workspace_id', '=', world.workspaceId)
        .where('id', '=', connectionId)
        .execute(),
  })
}
type Connected = Awaited<ReturnType<typeof connected>>

async function check({ ctx }: World) {
  return await checkXeroReadiness(ctx, { refresh: true })
}

async function codes(world: World): Promise<string[]> {
  return (await check(world)).items.map((each) => `${each.code} ${each.subject}`)
}

/** Finds it, presses its button twice, and finds it no more. */
async function isFixed(
  world: World,
  code: FindingCode,
  subject: FindingSubject,
  subjectId?: string,
) {
  const { items } = await check(world)
  const found = items.filter((each) => each.code === code && each.subject === subject)
  expect([code, items.map((each) => each.code), found.length]).toEqual([code, expect.anything(), 1])
  const [finding] = found
  if (subjectId !== undefined) expect(finding?.subjectId).toBe(subjectId)
  expect([code, finding?.title, finding?.text]).toEqual([
    code,
    expect.not.stringContaining('{{'),
    expect.not.stringContaining('{{'),
  ])
  expect([code, finding?.fix?.label]).toEqual([code, expect.stringMatching(/\w/)])
  const named: Found = { code, subject, subjectId: finding?.subjectId ?? null }
  const after = await fixXeroFinding(world.ctx, named)
  expect(after.items.filter((each) => each.code === code && each.subject === subject)).toEqual([])
  await fixXeroFinding(world.ctx, named)
  expect((await codes(world)).filter((each) => each === `${code} ${subject}`)).toEqual([])
  return finding
}

test('where all is well nothing is found, and it says what was read and what an export would be', async () => {
  await using world = await connected()
  const { ctx, has } = world
  const { projectId } = await has.timeEntry()
  await has.expense({ projectId })
  const { items, isReady, open, read } = await check(world)
  expect(items).toEqual([])
  expect(isReady).toBe(true)
  expect(open).toEqual({ documents: 1, items: 2, itemsLeftOut: 0, callsNeeded: 3 })
  expect(read.map((each) => each.what)).toEqual([
    'organisation',
    'permits',
    'accounts',
    'items',
    'taxRates',
    'contacts',
  ])
  // Within a minute nothing is read again.
  const calls = world.xero.control.requests().length
  await checkXeroReadiness(ctx, { refresh: false })
  expect(world.xero.control.requests().length).toBe(calls)
})

test('a connection that does not work is the one thing that is found', async () => {
  await using world = await createWorld()
  expect(await codes(world)).toEqual(['xero_is_not_connected connection'])
  const { tenantId } = await world.connectXero()
  await world.has.timeEntry()
  world.xero.control.failNext('GET /Items', '503_unavailable')
  const { items, open } = await check(world)
  expect(items).toMatchObject([{ code: 'xero_could_not_be_read', effect: 'blocks', fix: null }])
  expect(open).toBeNull()
  // An organisation that is offline is left alone for five minutes, whoever asks.
  expect(await codes(world)).toEqual(['xero_could_not_be_read connection'])
  world.clock.advance(301_000)
  expect(await codes(world)).toEqual([])
  world.xero.control.organisations.disconnect(tenantId)
  expect(await codes(world)).toEqual(['xero_needs_reconnection connection'])
  const named = { subject: 'connection', subjectId: null, code: 'xero_needs_reconnection' } as const
  await expect(fixXeroFinding(world.ctx, named)).rejects.toMatchObject({
    code: 'finding_needs_a_person',
  })
})

test('the default product and the accounts are mended where they are', async () => {
  await using world = await connected()
  const { has, inXero, settings } = world
  await has.timeEntry()
  await settings({ default_item_code: 'GONE' })
  const gone = await isFixed(world, 'item_is_gone', 'default_item')
  expect(gone).toMatchObject({ effect: 'fails', itemCount: 1, fix: { kind: 'create_item' } })

  const { Items: made } = await inXero('PUT', 'Items', { Code: 'BOUGHT', IsSold: false })
  expect(made?.[0]).toMatchObject({ Code: 'BOUGHT' })
  await settings({ default_item_code: 'BOUGHT' })
  // Several others could take its place: a person chooses.
  expect((await check(world)).items).toMatchObject([
    { code: 'item_is_not_sold', subject: 'default_item', fix: null },
  ])
  await settings({ default_item_code: null, sales_account_code: null })
  const items = (await check(world)).items.map((each) => [each.code, each.effect])
  expect(items).toEqual([
    ['default_item_not_chosen', 'blocks'],
    ['sales_account_not_chosen', 'warns'],
  ])

  const { Accounts } = await inXero('GET', 'Accounts')
  const sales = Accounts?.find((each) => each['Code'] === '200')
  await settings({ sales_account_code: '200', debtors_account_code: '610' })
  await inXero('POST', `Accounts/${sales?.['AccountID']}`, { Status: 'ARCHIVED' })
  const archived = await isFixed(world, 'account_is_archived', 'sales_account')
  expect(archived).toMatchObject({ effect: 'fails', fix: { label: 'Restore 200 - Sales in Xero' } })
  const again = await inXero('GET', `Accounts/${sales?.['AccountID']}`)
  expect(again['Accounts']).toMatchObject([{ Status: 'ACTIVE' }])

  // Xero's own debtors account takes no journals; the one that was made for it before is used again.
  const system = await isFixed(world, 'account_is_unusable', 'debtors_account')
  expect(system?.fix?.kind).toBe('choose_setting')
  await settings({ debtors_account_code: '99999' })
  await isFixed(world, 'account_is_gone', 'debtors_account')
  expect((await codes(world)).toSorted()).toEqual(['default_item_not_chosen default_item'])
})

test('an organisation without a product or an account for debtors gets them', async () => {
  await using world = await createWorld()
  world.xero.control.organisations.create({ ...quiet, withItems: false })
  await world.connectXero({ organisation: quiet.name, settings: null })
  const first = await isFixed(world, 'default_item_not_chosen', 'default_item')
  expect(first).toMatchObject({ effect: 'blocks', fix: { label: 'Create HOURS in Xero' } })
  await isFixed(world, 'debtors_account_not_chosen', 'debtors_account')
  expect(await codes(world)).toEqual(['sales_account_not_chosen sales_account'])
})

test('mappings that name what Xero has no more are found on every level, and cleared', async () => {
  await using world = await connected()
  const { ctx, has, inXero, db, workspaceId } = world
  const project = await has.project()
  const task = await has.task({ name: 'Design', xeroItemCode: 'GONE' })
  await has.timeEntry({ projectId: project.id, taskId: task.id })
  const rule = { itemCode: null, accountCode: null, tracking: [] }
  expect(await isFixed(world, 'item_is_gone', 'task', task.id)).toMatchObject({
    effect: 'fails',
    title: 'Design: Xero has no product GONE',
  })
  const { Accounts } = await inXero('GET', 'Accounts?where=Code=="260"')
  await setXeroMapping(ctx, { ...rule, subject: 'hours', subjectId: null, accountCode: '260' })
  await setXeroMapping(ctx, {
    ...rule,
    subject: 'client',
    subjectId: project.clientId,
    accountCode: '260',
  })
  await inXero('POST', `Accounts/${Accounts?.[0]?.['AccountID']}`, { Status: 'ARCHIVED' })
  const both = (await check(world)).items.map((each) => `${each.subject} ${each.effect}`)
  // The client wins over the kind of work, so no open work goes by the latter.
  expect(both.toSorted()).toEqual(['client fails', 'hours warns'])
  await isFixed(world, 'account_is_archived', 'client', project.clientId)
  expect(await codes(world)).toEqual([])

  await db
    .updateTable('xero_mappings')
    .set({ account_code: '99999' })
    .where('workspace_id', '=', workspaceId)
    .execute()
  await isFixed(world, 'account_is_gone', 'client', project.clientId)
  await isFixed(world, 'account_is_gone', 'hours')
  const { items } = await listXeroTrackingCategories(ctx, { refresh: false })
  const [live, spare] = items.map(({ categoryId, options: [option] }) => ({
    categoryId,
    optionId: String(option?.optionId),
  }))
  if (!live || !spare) throw new Error('The simulator has two tracking categories')
  await setXeroMapping(ctx, {
    ...rule,
    subject: 'project',
    subjectId: project.id,
    tracking: [live],
  })
  const gone = { categoryId: spare.categoryId, optionId: newId() }
  await db
    .updateTable('xero_mappings')
    .set({ tracking: JSON.stringify([live, gone]) })
    .where('workspace_id', '=', workspaceId)
    .execute()
  const tracking = await isFixed(world, 'tracking_is_gone', 'project', project.id)
  expect(tracking).toMatchObject({ effect: 'fails', itemCount: 1 })
  // The option that is there stays.
  const left = (await listXeroMappings(ctx)).find((each) => each.subject === 'project')
  expect(left?.tracking).toEqual([live])
})

test('a product whose own account is archived is found before Xero refuses it', async () => {
  await using world = await connected()
  const { has, inXero, settings } = world
  await has.timeEntry()
  const { Accounts } = await inXero('GET', 'Accounts?where=Code=="260"')
  await inXero('PUT', 'Items', { Code: 'SPECIAL', SalesDetails: { AccountCode: '260' } })
  await settings({ default_item_code: 'SPECIAL' })
  await inXero('POST', `Accounts/${Accounts?.[0]?.['AccountID']}`, { Status: 'ARCHIVED' })
  const found = await isFixed(world, 'item_account_is_unusable', 'default_item')
  expect(found).toMatchObject({ effect: 'fails', itemCount: 1, fix: { kind: 'restore_account' } })
})

test('an account that a contact names and Xero has no more is told, and blamed on no rule', async () => {
  await using world = await connected()
  const [made] = world.xero.control.addContacts(world.tenantId, { count: 1 })
  const client = await world.has.client({ name: String(made?.['Name']) })
  const { id: projectId } = await world.has.project({ clientId: client.id })
  await world.has.timeEntry({ projectId })
  const says = async (account: string) => {
    const row = {
      workspace_id: world.workspaceId,
      tenant_id: world.tenantId,
      client_id: client.id,
      contact_id: String(made?.['ContactID']),
      contact_status: 'ACTIVE',
      contact_updated_at: null,
      linked_at: world.clock.now(),
      merged_to_contact_id: null,
      default_currency: null,
      sales_account_code: account,
      sales_tax_type: null,
    }
    await world.db
      .insertInto('xero_contact_links')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'tenant_id', 'contact_id'])
          .doUpdateSet({ sales_account_code: account }),
      )
      .execute()
  }
  await says('260')
  expect(await codes(world)).toEqual([])
  await says('99999')
  expect(await codes(world)).toEqual(['work_stays_behind work'])
})

test('a VAT rate that Xero does not have like that gets the tax rate that fits', async () => {
  await using world = await connected()
  const { ctx, has } = world
  const [rate] = await createVatRates(ctx, {
    items: [
      { name: 'High', percentage: '21', isDefault: false, xeroTaxTypes: [{ taxType: 'GONE' }] },
    ],
  })
  const vatRateId = String(rate?.id)
  const client = await has.client({ vatRateId })
  const { id: projectId } = await has.project({ clientId: client.id })
  await has.timeEntry({ projectId })
  const gone = await isFixed(world, 'tax_type_is_gone', 'vat_rate', vatRateId)
  expect(gone).toMatchObject({ effect: 'fails', itemCount: 1 })
  const chooses = async (taxType: string) =>
    await updateVatRate(ctx, { vatRateId, changes: { xeroTaxTypes: [{ taxType }] } })
  const { TaxRates } = await world.inXero('GET', 'TaxRates')
  const bought = TaxRates?.find((each) => each['CanApplyToRevenue'] === false)
  await chooses(String(bought?.['TaxType']))
  await isFixed(world, 'tax_type_is_not_for_sales', 'vat_rate', vatRateId)
  await chooses('NONE')
  const differs = await isFixed(world, 'tax_percentage_differs', 'vat_rate', vatRateId)
  expect(differs?.title).toBe('VAT rate High: 21.00% here, 0.00% in Xero')
  await updateVatRate(ctx, {
    vatRateId,
    changes: { percentage: '7.5', xeroTaxTypes: [{ taxType: null }] },
  })
  const missing = await isFixed(world, 'no_tax_rate', 'vat_rate', vatRateId)
  expect(missing?.fix).toMatchObject({
    kind: 'create_tax_rate',
    label: 'Create High (7.5%) in Xero',
    isPermitted: true,
  })
  expect(await ratesNamed(world, 'High')).toMatchObject([
    { Status: 'ACTIVE', EffectiveRate: 7.5, CanApplyToRevenue: true },
  ])
})

test('a tax rate is made once, whatever becomes of the answer, and under a name that is free', async () => {
  await using world = await connected()
  const { ctx, xero } = world
  const [rate] = await createVatRates(ctx, {
    items: [{ name: 'Reduced', percentage: '6', isDefault: false }],
  })
  const subjectId = String(rate?.id)
  const named = { code: 'no_tax_rate', subject: 'vat_rate', subjectId } as const
  expect((await check(world)).items).toMatchObject([{ ...named, effect: 'warns' }])
  // Nothing but our own look keeps us from making it twice.
  xero.control.switches.settingsNamesAreUnique = false
  xero.control.failNext('PUT /TaxRates', 'drop_after')
  await expect(fixXeroFinding(ctx, named)).rejects.toMatchObject({ code: 'xero_does_not_answer' })
  await fixXeroFinding(ctx, named)
  expect(await ratesNamed(world, 'Reduced')).toHaveLength(1)

  // The name is taken by another percentage: the new one says its own.
  await updateVatRate(ctx, { vatRateId: subjectId, changes: { percentage: '5' } })
  const [finding] = (await check(world)).items
  expect(finding?.fix?.label).toBe('Create Reduced 5% in Xero')
  // Somebody makes it in Xero while the check is still remembered.
  const byHand = { Name: 'Reduced 5%', TaxComponents: [{ Name: 'VAT', Rate: 5 }] }
  await world.inXero('PUT', 'TaxRates', byHand)
  await fixXeroFinding(ctx, named)
  expect(await ratesNamed(world, 'Reduced 5%')).toMatchObject([{ EffectiveRate: 5 }])
  expect(await codes(world)).toEqual([])
})

test('a tax rate that only a person can choose is not made', async () => {
  await using world = await createWorld()
  world.xero.control.organisations.create({ ...quiet, countryCode: 'US' })
  await world.connectXero({ organisation: quiet.name })
  await createVatRates(world.ctx, { items: [{ name: 'State', percentage: '8', isDefault: false }] })
  expect((await check(world)).items).toMatchObject([{ code: 'no_tax_rate', fix: null }])
})

test('where each rate is filed under a heading, the new one is filed as sales', async () => {
  await using world = await createWorld()
  world.xero.control.organisations.create({ ...quiet, countryCode: 'GB' })
  await world.connectXero({ organisation: quiet.name })
  const vatRate = { name: 'Fuel', percentage: '12.5', isDefault: false }
  await createVatRates(world.ctx, { items: [vatRate] })
  await isFixed(world, 'no_tax_rate', 'vat_rate')
})

test('a tracking option that is archived or deleted comes back, for every mapping that named it', async () => {
  await using world = await connected()
  const { ctx, has, inXero, xero } = world
  const project = await has.project()
  await has.timeEntry({ projectId: project.id })
  const { items } = await listXeroTrackingCategories(ctx, { refresh: false })
  const [category] = items
  const [option] = category?.options ?? []
  if (!category || !option) throw new Error('The simulator has tracking categories')
  const { categoryId } = category
  const tracking = [{ categoryId, optionId: option.optionId }]
  const rule = { itemCode: null, accountCode: null, tracking }
  await setXeroMapping(ctx, { ...rule, subject: 'project', subjectId: project.id })
  await setXeroMapping(ctx, { ...rule, subject: 'hours', subjectId: null })
  const inUse = async () =>
    (await listXeroMappings(ctx)).flatMap((each) => each.tracking.map((one) => one.optionId))
  const path = `TrackingCategories/${categoryId}/Options/${option.optionId}`
  await inXero('POST', path, { Status: 'ARCHIVED' })
  expect(await codes(world)).toEqual(['tracking_is_gone project', 'tracking_is_gone hours'])
  const archived = await isFixed(world, 'tracking_is_gone', 'project', project.id)
  expect(archived?.fix?.label).toBe(`Bring ${category.name}: ${option.name} back in Xero`)
  expect(await codes(world)).toEqual([])
  expect(await inUse()).toEqual([option.optionId, option.optionId])

  await inXero('DELETE', path)
  const named = {
    code: 'tracking_is_gone',
    subject: 'project',
    subjectId: project.id,
  } as const
  await check(world)
  xero.control.switches.settingsNamesAreUnique = false
  xero.control.failNext('PUT /TrackingCategories/*/Options', 'drop_after')
  await expect(fixXeroFinding(ctx, named)).rejects.toMatchObject({ code: 'xero_does_not_answer' })
  await isFixed(world, 'tracking_is_gone', 'project', project.id)
  expect(await codes(world)).toEqual([])
  const now = await inXero('GET', `TrackingCategories/${categoryId}`)
  const options = (now['TrackingCategories']?.[0]?.['Options'] ?? []) as Record<string, unknown>[]
  const again = options.filter((each) => each['Name'] === option.name)
  expect(again).toHaveLength(1)
  expect(await inUse()).toEqual([again[0]?.['TrackingOptionID'], again[0]?.['TrackingOptionID']])
})

test('what takes a permission that was not given is said, and never asked of Xero', async () => {
  await using world = await createWorld()
  world.xero.control.organisations.create(quiet)
  const poor = withScopes(world, (scope) =>
    scope === 'accounting.settings' ? 'accounting.settings.read' : scope,
  )
  const connected = { organisation: quiet.name, settings: null }
  const { connectionId } = await connectXero({ ctx: poor, xero: world.xero }, connected)
  await createVatRates(poor, { items: [{ name: 'Reduced', percentage: '6', isDefault: false }] })
  const { items } = await checkXeroReadiness(poor, { refresh: true })
  const fixes = items.map(({ code, fix }) => [code, fix?.kind, fix?.isPermitted])
  expect(fixes).toContainEqual(['no_tax_rate', 'create_tax_rate', false])
  const debtors = ['debtors_account_not_chosen', 'create_debtors_account', false]
  expect(fixes).toContainEqual(debtors)
  const finding = items.find((each) => each.code === 'no_tax_rate')
  const named = { code: 'no_tax_rate', subject: 'vat_rate' } as const
  await expect(
    fixXeroFinding(poor, { ...named, subjectId: finding?.subjectId ?? null }),
  ).rejects.toMatchObject({ code: 'xero_scope_is_missing' })
  expect(world.xero.control.requests().filter(({ method }) => method === 'PUT')).toEqual([])
  expect(await getXeroConnection(poor, { connectionId })).toMatchObject({ state: 'active' })
})

test('an organisation that was allowed and not chosen, and permissions that are missing, are told', async () => {
  await using world = await createWorld()
  const { ctx, has, xero } = world
  const { id } = xero.control.organisations.create(quiet)
  const { authorizeUrl } = await startXeroConsent(ctx)
  const back = await answerConsent(authorizeUrl, { organisationIds: [id] })
  const given = { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') }
  await finishXeroConsent(ctx, { ...given, error: null })
  const chosen = await check(world)
  expect(chosen.items).toMatchObject([
    { code: 'xero_administration_not_chosen', effect: 'blocks', subject: 'connection', fix: null },
  ])
  expect(chosen.open).toBeNull()

  const withoutFiles = withScopes(world, (scope) => (scope === attaching ? '' : scope))
  const asked = { organisation: quiet.name }
  await connectXero({ ctx: withoutFiles, xero }, asked)
  const { items, isReady } = await checkXeroReadiness(withoutFiles, { refresh: true })
  expect(items).toMatchObject([{ code: 'files_are_not_permitted', effect: 'warns', fix: null }])
  expect(isReady).toBe(true)

  // Nobody has asked for contacts yet, so only the work that needs one meets the refusal.
  const poor = withScopes(world, (scope) => (scope === 'accounting.contacts' ? '' : scope))
  await connectXero({ ctx: poor, xero }, asked)
  await has.timeEntry()
  const refused = await checkXeroReadiness(poor, { refresh: true })
  expect(refused.items).toMatchObject([
    { code: 'xero_scope_is_missing', effect: 'blocks', subject: 'connection', fix: null },
  ])
  expect(refused.isReady).toBe(false)
})

test('work that stays behind for another reason, and an invoice that no call carries, are told', async () => {
  await using world = await connected()
  const { ctx, has, db, workspaceId } = world
  const project = await has.project()
  const items = Array.from({ length: 375 }, (_, index) => ({
    projectId: project.id,
    spentOn: today,
    description: `${index} ${'x'.repeat(3990)}`,
    unitPrice: '1',
  }))
  await createExpenses(ctx, { items })
  const large = await check(world)
  expect(large.items).toMatchObject([
    { code: 'document_is_too_large', effect: 'fails', subject: 'work', fix: null },
  ])
  expect(large.items[0]?.text).toContain('would have 375 lines')
  expect(large.isReady).toBe(false)

  await db
    .updateTable('expenses')
    .set({ description: 'Short' })
    .where('workspace_id', '=', workspaceId)
    .execute()
  await contactSays(world, project.clientId, '99999')
  const behind = await check(world)
  expect(behind.items).toMatchObject([
    { code: 'work_stays_behind', effect: 'fails', subject: 'work', itemCount: 375, fix: null },
  ])
  expect(behind.items[0]?.text).not.toBe('')
  expect(behind.open).toMatchObject({ documents: 0, items: 375, itemsLeftOut: 375 })
})

const attaching = 'accounting.attachments'

/** The same person, with another list of permissions to ask Xero for. */
function withScopes({ services, ctx, xero }: World, each: (scope: string) => string): Context {
  const scopes = services.accounting.scopes.map(({ scope }) => each(scope)).join(' ')
  return { ...ctx, accounting: createAccounting({ ...xeroConfigFor(xero), scopes }) }
}

async function ratesNamed({ inXero }: Connected, name: string) {
  const { TaxRates } = await inXero('GET', 'TaxRates')
  return TaxRates?.filter((each) => each['Name'] === name)
}

/** Links the client to a contact that names an account for its sales. */
async function contactSays(world: Connected, clientId: string, account: string): Promise<void> {
  const [made] = world.xero.control.addContacts(world.tenantId, { count: 1 })
  const contactId = String(made?.['ContactID'])
  const link = {
    workspace_id: world.workspaceId,
    tenant_id: world.tenantId,
    client_id: clientId,
    contact_id: contactId,
    contact_status: 'ACTIVE',
    contact_updated_at: null,
    linked_at: world.clock.now(),
    merged_to_contact_id: null,
    default_currency: null,
    sales_account_code: account,
    sales_tax_type: null,
  }
  await world.db.insertInto('xero_contact_links').values(link).execute()
}

test('clients whose contact would be refused are found, and mended by one press', async () => {
  await using world = await connected()
  const { has, tenantId, xero } = world
  const { control } = xero
  const contact = (fields: Record<string, unknown>) => {
    const [made] = control.addContacts(tenantId, { count: 1 })
    const id = String(made?.['ContactID'])
    control.editContact(tenantId, id, { AccountNumber: '', DefaultCurrency: '', ...fields })
    return id
  }
  const withWork = async (fields: Parameters<typeof has.client>[0]) => {
    const client = await has.client(fields)
    const { id: projectId } = await has.project({ clientId: client.id })
    const { id } = await has.timeEntry({ projectId })
    return { ...client, workId: id }
  }

  const taken = await withWork({ name: 'Blue Kettle BV', number: 'A-1' })
  contact({ Name: 'BLUE KETTLE BV', AccountNumber: 'Z-9' })
  const linking = await isFixed(world, 'contact_name_is_taken', 'client', taken.id)
  expect(linking?.title).toContain('with the number Z-9')
  expect(linking?.xeroUrl).toContain('/contacts/contact/')

  // No mark, no number: still nobody but a person says that it is this one.
  const alike = await withWork({ name: 'Green Kettle BV' })
  const alikeId = contact({ Name: 'Green Kettle BV' })
  await isFixed(world, 'contact_name_is_taken', 'client', alike.id)
  expect(await contactOf(world, alike.id)).toBe(alikeId)

  control.switches.accountNumberIsUnique = false
  const numbered = await withWork({ name: 'Red Kettle BV', number: 'R-1' })
  const doubleIds = ['One', 'Two'].map((Name) => contact({ Name, AccountNumber: 'R-1' }))
  expect((await check(world)).items).toMatchObject([
    { code: 'contact_number_is_double', subjectId: numbered.id, fix: null },
  ])
  control.editContact(tenantId, doubleIds[1] ?? '', { AccountNumber: 'R-2' })

  const archived = await withWork({ name: 'Old Mill', number: 'M-1' })
  const millId = contact({ Name: 'Old Mill', AccountNumber: 'M-1' })
  control.editContact(tenantId, millId, { ContactStatus: 'ARCHIVED' })
  await isFixed(world, 'contact_is_archived', 'client', archived.id)

  await withWork({ name: 'Twin BV' })
  const second = await withWork({ name: 'TWIN  bv', number: 'T-2' })
  const double = await isFixed(world, 'client_name_is_double', 'client', second.id)
  expect(double?.fix?.label).toBe('Rename to “TWIN  bv (T-2)”')

  // All get their contact with an export; new work follows.
  const everything = {
    ...noItems,
    timeEntryIds: [taken.workId, archived.workId, second.workId],
  }
  await createXeroExport(world.ctx, {
    items: everything,
    per: 'client',
    groupBy: 'task',
    status: 'DRAFT',
    issuedOn: today,
  })
  await world.runJobs()
  for (const { id: clientId } of [taken, archived, second]) {
    const { id: projectId } = await has.project({ clientId })
    await has.timeEntry({ projectId })
  }
  expect(await codes(world)).toEqual([])

  control.editContact(tenantId, millId, { ContactStatus: 'ARCHIVED' })
  await isFixed(world, 'contact_is_archived', 'client', archived.id)
  await isStored(world, millId, 'ARCHIVED')
  await isFixed(world, 'contact_is_back', 'client', archived.id)

  const intoId = contact({ Name: 'New Mill' })
  control.mergeContacts(tenantId, millId, intoId)
  await isFixed(world, 'contact_is_merged', 'client', archived.id)
  control.editContact(tenantId, intoId, { DefaultCurrency: 'USD' })
  expect((await check(world)).items).toMatchObject([
    { code: 'client_currency_differs', effect: 'warns' },
  ])
  const twinId = await contactOf(world, second.id)
  control.mergeContacts(tenantId, intoId, twinId)
  expect((await check(world)).items).toMatchObject([
    { code: 'contact_is_merged_into_another_client', subjectId: archived.id, fix: null },
  ])
  control.forgetContact(tenantId, twinId)
  expect((await check(world)).items.map((each) => each.code)).toContain('contact_is_forgotten')
})

test('locked days, other currencies, roles and a used-up day are told', async () => {
  await using world = await connected()
  const { has, tenantId, xero, ctx, db } = world
  const { organisations } = xero.control
  await has.timeEntry({ workedOn: '2026-09-10' })
  organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  expect((await check(world)).items).toMatchObject([{ code: 'work_is_locked', effect: 'warns' }])
  organisations.edit(tenantId, { endOfYearLockDate: today })
  const locked = await check(world)
  expect(locked.items).toMatchObject([{ code: 'today_is_locked', effect: 'fails' }])
  expect(locked.isReady).toBe(false)
  organisations.edit(tenantId, { periodLockDate: null, endOfYearLockDate: null })

  organisations.edit(tenantId, { baseCurrency: 'USD' })
  expect((await check(world)).items).toMatchObject([
    { code: 'currency_differs', effect: 'blocks', subject: 'currency' },
  ])
  organisations.edit(tenantId, { baseCurrency: 'EUR' })

  const refused = async (...refusedActions: string[]) => {
    organisations.edit(tenantId, { refusedActions })
    return await codes(world)
  }
  expect(await refused('CreateApprovedInvoice', 'AttachFilesIntoInvoice')).toEqual([
    'approval_is_not_allowed organisation',
    'files_are_not_allowed organisation',
  ])
  expect(await refused('CreateDraftInvoice')).toEqual(['invoices_are_not_allowed organisation'])
  expect(await refused()).toEqual([])

  // One call is left today, and an export takes three.
  await sql`update xero_limits.organisations set day_left = 1`.execute(db)
  const remembered = async () => (await checkXeroReadiness(ctx, { refresh: false })).items
  expect(await remembered()).toMatchObject([
    { code: 'calls_do_not_suffice', facts: { calls: '3', left: '1' } },
  ])
  await sql`update xero_limits.organisations set day_left = 0`.execute(db)
  expect(await remembered()).toMatchObject([{ code: 'calls_are_parked', effect: 'warns' }])
})

async function isStored({ db, workspaceId }: Connected, contactId: string, status: string) {
  await db
    .updateTable('xero_contact_links')
    .set({ contact_status: status })
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', contactId)
    .execute()
}

async function contactOf({ db, workspaceId }: Connected, clientId: string): Promise<string> {
  const link = await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('client_id', '=', clientId)
    .select('contact_id as contactId')
    .executeTakeFirstOrThrow()
  return link.contactId
}
