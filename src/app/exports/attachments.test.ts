import { noItems } from '#api/billing-schemas.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { deleteReceipt } from '#app/receipts/delete-receipt.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { listSyncLog } from '#app/xero/list-sync-log.ts'
import { CannotPrint, type TimesheetDocument } from '#app/ports/printer.ts'
import type { AttachOptions } from '#domain/attachments.ts'
import { newId } from '#lib/ids.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { heic, jpeg, pdf, png } from '#tests/support/files.ts'
import { createWorld, type World, xeroConfigFor } from '#tests/support/world.ts'
import { createAccounting } from '#xero/accounting.ts'
import { expect, test } from 'vitest'
import { attachToXeroDocuments } from './attach-to-xero-documents.ts'
import { createXeroExport } from './create-xero-export.ts'
import { discardXeroDocument } from './discard-xero-document.ts'
import { getXeroDocumentReissue } from './get-xero-document-reissue.ts'
import { getXeroExport } from './get-xero-export.ts'
import { previewXeroExport } from './preview-xero-export.ts'
import { retryXeroAttachment } from './retry-xero-attachment.ts'

const nothing = { timesheet: false, receipts: false, online: false, note: false }
const all = { timesheet: true, receipts: true, online: true, note: true }

test('timesheet, receipts and a note go along, are counted before, and are in Xero once', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { request, taxi, lunch } = await hasWork(world, all)
  const preview = await previewXeroExport(world.ctx, request)
  expect(preview.documents[0]?.files).toEqual([
    { kind: 'timesheet', name: 'Timesheet.pdf' },
    { kind: 'receipt', name: '2026-11-16 Taxi.pdf' },
    { kind: 'receipt', name: '2026-11-16 Lunch.jpg' },
  ])
  expect(preview.totals.files).toBe(3)
  expect(preview.receiptsLeftOut).toMatchObject([
    { name: 'Photo.heic', reason: 'receipt_is_not_for_xero', message: expect.any(String) },
  ])
  const without = await previewXeroExport(world.ctx, { ...request, attach: nothing })
  expect(preview.calls - without.calls).toBe(4)

  const { previewHash } = preview
  const { id: exportId } = await createXeroExport(world.ctx, { ...request, previewHash })
  const planned = await getXeroExport(world.ctx, { exportId })
  expect(planned.documents[0]?.attachments.map((each) => each.state)).toEqual([
    ...(Array(4).fill('planned') as string[]),
    'left_out',
  ])
  await world.runJobs()
  const [document] = (await getXeroExport(world.ctx, { exportId })).documents
  expect(document?.attachments.map(({ kind, state }) => [kind, state])).toEqual([
    ['timesheet', 'confirmed'],
    ['receipt', 'confirmed'],
    ['receipt', 'confirmed'],
    ['note', 'confirmed'],
    ['receipt', 'left_out'],
  ])
  // What cannot go along is no reason to look after the export again.
  expect((await getXeroExport(world.ctx, { exportId })).state).toBe('done')
  expect(document?.attachments.at(-1)).toMatchObject({
    name: 'Photo.heic',
    problem: { code: 'receipt_is_not_for_xero', fix: expect.stringMatching(/JPEG/) as string },
    can: { retry: { allowed: false } },
  })
  const files = world.xero.control.attachments(tenantId)
  expect(
    files.map(({ fileName, mimeType, includeOnline }) => [fileName, mimeType, includeOnline]),
  ).toEqual([
    ['Timesheet.pdf', 'application/pdf', true],
    ['2026-11-16 Taxi.pdf', 'application/pdf', true],
    ['2026-11-16 Lunch.jpg', 'image/jpeg', true],
  ])
  expect(files.map((file) => file.documentId)).toEqual(Array(3).fill(document?.xeroId))
  expect(files[0]?.content.subarray(0, 5).toString()).toBe('%PDF-')
  expect(files.slice(1).map((file) => file.content)).toEqual([taxi, lunch])
  expect(notesOf(world, { tenantId, xeroId: document?.xeroId ?? '' })).toEqual([
    `Made by Hourbook of the work in http://localhost:4000/finance/xero-exports/${exportId}`,
  ])
  const { options } = await getXeroDocumentReissue(world.ctx, { documentId: document?.id ?? '' })
  expect(options.attach).toEqual(all)
})

test('only what is asked for goes along, and nothing is shown online unless asked', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  await exported(world, await hasWork(world, { ...nothing, receipts: true }))
  const files = world.xero.control.attachments(tenantId)
  expect(files.map((file) => [file.fileName, file.includeOnline])).toEqual([
    ['2026-11-16 Taxi.pdf', false],
    ['2026-11-16 Lunch.jpg', false],
  ])
  world.xero.control.clearRequests()
  await exported(world, await hasWork(world, nothing))
  const paths = world.xero.control.requests().map((request) => request.path)
  expect(paths.filter((path) => /Attachments|History/.test(path))).toEqual([])
})

test('a timesheet has the hours of its document, and no others, in the language of the client', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const printed: TimesheetDocument[] = []
  const { printer } = world.services
  Object.assign(printer, {
    timesheet: async (document: TimesheetDocument) => {
      printed.push(document)
      return pdf('Printed')
    },
  })
  const { request, client, project } = await hasWork(world, { ...nothing, timesheet: true })
  await world.has.timeEntry({ projectId: project.id, notes: 'Not billed' })
  await updateClient(world.ctx, { clientId: client.id, changes: { language: 'nl' } })
  await exported(world, { request })
  expect(printed).toMatchObject([
    {
      formats: { language: 'nl' },
      workspaceName: 'Test Workspace',
      clientName: client.name,
      reference: expect.stringMatching(/^INV-/),
      projects: [
        {
          name: 'Website',
          entries: [{ day: '2026-11-16', memberName: 'Olga Owner', notes: 'Work', seconds: 3600 }],
        },
      ],
    },
  ])
})

test.each(['drop_after', 'error_500_after', 'truncated_json'] as const)(
  'a file whose answer is lost (%s) is looked up, and not sent twice',
  async (fault) => {
    await using world = await createWorld()
    const { tenantId } = await world.connectXero()
    const work = await hasWork(world, { ...all, timesheet: false })
    await plan(world, work)
    world.xero.control.failNext('PUT /Invoices/*/Attachments/*', fault)
    world.xero.control.failNext('PUT /Invoices/*/History', fault)
    const { document } = await sent(world, work)
    expect(document.attachments.map((each) => each.state)).toEqual(Array(3).fill('confirmed'))
    expect(world.xero.control.attachments(tenantId)).toHaveLength(2)
    expect(notesOf(world, { tenantId, xeroId: document.xeroId ?? '' })).toHaveLength(1)
    const puts = requestsOf(world, 'PUT', /Attachments/)
    expect(puts).toHaveLength(2)
    expect(requestsOf(world, 'PUT', /History/)).toHaveLength(1)
  },
)

test.each([
  'drop_before',
  'error_500_before',
  'html_error',
  '429_minute',
  '503_offline',
  '401_expired',
] as const)('a file that did not arrive (%s) is sent once more', async (fault) => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const work = await hasWork(world, { ...nothing, receipts: true })
  await plan(world, work)
  world.xero.control.failNext('PUT /Invoices/*/Attachments/*', fault)
  const { document } = await sent(world, work)
  expect(document.attachments.map((each) => each.state)).toEqual(['confirmed', 'confirmed'])
  expect(world.xero.control.attachments(tenantId)).toHaveLength(2)
})

test('what Xero refuses is said in its words, and can be sent once more; the document is done', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const work = await hasWork(world, { ...nothing, receipts: true })
  world.xero.control.switches.maxAttachmentBytes = 100
  await plan(world, work)
  const { document, state } = await sent(world, work)
  expect([document.state, state]).toEqual(['confirmed', 'attention'])
  const [taxi, lunch] = document.attachments
  expect(taxi).toMatchObject({
    state: 'rejected',
    problem: { code: 'file_is_not_taken', detail: expect.any(String) },
    can: { retry: { allowed: true } },
  })
  expect(lunch).toMatchObject({ state: 'confirmed', can: { retry: { allowed: false } } })

  world.xero.control.switches.maxAttachmentBytes = 10_000_000
  const ids = { documentId: document.id, attachmentId: taxi?.id ?? '' }
  const again = await retryXeroAttachment(world.ctx, ids)
  expect(again.attachments[0]?.state).toBe('planned')
  await world.runJobs()
  expect(world.xero.control.attachments(tenantId)).toHaveLength(2)
  expect((await getXeroExport(world.ctx, { exportId: work.exportId })).state).toBe('done')

  const refused = { code: 'attachment_is_not_rejected' }
  await expect(retryXeroAttachment(world.ctx, ids)).rejects.toMatchObject(refused)
  const other = await world.otherWorkspace()
  for (const [ctx, asked, code] of [
    [world.ctx, { ...ids, attachmentId: newId() }, 'xero_attachment_not_found'],
    [other.ctx, ids, 'xero_document_not_found'],
    [world.ctxAs('project_manager'), ids, 'not_allowed'],
  ] as const) {
    await expect(retryXeroAttachment(ctx, asked)).rejects.toMatchObject({ code })
  }
})

test('without the permission for files, they are refused before; documents and notes go as ever', async () => {
  await using world = await createWorld()
  const poor = await connectedWithoutFiles(world)
  const { request } = await hasWork(world, { ...nothing, receipts: true })
  const refused = { code: 'xero_scope_is_missing', particulars: { field: 'attach' } }
  await expect(previewXeroExport(poor, request)).rejects.toMatchObject(refused)
  await expect(createXeroExport(poor, request)).rejects.toMatchObject(refused)
  const attach = { ...nothing, note: true }
  const { document } = await exported(world, { request: { ...request, attach } })
  expect(document.attachments).toMatchObject([{ kind: 'note', state: 'confirmed' }])
})

test('a permission that is found missing holds up the file alone, and resumes by itself', async () => {
  await using world = await createWorld()
  await connectedWithoutFiles(world)
  const { services, workspaceId, db } = world
  // What was granted is not what Xero says it was.
  const scopes = services.accounting.scopes.map((each) => each.scope).join(' ')
  const given = db.updateTable('xero_token_sets').set({ scopes })
  await given.where('workspace_id', '=', workspaceId).execute()
  const work = await hasWork(world, { ...nothing, receipts: true, note: true })
  await plan(world, work)
  const { document } = await sent(world, work)
  expect(document.state).toBe('confirmed')
  expect(document.attachments).toMatchObject([
    {
      state: 'rejected',
      problem: { code: 'permission_is_missing', settingsPath: '/settings/xero' },
    },
    { state: 'rejected' },
    { kind: 'note', state: 'confirmed' },
  ])
  expect(await getXeroConnection(world.ctx)).toMatchObject({ state: 'active' })
  expect((await exported(world, await hasWork(world, nothing))).document.state).toBe('confirmed')

  const { tenantId } = await connectXero({ ctx: world.ctx, xero: world.xero }, { settings: null })
  await world.runJobs()
  expect(world.xero.control.attachments(tenantId)).toHaveLength(2)
})

test('a timesheet that cannot be printed leaves the document unharmed', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const reasons = ['busy', 'missing'] as const
  let asked = 0
  Object.assign(world.services.printer, {
    timesheet: async () => {
      throw new CannotPrint(reasons[asked++] ?? 'missing')
    },
  })
  const { document } = await exported(world, await hasWork(world, { ...nothing, timesheet: true }))
  expect([document.state, asked]).toEqual(['confirmed', 2])
  expect(document.attachments).toMatchObject([
    { state: 'rejected', problem: { code: 'cannot_print' } },
  ])
})

test('several workers, and one that died, send a file once', async () => {
  await using world = await createWorld()
  const { tenantId, connectionId } = await world.connectXero()
  const work = await hasWork(world, { ...all, timesheet: false })
  await plan(world, work)
  await world.runJobs({ maxJobs: 1 })
  // One held it and is gone.
  const { db, workspaceId, clock } = world
  await db
    .updateTable('xero_attachments')
    .set({ state: 'sending', attempts: 1, claim_id: newId(), lease_expires_at: clock.now() })
    .where('workspace_id', '=', workspaceId)
    .where('name', 'like', '%Taxi%')
    .execute()
  const ctx = world.systemCtx()
  await Promise.all([1, 2, 3].map(async () => await attachToXeroDocuments(ctx, { connectionId })))
  await world.runJobs()
  expect(world.xero.control.attachments(tenantId)).toHaveLength(2)
  expect(requestsOf(world, 'PUT', /Attachments/)).toHaveLength(2)
  const log = await listSyncLog(world.ctx, { limit: 50, purpose: 'find_attachments' })
  expect(log.items).toHaveLength(1)
})

test('what is given up takes its files with it; a receipt that was sent is kept', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  const work = await hasWork(world, { ...nothing, receipts: true })
  const { documents } = await createXeroExport(world.ctx, work.request)
  const documentId = documents[0]?.id ?? ''
  expect((await discardXeroDocument(world.ctx, { documentId })).attachments).toEqual([])
  for (const { expenseId, receiptId } of work.receipts) {
    await deleteReceipt(world.ctx, { expenseId, receiptId })
  }
  expect(await countFiles(world)).toBe(0)
  expect(await attachToXeroDocuments(world.systemCtx(), { connectionId })).toEqual({ kind: 'done' })
})

test('a preview that other receipts have overtaken no longer holds', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { request, receipts } = await hasWork(world, { ...nothing, receipts: true })
  const { previewHash } = await previewXeroExport(world.ctx, request)
  await world.has.receipt(receipts[0]?.expenseId ?? '', { name: 'Late.pdf', content: pdf('Late') })
  await expect(createXeroExport(world.ctx, { ...request, previewHash })).rejects.toMatchObject({
    code: 'preview_is_outdated',
  })
})

test('of more than ten files the rest is left out', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const attach = { ...nothing, timesheet: true, receipts: true }
  const { request, project } = await hasWork(world, attach)
  const more = await world.has.expense({ projectId: project.id })
  for (let count = 0; count < 8; count += 1) {
    await world.has.receipt(more.id, { name: `${count}.pdf`, content: pdf(`Page ${count}`) })
  }
  request.items.expenseIds.push(more.id)
  const { documents, receiptsLeftOut } = await previewXeroExport(world.ctx, request)
  expect(documents[0]?.files).toHaveLength(10)
  expect(receiptsLeftOut.map((each) => each.reason)).toEqual([
    'receipt_is_not_for_xero',
    'too_many_files',
  ])
})

let clients = 0

type Work = { request: Parameters<typeof createXeroExport>[1]; exportId: string }

/** An hour and an expense with three receipts, one of which Xero does not take. */
async function hasWork({ has }: World, attach: AttachOptions) {
  // Names are unique in Xero.
  const client = await has.client({ name: `Client ${(clients += 1)}` })
  const project = await has.project({ clientId: client.id })
  const { id: projectId } = project
  const entry = await has.timeEntry({ projectId })
  const { id: expenseId } = await has.expense({ projectId })
  const [taxi, lunch] = [pdf(`Taxi ${newId()}`), Buffer.concat([jpeg, Buffer.from(newId())])]
  const receipts = []
  for (const [name, content] of [
    ['Taxi.pdf', taxi],
    ['Photo.heic', Buffer.concat([heic, Buffer.from(newId())])],
    ['Lunch.jpg', lunch],
  ] as const) {
    receipts.push({ expenseId, receiptId: (await has.receipt(expenseId, { name, content })).id })
  }
  const items = { ...noItems, timeEntryIds: [entry.id], expenseIds: [expenseId] }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  const request = { ...how, items, issuedOn: '2026-11-16', attach }
  return { request, client, project, receipts, taxi, lunch, exportId: '' }
}

async function plan(world: World, work: Work): Promise<void> {
  work.exportId = (await createXeroExport(world.ctx, work.request)).id
}

async function sent(world: World, { exportId }: Work) {
  await world.runJobs()
  const { documents, state } = await getXeroExport(world.ctx, { exportId })
  const [document] = documents
  if (!document) throw new Error('the export has a document')
  // What cannot go along is a test of its own.
  const attachments = document.attachments.filter((each) => each.state !== 'left_out')
  return { document: { ...document, attachments }, state }
}

async function exported(world: World, { request }: Pick<Work, 'request'>) {
  const own = { request, exportId: '' }
  await plan(world, own)
  return await sent(world, own)
}

/** A connection from before Hourbook asked for the permission for files. */
async function connectedWithoutFiles(world: World) {
  const { services, ctx, xero } = world
  const scopes = services.accounting.scopes
    .map((each) => each.scope)
    .filter((scope) => scope !== 'accounting.attachments')
    .join(' ')
  const accounting = createAccounting({ ...xeroConfigFor(xero), scopes })
  const poor = { ...ctx, accounting }
  await connectXero({ ctx: poor, xero })
  return poor
}

function notesOf({ xero }: World, { tenantId, xeroId }: { tenantId: string; xeroId: string }) {
  const notes = xero.control.history(tenantId, xeroId).map((each) => String(each['Details']))
  return notes.filter((note) => note.startsWith('Made by Hourbook'))
}

function requestsOf({ xero }: World, method: string, path: RegExp) {
  return xero.control
    .requests()
    .filter((request) => request.method === method && path.test(request.path))
}

async function countFiles({ db, workspaceId }: World): Promise<number> {
  const files = await db
    .selectFrom('files')
    .where('workspace_id', '=', workspaceId)
    .select('id')
    .execute()
  return files.length
}

test('the smallest picture is a receipt that Xero takes', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const work = await hasWork(world, { ...nothing, receipts: true })
  await world.has.receipt(work.receipts[0]?.expenseId ?? '', { name: 'Dot.png', content: png })
  await exported(world, work)
  expect(world.xero.control.attachments(tenantId).map((file) => file.fileName)).toContain(
    '2026-11-16 Dot.png',
  )
})
