import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { assert } from '#lib/assert.ts'
import type { World } from './world.ts'

export type Connected = { connectionId: string; tenantId: string }

/** Two organisations of the same currency and other tax rates, the Dutch one the default; work carries no VAT. */
export async function connectBoth(
  world: World,
): Promise<{ dutch: Connected; german: Connected; vatRateId: string }> {
  const [rate] = await createVatRates(world.ctx, {
    items: [{ name: 'None', percentage: '0', isDefault: true }],
  })
  assert(rate, 'the rate was made')
  const dutch = await world.connectXero()
  const organisation = 'Harbour Practice GmbH'
  const german = await world.connectXero({ organisation, isAdditional: true })
  return { dutch, german, vatRateId: rate.id }
}
