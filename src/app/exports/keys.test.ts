import { noItems } from '#api/billing-schemas.ts'
import type { Context } from '#app/context.ts'
import type { Accounting, Receipt } from '#app/ports/accounting.ts'
import { hasExported } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { attachToXeroDocuments } from './attach-to-xero-documents.ts'
import { changeXeroDocuments } from './change-xero-documents.ts'
import { createXeroExport } from './create-xero-export.ts'
import { creditXeroDocument } from './credit-xero-document.ts'
import { emailXeroDocument } from './email-xero-document.ts'
import { getXeroExport } from './get-xero-export.ts'
import { retryXeroDocument } from './retry-xero-document.ts'
import { sendXeroDocuments } from './send-xero-documents.ts'
import { updateXeroDocument } from './update-xero-document.ts'

// Xero remembers a key for six minutes from its first use.
const rememberedMs = 360_000

type Connection = { connectionId: string }
type Way = {
  call: 'createInvoices' | 'updateInvoice' | 'createCreditNote' | 'emailInvoice' | 'addNote'
  ask: (world: World) => Promise<void>
  work: (ctx: Context, connection: Connection) => Promise<unknown>
}

const ways: Way[] = [
  {
    call: 'createInvoices',
    ask: async (world) => void (await hasExport(world)),
    work: sendXeroDocuments,
  },
  {
    call: 'updateInvoice',
    ask: async (world) => {
      const { documentId, projectId } = await hasExported(world)
      const { id } = await world.has.timeEntry({ projectId, workedOn: '2026-11-12' })
      const items = { ...noItems, timeEntryIds: [id] }
      await updateXeroDocument(world.ctx, { documentId, items })
    },
    work: changeXeroDocuments,
  },
  {
    call: 'createCreditNote',
    ask: async (world) => {
      const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
      await creditXeroDocument(world.ctx, { documentId, billAgain: false })
    },
    work: changeXeroDocuments,
  },
  {
    call: 'emailInvoice',
    ask: async (world) => {
      const { documentId } = await hasExported(world, { status: 'AUTHORISED' })
      await emailXeroDocument(world.ctx, { documentId })
    },
    work: changeXeroDocuments,
  },
  {
    call: 'addNote',
    ask: async (world) => {
      const attach = { timesheet: false, receipts: false, online: false, note: true }
      await hasExport(world, { attach })
      const { connectionId } = await connectionOf(world)
      await sendXeroDocuments(world.ctx, { connectionId })
    },
    work: attachToXeroDocuments,
  },
]

test.each(ways)(
  'a key of $call never goes out when Xero may have forgotten it, nor once more without a look before',
  async ({ call, ask, work }) => {
    await using world = await createWorld()
    const { ctx, clock, xero } = world
    const connection = await world.connectXero()
    await ask(world)
    const sent: { key: string; at: number; looks: number }[] = []
    const looks = () => xero.control.requests().filter((each) => each.method === 'GET').length
    const lost = async (_session: unknown, request: { idempotencyKey: string }) => {
      sent.push({ key: request.idempotencyKey, at: clock.now().getTime(), looks: looks() })
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt: aReceipt } as const
    }
    const accounting: Accounting = { ...ctx.accounting, [call]: lost }
    xero.control.clearRequests()
    for (let round = 0; round < 24; round += 1) {
      // Oddly, so that looks come at every age of a key.
      clock.advance(43_000 + (round % 5) * 21_000)
      await work({ ...ctx, accounting }, connection)
    }
    const keys = Map.groupBy(sent, (each) => each.key)
    expect(keys.size).toBeGreaterThan(1)
    for (const uses of keys.values()) {
      const ages = uses.map((each) => each.at - (uses[0]?.at ?? 0))
      expect(Math.max(...ages)).toBeLessThan(rememberedMs)
    }
    // Nor is there another key before the calls with the one before are surely over.
    for (const [index, each] of sent.entries()) {
      const before = sent[index - 1]
      if (!before) continue
      expect(each.looks).toBeGreaterThan(before.looks)
      if (each.key !== before.key) expect(each.at - before.at).toBeGreaterThanOrEqual(300_000)
    }
    clock.advance(300_000)
    expect(await work(ctx, connection)).toEqual({ kind: 'done' })
  },
)

test('a contact that was refused is asked for with another key: what was mended in Xero counts at once', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId, connectionId } = await world.connectXero()
  const { control } = world.xero
  control.switches.unreadableText = 'refuse'
  // In the address: a look-up by name and number does not say it.
  const invoiceAddress = { line1: '[[unreadable]]' }
  const client = await has.client({ name: 'Mended', invoiceAddress })
  const { id: projectId } = await has.project({ clientId: client.id })
  const exportId = await hasExport(world, { projectId })
  const before = control.contacts(tenantId).length
  await sendXeroDocuments(ctx, { connectionId })
  const [refused] = (await getXeroExport(ctx, { exportId })).documents
  expect(refused).toMatchObject({ state: 'rejected' })

  control.switches.unreadableText = 'accept'
  await retryXeroDocument(ctx, { documentId: refused?.id ?? '' })
  await sendXeroDocuments(ctx, { connectionId })
  expect((await getXeroExport(ctx, { exportId })).documents).toMatchObject([{ state: 'confirmed' }])
  expect(control.contacts(tenantId)).toHaveLength(before + 1)
})

test('contacts whose call was not answered keep their key, so that one which arrives late makes none twice', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const { control } = world.xero
  const before = control.contacts(tenantId).length
  await hasExport(world)
  const keys: string[] = []
  const late: (() => Promise<unknown>)[] = []
  const accounting: Accounting = {
    ...ctx.accounting,
    createContacts: async (session, request) => {
      keys.push(request.idempotencyKey)
      const call = async () => await ctx.accounting.createContacts(session, request)
      if (keys.length > 1) return await call()
      late.push(call)
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt: aReceipt }
    },
  }
  await sendXeroDocuments({ ...ctx, accounting }, { connectionId })
  clock.advance(10_000)
  await sendXeroDocuments({ ...ctx, accounting }, { connectionId })
  for (const call of late) await call()
  expect(new Set(keys).size).toBe(1)
  expect(control.contacts(tenantId)).toHaveLength(before + 1)
})

test('a note that Xero answered with an error goes again at once with another key, and is there once', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId, connectionId } = await world.connectXero()
  const attach = { timesheet: false, receipts: false, online: false, note: true }
  const exportId = await hasExport(world, { attach })
  await sendXeroDocuments(ctx, { connectionId })
  world.xero.control.failNext('PUT /Invoices/{id}/History', 'error_500_before')
  world.xero.control.clearRequests()
  expect(await attachToXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  const [document] = (await getXeroExport(ctx, { exportId })).documents
  expect(document?.attachments).toMatchObject([{ kind: 'note', state: 'confirmed' }])
  const calls = world.xero.control.requests().filter((each) => each.method === 'PUT')
  expect(new Set(calls.map((each) => each.idempotencyKey)).size).toBe(2)
  expect(notesOf(world, tenantId, document?.xeroId ?? '')).toHaveLength(1)
})

test('a note whose call arrives late is there once', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const attach = { timesheet: false, receipts: false, online: false, note: true }
  const exportId = await hasExport(world, { attach })
  await sendXeroDocuments(ctx, { connectionId })
  const late: (() => Promise<unknown>)[] = []
  const accounting: Accounting = {
    ...ctx.accounting,
    addNote: async (session, note) => {
      if (late.length > 0) return await ctx.accounting.addNote(session, note)
      late.push(async () => await ctx.accounting.addNote(session, note))
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt: aReceipt }
    },
  }
  await attachToXeroDocuments({ ...ctx, accounting }, { connectionId })
  clock.advance(100_000)
  await attachToXeroDocuments({ ...ctx, accounting }, { connectionId })
  for (const call of late) await call()
  const [document] = (await getXeroExport(ctx, { exportId })).documents
  expect(document?.attachments).toMatchObject([{ kind: 'note', state: 'confirmed' }])
  expect(notesOf(world, tenantId, document?.xeroId ?? '')).toHaveLength(1)
})

const aReceipt: Receipt = {
  method: 'PUT',
  path: '/lost',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}

async function hasExport(
  { ctx, has }: World,
  {
    projectId,
    ...more
  }: { projectId?: string; attach?: Parameters<typeof createXeroExport>[1]['attach'] } = {},
): Promise<string> {
  const project = projectId ?? (await has.project({ clientId: (await has.client()).id })).id
  const { id } = await has.timeEntry({ projectId: project })
  const items = { ...noItems, timeEntryIds: [id] }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  return (await createXeroExport(ctx, { ...how, items, issuedOn: '2026-11-16', ...more })).id
}

async function connectionOf({ db }: World): Promise<Connection> {
  const { id } = await db.selectFrom('xero_connections').select('id').executeTakeFirstOrThrow()
  return { connectionId: id }
}

function notesOf({ xero }: World, tenantId: string, xeroId: string): string[] {
  const notes = xero.control.history(tenantId, xeroId).map((each) => String(each['Details']))
  return notes.filter((note) => note.startsWith('Made by Hourbook'))
}
