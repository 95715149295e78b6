import { noItems } from '#api/billing-schemas.ts'
import { requestHashOf } from '#app/parts/deliver-documents.ts'
import type { ExportRequest } from '#app/parts/plan-export.ts'
import { checkXeroReadiness } from '#app/xero/check-xero-readiness.ts'
import { fixXeroFinding } from '#app/xero/fix-xero-finding.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { listSyncLog } from '#app/xero/list-sync-log.ts'
import { listXeroBrandingThemes } from '#app/xero/list-xero-branding-themes.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import type { OutgoingDocument } from '#db/xero-sending.ts'
import { contentHash } from '#lib/content-hash.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroExport } from './get-xero-export.ts'
import { previewXeroExport } from './preview-xero-export.ts'
import { retryXeroDocument } from './retry-xero-document.ts'

// An invoice looks as somebody chose, and never otherwise without somebody being told.

test('the default of the administration goes with an invoice, another one on request, none on request', async () => {
  await using world = await connected()
  const { ctx, standard, long } = world
  await updateXeroSettings(ctx, { brandingThemeId: long.brandingThemeId })

  expect(await sentTheme(world, {})).toBe(long.brandingThemeId)
  expect(await sentTheme(world, { brandingThemeId: standard.brandingThemeId })).toBe(
    standard.brandingThemeId,
  )
  expect(await sentTheme(world, { brandingThemeId: null })).toBeUndefined()
})

test('the preview names the theme, and another one is another preview', async () => {
  await using world = await connected()
  const { ctx, long } = world
  const request = await anExport(world, {})
  const plain = await previewXeroExport(ctx, request)
  const chosen = { ...request, brandingThemeId: long.brandingThemeId }
  const themed = await previewXeroExport(ctx, chosen)
  expect([plain, themed].map((each) => each.documents[0]?.brandingTheme)).toEqual([
    null,
    'Long project',
  ])
  const outdated = { ...chosen, previewHash: plain.previewHash }
  await expect(createXeroExport(ctx, outdated)).rejects.toMatchObject({
    code: 'preview_is_outdated',
  })
})

test('where nobody chose a theme, none is asked for: no call more than before', async () => {
  await using world = await connected()
  await sentTheme(world, {})
  const { items } = await listSyncLog(world.ctx, { limit: 100 })
  expect(items.filter((each) => each.purpose === 'read_branding_themes')).toHaveLength(1)
})

test('a document that was planned before there were themes is the same request as ever', () => {
  const document: OutgoingDocument = {
    id: '01890000-0000-7000-8000-000000000001',
    kind: 'invoice',
    exportId: null,
    invoiceId: null,
    reference: '',
    contactId: '01890000-0000-7000-8000-000000000002',
    targetStatus: 'DRAFT',
    lookupText: 'HB-00000001',
    issuedOn: '2026-11-16',
    dueOn: '2026-12-16',
    currency: 'EUR',
    brandingThemeId: null,
    reversesId: null,
    pricesIncludeVat: false,
    attempts: 1,
    lines: [],
  }
  const asItWas = {
    contactId: document.contactId,
    reference: document.lookupText,
    issuedOn: document.issuedOn,
    dueOn: document.dueOn,
    currency: 'EUR',
    status: 'DRAFT',
    url: `http://localhost/documents/${document.id}`,
    lines: [],
  }
  expect(requestHashOf({ url: 'http://localhost' }, [document])).toBe(contentHash([asItWas]))
  const themed = { ...document, brandingThemeId: '01890000-0000-7000-8000-000000000003' }
  expect(requestHashOf({ url: 'http://localhost' }, [themed])).not.toBe(contentHash([asItWas]))
})

test('a default theme that is gone is found before an export, and one button lets Xero choose', async () => {
  await using world = await connected()
  const { ctx, long, takeAway } = world
  await updateXeroSettings(ctx, { brandingThemeId: long.brandingThemeId })
  const request = await anExport(world, {})
  expect(
    (await checkXeroReadiness(ctx, { refresh: false })).items.map((each) => each.code),
  ).not.toContain('branding_theme_is_gone')
  takeAway()

  const { items } = await checkXeroReadiness(ctx, { refresh: true })
  const found = items.find((each) => each.code === 'branding_theme_is_gone')
  expect(found).toMatchObject({
    effect: 'fails',
    itemCount: 1,
    title: 'Branding theme: Xero has no theme Long project any more',
    fix: { label: 'Let Xero choose', isAllowed: true },
  })
  await expect(previewXeroExport(ctx, request)).rejects.toMatchObject({
    code: 'xero_branding_theme_not_found',
    particulars: { field: 'brandingThemeId' },
  })
  const named = { code: 'branding_theme_is_gone', subject: 'branding_theme' } as const
  const after = await fixXeroFinding(ctx, { ...named, subjectId: null })
  expect(after.items.map((each) => each.code)).not.toContain('branding_theme_is_gone')
  expect((await getXeroConnection(ctx)).settings).toMatchObject({ brandingThemeId: null })
  await expect(previewXeroExport(ctx, request)).resolves.toMatchObject({ leftOut: [] })
})

test('a theme that Xero gave up after it was planned is refused in words, and the next try goes without it', async () => {
  await using world = await connected()
  const { ctx, long, takeAway, tenantId } = world
  const request = await anExport(world, { brandingThemeId: long.brandingThemeId })
  const made = await createXeroExport(ctx, request)
  takeAway()
  await world.runJobs()
  const { documents } = await getXeroExport(ctx, { exportId: made.id })
  expect(documents).toMatchObject([
    { state: 'rejected', problem: { code: 'branding_theme_is_gone' } },
  ])
  await retryXeroDocument(ctx, { documentId: documents[0]?.id ?? '' })
  await world.runJobs()
  expect(world.xero.control.invoices(tenantId)).toHaveLength(1)
  expect(await getXeroExport(ctx, { exportId: made.id })).toMatchObject({ state: 'done' })
})

test('a theme that no administration has is refused, in the settings and in an export', async () => {
  await using world = await connected()
  const { ctx } = world
  const brandingThemeId = '01890000-0000-7000-8000-000000000009'
  const refused = { code: 'xero_branding_theme_not_found' }
  await expect(updateXeroSettings(ctx, { brandingThemeId })).rejects.toMatchObject(refused)
  const request = await anExport(world, { brandingThemeId })
  await expect(previewXeroExport(ctx, request)).rejects.toMatchObject(refused)
})

test('a theme that was made in Xero a moment ago is known', async () => {
  await using world = await connected()
  const { ctx, xero, tenantId } = world
  xero.control.organisations.edit(tenantId, { brandingThemes: ['Standard', 'Brand new'] })
  const { items } = await listXeroBrandingThemes(ctx, { refresh: false })
  expect(items.map((each) => each.name)).toEqual(['Standard', 'Long project'])
  const fresh = await listXeroBrandingThemes(ctx, { refresh: true })
  expect(fresh.items).toMatchObject([
    { name: 'Standard', isDefault: true },
    { name: 'Brand new', isDefault: false },
  ])
  xero.control.organisations.edit(tenantId, { brandingThemes: ['Standard', 'Newer still'] })
  const [, newer] = await themesInXero(world)
  expect(await sentTheme(world, { brandingThemeId: newer ?? '' })).toBe(newer)
})

test('of several administrations, those without the chosen theme take their own default', async () => {
  await using world = await connected()
  const { ctx, has, long } = world
  const other = await world.connectXero({
    organisation: 'Harbour Practice GmbH',
    isAdditional: true,
  })
  const asked = { connectionId: other.connectionId }
  const theirs = await listXeroBrandingThemes(ctx, { refresh: false, ...asked })
  const [, theirOwn] = theirs.items
  await updateXeroSettings(ctx, { ...asked, brandingThemeId: theirOwn?.brandingThemeId ?? null })
  const ours = await has.client()
  const away = await has.client({ connectionId: other.connectionId })
  const entryIds: string[] = []
  for (const { id: clientId } of [ours, away]) {
    // oxlint-disable-next-line no-await-in-loop
    const { id: projectId } = await has.project({ clientId })
    // oxlint-disable-next-line no-await-in-loop
    entryIds.push((await has.timeEntry({ projectId })).id)
  }
  const made = await createXeroExport(ctx, {
    ...request({ brandingThemeId: long.brandingThemeId }),
    items: { ...noItems, timeEntryIds: entryIds },
  })
  await world.runJobs()
  expect(new Set(made.documents.map((each) => each.brandingThemeId))).toEqual(
    new Set([long.brandingThemeId, theirOwn?.brandingThemeId]),
  )
  const themeIn = (tenantId: string) =>
    world.xero.control.invoices(tenantId).map((each) => each['BrandingThemeID'])
  expect(themeIn(world.tenantId)).toEqual([long.brandingThemeId])
  expect(themeIn(other.tenantId)).toEqual([theirOwn?.brandingThemeId])
})

async function connected() {
  const world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { items } = await listXeroBrandingThemes(world.ctx, { refresh: false })
  const [standard, long] = items
  if (!standard || !long) throw new Error('The simulator has two themes')
  const takeAway = () => {
    world.xero.control.organisations.edit(tenantId, { brandingThemes: ['Standard'] })
  }
  const { id: projectId } = await world.has.project()
  return Object.assign(world, { tenantId, projectId, standard, long, takeAway })
}

type Connected = Awaited<ReturnType<typeof connected>>

function request(options: Partial<ExportRequest>): Omit<ExportRequest, 'items'> {
  return { per: 'client', groupBy: 'project', issuedOn: '2026-11-16', status: 'DRAFT', ...options }
}

async function anExport(
  { has, projectId }: Connected,
  options: Partial<ExportRequest>,
): Promise<ExportRequest> {
  const { id } = await has.timeEntry({ projectId })
  return { ...request(options), items: { ...noItems, timeEntryIds: [id] } }
}

/** The theme of the invoice that an export makes in Xero. */
async function sentTheme(world: Connected, options: Partial<ExportRequest>): Promise<unknown> {
  const made = await createXeroExport(world.ctx, await anExport(world, options))
  await world.runJobs()
  const { documents } = await getXeroExport(world.ctx, { exportId: made.id })
  const invoices = world.xero.control.invoices(world.tenantId)
  const sent = invoices.find((each) => each['InvoiceID'] === documents[0]?.xeroId)
  expect(documents).toMatchObject([{ state: 'confirmed' }])
  return sent?.['BrandingThemeID']
}

async function themesInXero({ xero, tenantId }: Connected): Promise<string[]> {
  const { access_token: token } = xero.control.authorise({ organisationId: tenantId })
  const response = await fetch(`${xero.url}/api.xro/2.0/BrandingThemes`, {
    headers: {
      authorization: `Bearer ${token}`,
      'xero-tenant-id': tenantId,
      accept: 'application/json',
    },
  })
  const body = (await response.json()) as { BrandingThemes: { BrandingThemeID: string }[] }
  return body.BrandingThemes.map((each) => each.BrandingThemeID)
}
