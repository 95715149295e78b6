import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countVatRateUses, lockVatRate, removeVatRate } from '#db/vat-rates.ts'

/** Removes a VAT rate that nothing refers to; the default stays, and one that was used can only be archived. */
export async function deleteVatRate(
  ctx: Context,
  { vatRateId }: { vatRateId: string },
): Promise<void> {
  allow(ctx, 'settings:write')
  const key = { workspaceId: ctx.workspaceId, vatRateId }
  await inTransaction(ctx, async (tx) => {
    const vatRate = await lockVatRate(tx, key)
    if (!vatRate) refuse('vat_rate_not_found')
    if (vatRate.isDefault) refuse('vat_rate_is_default')
    refuseUsed('vat_rate_is_in_use', await countVatRateUses(tx, key))
    await removeVatRate(tx, key)
    const about = { subject: 'vat_rate', id: vatRateId, name: vatRate.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: vatRate })
  })
}
