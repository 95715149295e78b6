import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { getWorkspaceSettings } from './get-workspace-settings.ts'
import { updateWorkspaceSettings } from './update-workspace-settings.ts'

test('lines say what the workspace wants: in the preview, in Xero and on own invoices', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const client = await has.client({ name: 'Acme' })
  const project = await has.project({ clientId: client.id, name: 'Website', hourlyRate: '95' })
  const entry = async (notes: string) =>
    await has.timeEntry({ projectId: project.id, workedOn: '2026-11-03', seconds: 3600, notes })
  const exported = await entry('Sketches')
  const invoiced = await entry('Forms')
  const lineTexts = { entry: ' {{date}} ({{task}}) {{notes}} for {{client}} ', task: '   ' }
  const changes = { lineTexts, dateFormat: 'd-M-yyyy' }
  expect(await updateWorkspaceSettings(ctx, { changes })).toMatchObject({
    // Without what stands around it, and without what says nothing.
    lineTexts: { entry: '{{date}} ({{task}}) {{notes}} for {{client}}' },
  })

  const request = {
    items: { ...noItems, timeEntryIds: [exported.id] },
    per: 'client' as const,
    groupBy: 'entry' as const,
    issuedOn: '2026-11-16',
    status: 'DRAFT' as const,
  }
  const { documents, previewHash } = await previewXeroExport(ctx, request)
  const says = '3-11-2026 Sketches for Acme'
  expect(documents[0]?.lines.map((line) => line.description)).toEqual([says])
  await createXeroExport(ctx, { ...request, previewHash })
  await world.runJobs()
  const [sent] = world.xero.control.invoices(tenantId)
  expect(sent).toMatchObject({ LineItems: [{ Description: says }] })

  const invoice = await createInvoice(ctx, {
    clientId: client.id,
    items: { ...noItems, timeEntryIds: [invoiced.id] },
    groupBy: 'entry',
    lines: [],
    issuedOn: '2026-11-16',
    reference: '',
  })
  expect(invoice.lines.map((line) => line.description)).toEqual(['3-11-2026 Forms for Acme'])
})

test('a preview no longer holds once the texts are others', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const { id } = await has.timeEntry({ projectId: (await has.project()).id })
  const request = {
    items: { ...noItems, timeEntryIds: [id] },
    per: 'client' as const,
    groupBy: 'task' as const,
    issuedOn: '2026-11-16',
    status: 'DRAFT' as const,
  }
  const { previewHash } = await previewXeroExport(ctx, request)
  await updateWorkspaceSettings(ctx, { changes: { lineTexts: { task: 'Work: {{project}}' } } })
  await expect(createXeroExport(ctx, { ...request, previewHash })).rejects.toMatchObject({
    code: 'preview_is_outdated',
  })
})

test('a placeholder that means nothing is refused, and the texts stay', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await updateWorkspaceSettings(ctx, { changes: { lineTexts: { day: '{{date}}' } } })
  const changes = { lineTexts: { day: '{{date}}', user: '{{persons}}' } }
  await expect(updateWorkspaceSettings(ctx, { changes })).rejects.toMatchObject({
    code: 'placeholder_is_unknown',
    particulars: { field: 'lineTexts.user' },
  })
  expect((await getWorkspaceSettings(ctx)).lineTexts).toEqual({ day: '{{date}}' })
  // Other settings leave them alone.
  await updateWorkspaceSettings(ctx, { changes: { invoicePrefix: 'A' } })
  expect((await getWorkspaceSettings(ctx)).lineTexts).toEqual({ day: '{{date}}' })
})
