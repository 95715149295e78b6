import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { readXeroTaxRates } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** The tax rates of the administration, live. */
export async function listXeroTaxRates(
  ctx: Context,
  { refresh, connectionId }: { refresh: boolean } & Asked,
) {
  allow(ctx, 'xero:read')
  const connection = await requireAdministration(ctx, { connectionId })
  const rates = expectXero(await readXeroTaxRates(ctx, { connection, isFresh: refresh }))
  const items = rates.map((rate) => ({
    taxType: rate.taxType,
    name: rate.name,
    percentage: rate.percentage,
    isSelectable: rate.isActive && rate.canApplyToRevenue,
  }))
  return { items, nextCursor: null }
}
