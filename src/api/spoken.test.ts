import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { noItems } from './billing-schemas.ts'

const dutch = { headers: { 'accept-language': 'nl' } }

test('sentences inside an answer are in the language that the request accepts', async () => {
  await using world = await createWorld()
  const client = await world.has.client()
  const project = await world.has.project({ clientId: client.id })
  await world.has.timeEntry({ projectId: project.id })
  const remove = { list: 'projects', ids: [project.id], isDeleted: true }
  const english = await world.request('POST', '/bulk-changes', remove)
  expect(english.body).toMatchObject({
    results: [{ problem: { message: 'Used by 1 time entry.' } }],
  })
  const answer = await world.request('POST', '/bulk-changes', remove, dutch)
  expect(answer.body).toMatchObject({
    results: [{ problem: { message: 'In gebruik bij 1 urenregel.' } }],
  })
  const xero = await world.request('GET', '/xero/connection', undefined, dutch)
  expect(xero.body).toMatchObject({ missing: [{ message: 'Verbind eerst met Xero.' }] })
})

test('what was kept in English is read in Dutch, with the words of Xero as they are', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const project = await world.has.project({ hourlyRate: '100' })
  const entry = await world.has.timeEntry({ projectId: project.id })
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-12-31' })
  const made = await createXeroExport(world.ctx, {
    items: { ...noItems, timeEntryIds: [entry.id] },
    per: 'client',
    groupBy: 'project',
    issuedOn: '2026-11-16',
    status: 'AUTHORISED',
  })
  await world.runJobs()
  const address = `/xero/exports/${made.id}`
  const { body } = await world.request('GET', address, undefined, dutch)
  const problem = {
    code: 'period_is_locked',
    message: 'De datum valt in een periode die in Xero is afgesloten.',
    fix: expect.stringContaining('Verstuur het met een andere datum'),
    detail: expect.stringContaining('lock date'),
  }
  expect(body).toMatchObject({ documents: [{ problem }] })
  const check = await world.request('GET', '/xero/readiness', undefined, dutch)
  expect(check.body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        code: 'today_is_locked',
        title: 'Vandaag valt in een afgesloten periode',
      }),
    ]),
  })
})
