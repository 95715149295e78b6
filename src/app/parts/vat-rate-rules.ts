import type { Transaction } from '#db/database.ts'
import { holdVatRateIds, type VatRateFields } from '#db/vat-rates.ts'
import type { Context } from '../context.ts'
import { collectErrors, type FieldOf } from './item-errors.ts'
import { distinct } from './registering.ts'

export type Exemption = Pick<VatRateFields, 'exemption' | 'exemptionReason'>

/** Why nothing is charged, and its words: only at 0%. */
export function exemptionOf(
  rate: Pick<VatRateFields, 'percentage'> & Partial<Exemption>,
): Exemption {
  const { exemption = null, exemptionReason = '' } = rate
  if (Number(rate.percentage) > 0 || exemption === null) {
    return { exemption: null, exemptionReason: '' }
  }
  return { exemption, exemptionReason }
}

/** Refuses the items that name a VAT rate the workspace does not have. */
export async function refuseUnknownVatRates(
  ctx: Context,
  tx: Transaction,
  { items, fieldOf }: { items: readonly { vatRateId: string | null }[]; fieldOf: FieldOf },
): Promise<void> {
  const errors = collectErrors()
  const vatRateIds = distinct(items.flatMap((item) => item.vatRateId ?? []))
  const known = await holdVatRateIds(tx, { workspaceId: ctx.workspaceId, vatRateIds })
  for (const [index, { vatRateId }] of items.entries()) {
    if (vatRateId !== null && !known.includes(vatRateId)) {
      errors.add(fieldOf(index, 'vatRateId'), 'vat_rate_not_found')
    }
  }
  errors.refuseIfAny()
}
