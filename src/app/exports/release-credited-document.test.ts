import { allocationsOf, hasExported } from '#tests/support/exported.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroDocument } from './get-xero-document.ts'
import { getXeroDocumentReissue } from './get-xero-document-reissue.ts'
import { releaseCreditedDocument } from './release-credited-document.ts'

test('what an invoice billed that Xero credits in full is freed when a person says so, and issued anew', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId } = await world.connectXero()
  const { documentId, xeroId } = await hasExported(world, { status: 'AUTHORISED', hours: 2 })
  const refused = { code: 'document_is_not_credited' }
  await expect(releaseCreditedDocument(ctx, { documentId })).rejects.toMatchObject(refused)
  clock.advance(1000)
  world.xero.control.creditInvoice(tenantId, xeroId, 50)
  await expect(releaseCreditedDocument(ctx, { documentId })).rejects.toMatchObject(refused)
  clock.advance(1000)
  world.xero.control.creditInvoice(tenantId, xeroId)
  expect(await releaseCreditedDocument(ctx, { documentId })).toMatchObject({
    state: 'credited',
    xeroCreditedMinor: 20_000,
    closed: { byName: 'Olga Owner', items: 2 },
  })
  const rows = await allocationsOf(world, documentId)
  expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0)
  await expect(releaseCreditedDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_closed',
  })
  const { items, options, count } = await getXeroDocumentReissue(ctx, { documentId })
  expect(count).toBe(2)
  const again = await createXeroExport(ctx, { ...options, items })
  await world.runJobs()
  const [document] = again.documents
  expect(await getXeroDocument(ctx, { documentId: document?.id ?? '' })).toMatchObject({
    state: 'confirmed',
    totalMinor: 20_000,
  })
})
