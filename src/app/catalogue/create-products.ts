import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { refuseTaken } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuseUnknownVatRates } from '#app/parts/vat-rate-rules.ts'
import {
  insertProducts,
  listTakenProductNames,
  type Product,
  type ProductFields,
} from '#db/products.ts'
import { newId } from '#lib/ids.ts'

/** Makes products, all of them or none. */
export async function createProducts(
  ctx: Context,
  { items }: { items: ProductFields[] },
): Promise<Product[]> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const products = items.map((fields) => ({ ...fields, id: newId() }))
  const names = items.map((item) => item.name)
  await refuseViolations({ products_name: 'product_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const taken = await listTakenProductNames(tx, { workspaceId, names })
      refuseTaken(names, { taken, field: 'name', code: 'product_name_is_taken' })
      await refuseUnknownVatRates(ctx, tx, { items, fieldOf: fieldOfItem })
      await insertProducts(tx, { workspaceId, products, createdAt })
      await audit(
        ctx,
        tx,
        products.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'product',
          id,
          name: after.name,
          after,
        })),
      )
    }),
  )
  return products.map((product) => ({ ...product, archivedAt: null, createdAt }))
}
