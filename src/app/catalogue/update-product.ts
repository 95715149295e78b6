import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import { refuseUnknownVatRates } from '#app/parts/vat-rate-rules.ts'
import { lockProduct, type Product, type ProductFields, updateProductFields } from '#db/products.ts'

type Changes = Partial<ProductFields> & { isArchived?: boolean }

/** Changes the given fields, and archives or brings back. Expenses that are registered already keep their price. */
export async function updateProduct(
  ctx: Context,
  { productId, changes }: { productId: string; changes: Changes },
): Promise<Product> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, productId }
  return await refuseViolations({ products_name: 'product_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const product = await lockProduct(tx, key)
      if (!product) refuse('product_not_found')
      const { isArchived, ...fields } = changes
      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: product.archivedAt, now })
      const updated = { ...product, ...fields, archivedAt }
      await refuseUnknownVatRates(ctx, tx, { items: [updated], fieldOf: fieldAlone })
      await updateProductFields(tx, { ...key, fields: updated, archivedAt })
      const about = { subject: 'product', id: productId, name: updated.name } as const
      await audit(ctx, tx, { action: 'changed', ...about, before: product, after: updated })
      return updated
    }),
  )
}
