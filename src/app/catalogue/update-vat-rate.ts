import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuse } from '#app/refuse.ts'
import {
  clearDefaultVatRate,
  lockVatRate,
  updateVatRateFields,
  type VatRate,
  type VatRateFields,
} from '#db/vat-rates.ts'
import { lockWorkspace } from '#db/workspaces.ts'

type Changes = Partial<VatRateFields> & { isArchived?: boolean }

/** Changes the given fields. A new default takes the place of the one before; the default itself stays in use. */
export async function updateVatRate(
  ctx: Context,
  { vatRateId, changes }: { vatRateId: string; changes: Changes },
): Promise<VatRate> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    if (changes.isDefault) await lockWorkspace(tx, { workspaceId })
    const vatRate = await lockVatRate(tx, { workspaceId, vatRateId })
    if (!vatRate) refuse('vat_rate_not_found')
    const { isArchived, ...fields } = changes
    const now = ctx.clock.now()
    const archivedAt = archivedAtAfter(isArchived, { archivedAt: vatRate.archivedAt, now })
    const updated = { ...vatRate, ...fields, archivedAt }
    if (updated.isDefault && archivedAt) refuse('vat_rate_is_default', { field: 'isArchived' })
    if (vatRate.isDefault && !updated.isDefault) {
      refuse('vat_rate_is_default', { field: 'isDefault' })
    }
    if (changes.isDefault) await clearDefaultVatRate(tx, { workspaceId })
    await updateVatRateFields(tx, { workspaceId, vatRateId, fields: updated, archivedAt })
    return updated
  })
}
