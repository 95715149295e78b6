import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { exemptionOf } from '#app/parts/vat-rate-rules.ts'
import { findChosenOrganisations, type TaxTypeChoice } from '#app/parts/chosen-tax-types.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuse } from '#app/refuse.ts'
import {
  clearDefaultVatRate,
  listVatRatesById,
  lockVatRate,
  updateVatRateFields,
  type VatRate,
  type VatRateFields,
} from '#db/vat-rates.ts'
import { lockWorkspace } from '#db/workspaces.ts'
import { saveTaxTypes } from '#db/xero-tax-types.ts'
import { assert } from '#lib/assert.ts'

type Changes = Partial<VatRateFields> & { isArchived?: boolean; xeroTaxTypes?: TaxTypeChoice[] }

/**
 * Changes the given fields, and of the tax rates in Xero those of the administrations that are named. A new default takes the place of the one before; the default itself stays in use.
 */
export async function updateVatRate(
  ctx: Context,
  { vatRateId, changes }: { vatRateId: string; changes: Changes },
): Promise<VatRate> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const { isArchived, xeroTaxTypes = [], ...fields } = changes
  const given = { field: 'xeroTaxTypes', choices: xeroTaxTypes }
  const [chosen = []] = await findChosenOrganisations(ctx, [given])
  return await inTransaction(ctx, async (tx) => {
    if (changes.isDefault) await lockWorkspace(tx, { workspaceId })
    const vatRate = await lockVatRate(tx, { workspaceId, vatRateId })
    if (!vatRate) refuse('vat_rate_not_found')
    const [before = vatRate] = await listVatRatesById(tx, { workspaceId, vatRateIds: [vatRateId] })
    const now = ctx.clock.now()
    const archivedAt = archivedAtAfter(isArchived, { archivedAt: vatRate.archivedAt, now })
    const merged = { ...vatRate, ...fields, archivedAt }
    const updated = { ...merged, ...exemptionOf(merged) }
    if (updated.isDefault && archivedAt) refuse('vat_rate_is_default', { field: 'isArchived' })
    if (vatRate.isDefault && !updated.isDefault) {
      refuse('vat_rate_is_default', { field: 'isDefault' })
    }
    if (changes.isDefault) await clearDefaultVatRate(tx, { workspaceId })
    await updateVatRateFields(tx, { workspaceId, vatRateId, fields: updated, archivedAt })
    await saveTaxTypes(tx, {
      workspaceId,
      chosen: chosen.map(({ tenantId, taxType }) => ({ tenantId, vatRateId, taxType })),
    })
    const [kept] = await listVatRatesById(tx, { workspaceId, vatRateIds: [vatRateId] })
    assert(kept, 'a locked VAT rate is there')
    const about = { subject: 'vat_rate', id: vatRateId, name: kept.name } as const
    await audit(ctx, tx, { action: 'changed', ...about, before, after: kept })
    return kept
  })
}
