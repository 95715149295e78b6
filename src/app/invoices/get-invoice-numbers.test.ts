import { noItems } from '#api/billing-schemas.ts'
import type { Context } from '#app/context.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createInvoice } from './create-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getInvoiceNumbers } from './get-invoice-numbers.ts'

test('fifty who finalise at once, some of them refused, leave no number out', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  expect(await getInvoiceNumbers(ctx)).toEqual({ series: [] })
  const { id: clientId } = await has.client()
  const drafts: string[] = []
  for (let count = 0; count < 50; count += 1) {
    drafts.push(await draft(ctx, { clientId }))
  }
  // Every tenth is finalised by two at once: the second is refused.
  const twice = drafts.filter((_, index) => index % 10 === 0)
  const outcomes = await Promise.allSettled(
    [...drafts, ...twice].map(
      async (invoiceId) => (await finaliseInvoice(ctx, { invoiceId })).number,
    ),
  )
  const numbers = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(new Set(numbers)).toEqual(
    new Set(Array.from({ length: 50 }, (_, index) => `2026-${String(index + 1).padStart(4, '0')}`)),
  )
  expect(numbers).toHaveLength(50)
  expect(outcomes.filter((each) => each.status === 'rejected')).toHaveLength(twice.length)
  expect(await getInvoiceNumbers(ctx)).toMatchObject({
    series: [
      {
        series: '2026',
        firstNumber: '2026-0001',
        lastNumber: '2026-0050',
        invoices: 50,
        missing: [],
        missingCount: 0,
        outOfOrder: 0,
      },
    ],
  })
})

test('numbers that were given and are on no invoice are told, at the beginning, between and at the end', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { db, workspaceId } = ctx
  const { id: clientId } = await has.client()
  const ids: string[] = []
  for (let count = 0; count < 7; count += 1) {
    const issuedOn = count === 5 ? '2026-11-02' : '2026-11-20'
    const invoiceId = await draft(ctx, { clientId, issuedOn })
    ids.push(invoiceId)
    await finaliseInvoice(ctx, { invoiceId })
  }
  // As a restored backup or a hand in the database would leave it.
  for (const [index, number] of [
    [0, 'OLD-0004'],
    [2, 'OLD-0002'],
    [3, 'OLD-0003'],
    [6, 'OLD-0006'],
  ] as const) {
    await db
      .updateTable('invoices')
      .set({ number })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', ids[index] ?? '')
      .execute()
  }
  const { series } = await getInvoiceNumbers(ctx)
  const told = series.map((each) => [each.series, each.missing, each.missingCount, each.outOfOrder])
  expect(told.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
    [
      '2026',
      [
        { from: 1, to: 1 },
        { from: 3, to: 4 },
        { from: 7, to: 7 },
      ],
      4,
      1,
    ],
    [
      'OLD',
      [
        { from: 1, to: 1 },
        { from: 5, to: 5 },
      ],
      2,
      0,
    ],
  ])
})

async function draft(
  ctx: Context,
  { clientId, issuedOn = '2026-11-20' }: { clientId: string; issuedOn?: string },
): Promise<string> {
  const lines = [{ description: 'Advice', quantity: '1', unitPrice: '10' }]
  const how = { groupBy: 'project', items: noItems, reference: '' } as const
  return (await createInvoice(ctx, { ...how, clientId, issuedOn, lines })).id
}
