import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countProductUses, lockProduct, removeProduct } from '#db/products.ts'

/** Removes a product that nothing refers to; one that was used can only be archived. */
export async function deleteProduct(
  ctx: Context,
  { productId }: { productId: string },
): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, productId }
  await inTransaction(ctx, async (tx) => {
    const product = await lockProduct(tx, key)
    if (!product) refuse('product_not_found')
    refuseUsed('product_is_in_use', await countProductUses(tx, key))
    await removeProduct(tx, key)
    const about = { subject: 'product', id: productId, name: product.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: product })
  })
}
