import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  clearDefaultVatRate,
  insertVatRates,
  type VatRate,
  type VatRateFields,
} from '#db/vat-rates.ts'
import { lockWorkspace } from '#db/workspaces.ts'
import { newId } from '#lib/ids.ts'

/** Makes VAT rates. The last one that asks to be the default becomes it, in the place of the one before. */
export async function createVatRates(
  ctx: Context,
  { items }: { items: VatRateFields[] },
): Promise<VatRate[]> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const defaultIndex = items.findLastIndex((item) => item.isDefault)
  const vatRates = items.map((fields, index) => ({
    ...fields,
    isDefault: index === defaultIndex,
    id: newId(),
  }))
  await inTransaction(ctx, async (tx) => {
    if (defaultIndex >= 0) {
      await lockWorkspace(tx, { workspaceId })
      await clearDefaultVatRate(tx, { workspaceId })
    }
    await insertVatRates(tx, { workspaceId, vatRates, createdAt })
  })
  return vatRates.map((vatRate) => ({ ...vatRate, archivedAt: null, createdAt }))
}
