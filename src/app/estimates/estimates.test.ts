import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { deleteClient } from '#app/clients/delete-client.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { listInvoices } from '#app/invoices/list-invoices.ts'
import type { FreeLine } from '#app/parts/invoice-lines.ts'
import { deleteProject } from '#app/projects/delete-project.ts'
import { getProject } from '#app/projects/get-project.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import type { EstimateFields } from '#db/estimates.ts'
import { without } from '#lib/without.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { acceptEstimate } from './accept-estimate.ts'
import { createEstimate } from './create-estimate.ts'
import { createInvoiceFromEstimate } from './create-invoice-from-estimate.ts'
import { createProjectFromEstimate } from './create-project-from-estimate.ts'
import { declineEstimate } from './decline-estimate.ts'
import { deleteEstimate } from './delete-estimate.ts'
import { getEstimate } from './get-estimate.ts'
import { listEstimates } from './list-estimates.ts'
import { markEstimateSent } from './mark-estimate-sent.ts'
import { printEstimate } from './print-estimate.ts'
import { updateEstimate } from './update-estimate.ts'

const dayMs = 86_400_000

// The world begins on 16 November 2026.
async function anEstimate(
  world: World,
  changes: Partial<EstimateFields & { lines: FreeLine[] }> = {},
) {
  const clientId = changes.clientId ?? (await world.has.client({ name: 'Blue Kettle BV' })).id
  return await createEstimate(world.ctx, {
    clientId,
    title: 'New website',
    issuedOn: '2026-11-16',
    validUntil: '2026-11-30',
    notes: 'Hosting is not in it.',
    lines: [
      { description: 'Design', quantity: '0.5', unitPrice: '10.05' },
      { description: 'Discount', quantity: '-1', unitPrice: '0.03' },
    ],
    ...changes,
  })
}

async function anAccepted(world: World, changes: Parameters<typeof anEstimate>[1] = {}) {
  const { id: estimateId } = await anEstimate(world, changes)
  await markEstimateSent(world.ctx, { estimateId })
  return await acceptEstimate(world.ctx, { estimateId })
}

test('is priced as an own invoice: half up on each line, tax too', async () => {
  await using world = await createWorld()
  await createVatRates(world.ctx, {
    items: [{ name: 'High', percentage: '21', isDefault: true }],
  })
  const estimate = await anEstimate(world)
  expect(estimate).toMatchObject({ state: 'draft', number: null, currency: 'EUR' })
  // 5.025 becomes 5.03; 21% of it is 1.0563, of -0.03 -0.0063.
  expect(estimate.lines).toMatchObject([
    { netMinor: 503, taxMinor: 106, vatPercentage: '21.00' },
    { netMinor: -3, taxMinor: -1 },
  ])
  expect(estimate).toMatchObject({ subtotalMinor: 500, taxMinor: 105, totalMinor: 605 })
})

test('goes from draft to sent to accepted, and then stays as it is', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: estimateId } = await anEstimate(world)
  const lines = [{ description: 'Design', quantity: '2', unitPrice: '100' }]
  const changed = await updateEstimate(ctx, { estimateId, changes: { title: 'Shop', lines } })
  expect(changed).toMatchObject({ title: 'Shop', subtotalMinor: 20_000, lines: [{ position: 0 }] })
  await expect(acceptEstimate(ctx, { estimateId })).rejects.toMatchObject({
    code: 'estimate_is_not_sent',
  })
  expect(await markEstimateSent(ctx, { estimateId })).toMatchObject({
    state: 'sent',
    number: 'E2026-0001',
    can: { edit: { allowed: false }, extend: { allowed: true }, accept: { allowed: true } },
  })
  const isSent = { code: 'estimate_is_sent' }
  const other = { title: 'Other' }
  await expect(updateEstimate(ctx, { estimateId, changes: other })).rejects.toMatchObject(isSent)
  await expect(deleteEstimate(ctx, { estimateId })).rejects.toMatchObject(isSent)
  await expect(markEstimateSent(ctx, { estimateId })).rejects.toMatchObject(isSent)
  await expect(createInvoiceFromEstimate(ctx, { estimateId })).rejects.toMatchObject({
    code: 'estimate_is_not_accepted',
  })
  expect(await acceptEstimate(ctx, { estimateId })).toMatchObject({ state: 'accepted' })
  await expect(declineEstimate(ctx, { estimateId })).rejects.toMatchObject({
    code: 'estimate_is_decided',
  })
  const changes = { validUntil: '2027-01-01' }
  await expect(updateEstimate(ctx, { estimateId, changes })).rejects.toMatchObject({
    code: 'estimate_is_decided',
  })
})

test('expires by the clock of the workspace, can be extended, and is found by how it stands', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { id: estimateId, clientId } = await anEstimate(world)
  await markEstimateSent(ctx, { estimateId })
  const draft = await anEstimate(world, { clientId, title: 'Never sent' })
  const found = async (query: Partial<Parameters<typeof listEstimates>[1]>) =>
    (await listEstimates(ctx, { limit: 10, ...query })).items.map(({ title }) => title)
  clock.advance(14 * dayMs)
  expect(await found({ state: 'sent' })).toEqual(['New website'])
  expect(await found({ state: 'expired' })).toEqual([])
  // 30 November 23:30 in Amsterdam, and an hour later.
  clock.advance(12.5 * 3_600_000)
  expect((await getEstimate(ctx, { estimateId })).state).toBe('sent')
  clock.advance(3_600_000)
  expect((await getEstimate(ctx, { estimateId })).state).toBe('expired')
  expect(await found({ state: 'sent' })).toEqual([])
  expect(await found({ state: 'expired' })).toEqual(['New website'])
  await expect(acceptEstimate(ctx, { estimateId })).rejects.toMatchObject({
    code: 'estimate_has_expired',
  })
  await expect(markEstimateSent(ctx, { estimateId: draft.id })).rejects.toMatchObject({
    code: 'estimate_has_expired',
  })
  const later = await updateEstimate(ctx, { estimateId, changes: { validUntil: '2026-12-31' } })
  expect(later).toMatchObject({ state: 'sent', validUntil: '2026-12-31' })
  expect(await declineEstimate(ctx, { estimateId })).toMatchObject({ state: 'declined' })
  expect(await found({ q: 'e2026-0001' })).toEqual(['New website'])
  expect(await found({ q: 'kettle' })).toEqual(['Never sent', 'New website'])
  expect(await found({ state: 'draft', clientId })).toEqual(['Never sent'])
  const first = await listEstimates(ctx, { limit: 1 })
  const second = await listEstimates(ctx, { limit: 1, cursor: first.nextCursor ?? '' })
  expect([first.items[0]?.title, second.items[0]?.title]).toEqual(['Never sent', 'New website'])
  expect(second.nextCursor).toBeNull()
})

test('becomes one invoice with the same lines, also when many ask at once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await createVatRates(ctx, { items: [{ name: 'High', percentage: '21', isDefault: true }] })
  const { id: estimateId, lines, totalMinor } = await anAccepted(world)
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => createInvoiceFromEstimate(ctx, { estimateId })),
  )
  const [invoiceId = '', ...others] = new Set(answers.map(({ invoice }) => invoice?.id))
  expect(others).toEqual([])
  expect((await listInvoices(ctx, { limit: 10 })).items).toHaveLength(1)
  const invoice = await getInvoice(ctx, { invoiceId })
  expect(invoice).toMatchObject({ state: 'draft', reference: 'E2026-0001', totalMinor })
  const asTyped = lines.map((line) => without(line, 'id'))
  expect(invoice.lines).toMatchObject(asTyped)
  expect((await listEstimates(ctx, { limit: 10, invoiceId })).items).toMatchObject([
    { id: estimateId },
  ])

  // A draft that was deleted may be made anew.
  await deleteInvoice(ctx, { invoiceId })
  expect((await getEstimate(ctx, { estimateId })).invoice).toBeNull()
  const anew = await createInvoiceFromEstimate(ctx, { estimateId })
  const { number } = await finaliseInvoice(ctx, { invoiceId: anew.invoice?.id ?? '' })
  expect(await createInvoiceFromEstimate(ctx, { estimateId })).toMatchObject({
    invoice: { id: anew.invoice?.id, number },
  })
})

test('becomes one project with its net total as fixed price', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: estimateId, clientId } = await anAccepted(world)
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => createProjectFromEstimate(ctx, { estimateId })),
  )
  const [projectId = '', ...others] = new Set(answers.map(({ project }) => project?.id))
  expect(others).toEqual([])
  expect(await getProject(ctx, { projectId })).toMatchObject({
    name: 'New website',
    clientId,
    invoiceMethod: 'fixed_price',
    fixedPriceMinor: 500,
  })
  expect((await listEstimates(ctx, { limit: 10, projectId })).items).toMatchObject([
    { id: estimateId, project: { name: 'New website' } },
  ])
  await deleteProject(ctx, { projectId })
  expect((await getEstimate(ctx, { estimateId })).project).toBeNull()
})

test('the database itself forbids a second project or invoice', async () => {
  await using world = await createWorld()
  const { ctx, has, services } = world
  const { id: estimateId } = await anAccepted(world)
  await createProjectFromEstimate(ctx, { estimateId })
  const other = await has.project()
  const second = services.db
    .insertInto('estimate_results')
    .values({
      workspace_id: ctx.workspaceId,
      estimate_id: estimateId,
      kind: 'project',
      project_id: other.id,
      invoice_id: null,
      made_at: ctx.clock.now(),
    })
    .execute()
  await expect(second).rejects.toThrow('estimate_results_pkey')
})

test('what comes to nothing is no project, and an archived client gets none', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const lines = [{ description: 'Gift', quantity: '1', unitPrice: '0' }]
  const { id: estimateId } = await anAccepted(world, { lines })
  await expect(createProjectFromEstimate(ctx, { estimateId })).rejects.toMatchObject({
    code: 'estimate_has_no_price',
  })
  const other = await anAccepted(world)
  await updateClient(ctx, { clientId: other.clientId, changes: { isArchived: true } })
  await expect(createProjectFromEstimate(ctx, { estimateId: other.id })).rejects.toMatchObject({
    code: 'client_is_archived',
  })
  expect((await getEstimate(ctx, { estimateId: other.id })).project).toBeNull()
})

test('what cannot be offered is refused in words', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await expect(anEstimate(world, { validUntil: '2026-11-15' })).rejects.toMatchObject({
    code: 'valid_until_is_before_issued',
    particulars: { field: 'validUntil' },
  })
  await expect(anEstimate(world, { clientId: ctx.workspaceId })).rejects.toMatchObject({
    code: 'client_not_found',
  })
  const lines = [{ description: 'x', quantity: '99999999', unitPrice: '99999999' }]
  await expect(anEstimate(world, { lines })).rejects.toMatchObject({ code: 'amount_is_too_large' })
  await expect(getEstimate(ctx, { estimateId: ctx.workspaceId })).rejects.toMatchObject({
    code: 'estimate_not_found',
  })
  const client = await has.client()
  await anEstimate(world, { clientId: client.id })
  await expect(deleteClient(ctx, { clientId: client.id })).rejects.toMatchObject({
    code: 'client_is_in_use',
    particulars: { detail: 'Used by 1 estimate.' },
  })
})

test('numbers are its own; a draft that is deleted takes none', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const first = await anEstimate(world)
  await deleteEstimate(ctx, { estimateId: first.id })
  const drafts = [await anEstimate(world), await anEstimate(world), await anEstimate(world)]
  const sent = await Promise.all(drafts.map(({ id }) => markEstimateSent(ctx, { estimateId: id })))
  expect(new Set(sent.map(({ number }) => number))).toEqual(
    new Set(['E2026-0001', 'E2026-0002', 'E2026-0003']),
  )
})

test('stands on the letterhead as an estimate, and is not to be paid', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: estimateId, clientId } = await anEstimate(world)
  await markEstimateSent(ctx, { estimateId })
  const { bytes, name } = await printEstimate(ctx, { estimateId })
  expect(name).toBe('E2026-0001')
  const paper = pdfPages(bytes).join('\n')
  expect(paper).toContain('Estimate \nE2026-0001\n')
  expect(paper).toContain('Valid until\n2026-11-30')
  expect(paper).toContain('Hosting is not in it.')
  expect(paper).not.toContain('Payment')
  await updateClient(ctx, { clientId, changes: { language: 'nl', name: 'Red Kettle BV' } })
  const dutch = pdfPages((await printEstimate(ctx, { estimateId })).bytes).join('\n')
  expect(dutch).toContain('Offerte')
  expect(dutch).toContain('Blue Kettle BV')
})

test('what is done with it is written down', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { id: estimateId } = await anAccepted(world)
  await createProjectFromEstimate(ctx, { estimateId })
  await createInvoiceFromEstimate(ctx, { estimateId })
  const { items } = await listAuditLog(ctx, { limit: 20, subjectId: estimateId })
  expect(items.map(({ action }) => action)).toEqual([
    'changed',
    'changed',
    'accepted',
    'sent',
    'created',
  ])
  expect(items[0]?.subjectName).toBe('E2026-0001 · New website · Blue Kettle BV')
})
