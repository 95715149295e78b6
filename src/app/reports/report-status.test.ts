import { noItems } from '#api/billing-schemas.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { statusesWithOpenWork, xeroStatuses, type XeroStatus } from '#domain/report-status.ts'
import { xeroStandingOf } from '#domain/xero-standing.ts'
import { hasExported } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

type Standing = Parameters<typeof xeroStandingOf>[0]

test('work is found by how its document stands in Xero, in the words of every other page', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { documentId, timeEntryIds } = await hasExported(world)
  const statuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED', 'ON_HOLD']
  for (const xeroStatus of statuses) {
    for (const xeroPaidMinor of [null, 0, 500]) {
      for (const xeroCreditedMinor of [null, 0, 500]) {
        const standing = { xeroStatus, xeroPaidMinor, xeroCreditedMinor }
        await stand(world, documentId, standing)
        const expected = `xero_${xeroStandingOf(standing) ?? 'other'}`
        expect(await statusesThatFind(world, timeEntryIds), JSON.stringify(standing)).toEqual([
          expected,
        ])
      }
    }
  }
})

test('what is on its way, unknown or refused is found, and nothing of it once it is given up', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { documentId, timeEntryIds } = await hasExported(world)
  const state = async (now: 'planned' | 'sending' | 'unknown' | 'rejected') => {
    const xero = { xero_id: null, xero_status: null, xero_number: null, confirmed_at: null }
    await world.db
      .updateTable('xero_documents')
      .set({ state: now, ...xero })
      .where('workspace_id', '=', world.workspaceId)
      .where('id', '=', documentId)
      .execute()
    return await statusesThatFind(world, timeEntryIds)
  }
  expect(await state('planned')).toEqual(['xero_sending'])
  expect(await state('sending')).toEqual(['xero_sending'])
  expect(await state('unknown')).toEqual(['xero_unknown'])
  expect(await state('rejected')).toEqual(['xero_refused'])
  await discardXeroDocument(world.ctx, { documentId })
  expect(await statusesThatFind(world, timeEntryIds)).toEqual([])
})

test('work of a voided document is open again, is found by it until it is billed anew, and can be selected', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { documentId, timeEntryIds } = await hasExported(world)
  await voidXeroDocument(world.ctx, { documentId })
  await world.runJobs()
  expect(await statusesThatFind(world, timeEntryIds)).toEqual(['xero_deleted'])
  const status = ['xero_deleted', 'written_off'] as const
  const { items } = await listTimeEntries(world.ctx, { limit: 9, status })
  expect(items).toMatchObject([{ status: 'open', billing: null }])
  const open = { status: statusesWithOpenWork(status), isInvoiced: false }
  expect(await listReportIds(world.ctx, { tab: 'hours', ...open })).toEqual(timeEntryIds)
  const given = { reason: 'Ours', items: { ...noItems, timeEntryIds } }
  await createWriteOffs(world.ctx, given)
  expect(await statusesThatFind(world, timeEntryIds)).toEqual([])
})

test('who does not see Xero does not see it by a filter either', async () => {
  await using world = await createWorld()
  const asked = listTimeEntries(world.ctxAs('employee'), {
    limit: 1,
    status: ['open', 'xero_paid'],
  })
  await expect(asked).rejects.toMatchObject({
    code: 'not_allowed',
    particulars: { field: 'status' },
  })
  expect((await world.request('GET', '/reports/hours/ids?status=xero_paid,open')).status).toBe(200)
})

async function stand(world: World, documentId: string, standing: Standing): Promise<void> {
  await world.db
    .updateTable('xero_documents')
    .set({
      xero_status: standing.xeroStatus,
      xero_paid_minor: standing.xeroPaidMinor,
      xero_credited_minor: standing.xeroCreditedMinor,
    })
    .where('workspace_id', '=', world.workspaceId)
    .where('id', '=', documentId)
    .execute()
}

/** The statuses under which these rows are found; totals and ids must agree with the list. */
async function statusesThatFind(world: World, ids: string[]): Promise<XeroStatus[]> {
  const found: XeroStatus[] = []
  for (const status of xeroStatuses) {
    const { items } = await listTimeEntries(world.ctx, { limit: 50, status })
    const { count } = await getReportTotals(world.ctx, { tab: 'hours', status })
    expect(await listReportIds(world.ctx, { tab: 'hours', status })).toHaveLength(count)
    expect(items).toHaveLength(count)
    if (count > 0) {
      expect(items.map(({ id }) => id)).toEqual(ids)
      found.push(status)
    }
  }
  return found
}
