import { noItems } from '#api/billing-schemas.ts'
import { systemContext } from '#app/context.ts'
import { attachToXeroDocuments } from '#app/exports/attach-to-xero-documents.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { findWaitingAttachments } from '#db/xero-attachments.ts'
import { findUnfinished } from '#db/xero-sending.ts'
import type { FaultName } from '#simulator/server.ts'
import { pdf } from '#tests/support/files.ts'
import { type Random, randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { Killed, unlucky } from './misfortune.ts'

const operations = [
  'PUT /Invoices/*/Attachments/*',
  'PUT /Invoices/*/Attachments/*',
  'GET /Invoices/*/Attachments',
  'PUT /Invoices/*/History',
  'GET /Invoices/*/History',
  'PUT /Invoices',
]
const faults: FaultName[] = [
  'drop_before',
  'drop_after',
  'drop_after',
  'error_500_after',
  'truncated_json',
  'html_error',
  '429_minute',
  '503_offline',
  '401_expired',
]
const roundsLimit = 200
const count = process.env['SEED'] ? 1 : Math.ceil(Number(process.env['SEEDS'] ?? 100) / 5)
const seeds = Array.from({ length: count }, (_, index) =>
  process.env['SEED'] ? Number(process.env['SEED']) : index + 1,
)

// Whatever becomes of the calls: each file and each note that was promised is with its document once.
test.each(seeds)('what goes with a document is there once (seed %i)', async (seed) => {
  await using world = await createWorld()
  const random = randomFrom(seed)
  Object.assign(world.services.printer, { timesheet: async () => pdf('Timesheet') })
  const { connectionId, tenantId } = await world.connectXero()
  const exportId = await promiseFiles(world, random)
  for (let left = random.between(0, 6); left > 0; left -= 1) {
    world.xero.control.failNext(random.pick(operations), random.pick(faults), {
      nth: random.between(1, 3),
    })
  }
  await workUntilDone(world, random, connectionId)

  const { documents } = await getXeroExport(world.ctx, { exportId })
  const inXero = world.xero.control.attachments(tenantId)
  for (const document of documents) {
    expect(document.state).toBe('confirmed')
    expect(new Set(document.attachments.map((each) => each.state))).toEqual(new Set(['confirmed']))
    const planned = document.attachments.filter((each) => each.kind !== 'note')
    const there = inXero.filter((file) => file.documentId === document.xeroId)
    expect(there.map((file) => file.fileName).toSorted()).toEqual(
      planned.map((file) => file.name).toSorted(),
    )
    const history = world.xero.control.history(tenantId, document.xeroId ?? '')
    const notes = history.filter((each) => String(each['Details']).startsWith('Made by Hourbook'))
    expect(notes).toHaveLength(document.attachments.length - planned.length)
  }
  const contents = inXero.map((file) => file.content.toString('latin1'))
  expect(contents.every((content) => content.startsWith('%PDF-'))).toBe(true)
})

/** Hours, and expenses with receipts, of one or two clients. */
async function promiseFiles({ ctx, has }: World, random: Random): Promise<string> {
  const items = { ...noItems, timeEntryIds: [] as string[], expenseIds: [] as string[] }
  for (let clients = random.between(1, 2); clients > 0; clients -= 1) {
    const client = await has.client({ name: `Client ${clients}` })
    const { id: projectId } = await has.project({ clientId: client.id })
    items.timeEntryIds.push((await has.timeEntry({ projectId })).id)
    for (let expenses = random.between(1, 2); expenses > 0; expenses -= 1) {
      const { id } = await has.expense({ projectId })
      items.expenseIds.push(id)
      for (let receipts = random.between(1, 3); receipts > 0; receipts -= 1) {
        const content = pdf(`${clients} ${expenses} ${receipts}`)
        await has.receipt(id, { name: random.pick(['Taxi.pdf', 'taxi.pdf', 'a&b.pdf']), content })
      }
    }
  }
  const attach = { timesheet: random.chance(0.7), receipts: true, online: false, note: true }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  const made = await createXeroExport(ctx, { ...how, items, issuedOn: '2026-11-16', attach })
  return made.id
}

async function workUntilDone(world: World, random: Random, connectionId: string): Promise<void> {
  const { db, workspaceId, services } = world
  const workers = random.between(1, 3)
  const luck = unlucky(world, random, random.pick([0, 0.15, 0.3]))
  for (let round = 1; round <= roundsLimit; round += 1) {
    const ctx = systemContext({ ...services, accounting: luck.accounting }, workspaceId)
    const work = async () => {
      try {
        await sendXeroDocuments(ctx, { connectionId })
        await attachToXeroDocuments(ctx, { connectionId })
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
    }
    await Promise.all(Array.from({ length: workers }, work))
    const documents = await findUnfinished(db, { workspaceId, connectionId })
    const files = await findWaitingAttachments(db, { workspaceId, connectionId })
    if (documents.planned + documents.unsettled + files.count === 0) return await luck.end()
    await luck.advance(random.between(1, 200))
  }
  throw new Error(`It did not end in ${roundsLimit} rounds`)
}
