import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { type Exemption, exemptionOf } from '#app/parts/vat-rate-rules.ts'
import { findChosenOrganisations, type TaxTypeChoice } from '#app/parts/chosen-tax-types.ts'
import {
  clearDefaultVatRate,
  insertVatRates,
  listVatRatesById,
  type VatRate,
  type VatRateFields,
} from '#db/vat-rates.ts'
import { lockWorkspace } from '#db/workspaces.ts'
import { saveTaxTypes } from '#db/xero-tax-types.ts'
import { newId } from '#lib/ids.ts'

type NewVatRate = Omit<VatRateFields, keyof Exemption> &
  Partial<Exemption> & { xeroTaxTypes?: TaxTypeChoice[] }

/** Makes VAT rates. The last one that asks to be the default becomes it, in the place of the one before. */
export async function createVatRates(
  ctx: Context,
  { items }: { items: NewVatRate[] },
): Promise<VatRate[]> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const defaultIndex = items.findLastIndex((item) => item.isDefault)
  const vatRates = items.map(({ name, percentage, ...item }, index) => ({
    name,
    percentage,
    ...exemptionOf({ percentage, ...item }),
    isDefault: index === defaultIndex,
    id: newId(),
  }))
  const chosen = await findChosenOrganisations(
    ctx,
    items.map(({ xeroTaxTypes }, index) => ({
      field: `items.${index}.xeroTaxTypes`,
      choices: xeroTaxTypes ?? [],
    })),
  )
  return await inTransaction(ctx, async (tx) => {
    if (defaultIndex >= 0) {
      await lockWorkspace(tx, { workspaceId })
      await clearDefaultVatRate(tx, { workspaceId })
    }
    await insertVatRates(tx, { workspaceId, vatRates, createdAt })
    await saveTaxTypes(tx, {
      workspaceId,
      chosen: vatRates.flatMap(({ id: vatRateId }, index) =>
        (chosen[index] ?? []).map(({ tenantId, taxType }) => ({ tenantId, vatRateId, taxType })),
      ),
    })
    const vatRateIds = vatRates.map((each) => each.id)
    const made = await listVatRatesById(tx, { workspaceId, vatRateIds })
    const inOrder = vatRateIds.flatMap((id) => made.find((each) => each.id === id) ?? [])
    await audit(
      ctx,
      tx,
      inOrder.map(({ id, ...after }) => ({
        action: 'created',
        subject: 'vat_rate',
        id,
        name: after.name,
        after,
      })),
    )
    return inOrder
  })
}
