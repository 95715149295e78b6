import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder, padded } from './list-order.ts'
import { countUses, rowsNaming } from './uses.ts'
import type { Use } from '#domain/uses.ts'

export type ProductFields = {
  name: string
  unitPrice: string
  vatRateId: string | null
  xeroItemCode: string | null
}

export type Product = ProductFields & { id: string; archivedAt: Date | null; createdAt: Date }

type Key = { workspaceId: string; productId: string }

const sorts = {
  unitPrice: padded('products.unit_price'),
  xeroItemCode: sql`products.xero_item_code`,
}

/** The products that pass the filter, by name. */
export async function listProductRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(Product & { sortName: string })[]> {
  const order = listOrder('products', sorts, { filter, after })
  return await db
    .selectFrom('products')
    .where('workspace_id', '=', workspaceId)
    .where(isOnSide('products', filter.archived))
    .where(mentionsIn(['products.name'], filter.q))
    .where(order.isAfter)
    .select(product)
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

/** Holds the product: no expense is registered with it until the transaction ends. */
export async function lockProduct(
  tx: Transaction,
  { workspaceId, productId }: Key,
): Promise<Product | undefined> {
  return await tx
    .selectFrom('products')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', productId)
    .select(product)
    .forUpdate()
    .executeTakeFirst()
}

/** The products of these ids. They cannot be deleted until the transaction ends. */
export async function holdProducts(
  tx: Transaction,
  { workspaceId, productIds }: { workspaceId: string; productIds: string[] },
): Promise<Product[]> {
  return await tx
    .selectFrom('products')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${productIds}::uuid[])`)
    .select(product)
    .forKeyShare()
    .execute()
}

/** Of these names, in lower case, those that a living product has. */
export async function listTakenProductNames(
  db: Database,
  { workspaceId, names }: { workspaceId: string; names: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('products')
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = any(${names.map((name) => name.toLowerCase())}::text[])`)
    .select(sql<string>`lower(name)`.as('name'))
    .execute()
  return rows.map((row) => row.name)
}

export async function insertProducts(
  tx: Transaction,
  request: { workspaceId: string; products: (ProductFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, products, createdAt } = request
  const rows = products.map((each) => ({
    workspace_id: workspaceId,
    id: each.id,
    ...columns(each),
    created_at: createdAt,
  }))
  await tx.insertInto('products').values(rows).execute()
}

export async function updateProductFields(
  tx: Transaction,
  {
    workspaceId,
    productId,
    fields,
    archivedAt,
  }: Key & { fields: ProductFields; archivedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('products')
    .set({ ...columns(fields), archived_at: archivedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', productId)
    .execute()
}

/** What names the product, so that it may only be archived. */
export async function countProductUses(
  tx: Transaction,
  { workspaceId, productId: id }: Key,
): Promise<Use[]> {
  return await countUses(tx, {
    expenses: rowsNaming('expenses', 'product_id', { workspaceId, id }),
  })
}

export async function removeProduct(
  tx: Transaction,
  { workspaceId, productId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('products')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', productId)
    .execute()
}

const product = [
  'id',
  'name',
  'unit_price as unitPrice',
  'vat_rate_id as vatRateId',
  'xero_item_code as xeroItemCode',
  'archived_at as archivedAt',
  'created_at as createdAt',
] as const

function columns(fields: ProductFields) {
  return {
    name: fields.name,
    unit_price: fields.unitPrice,
    vat_rate_id: fields.vatRateId,
    xero_item_code: fields.xeroItemCode,
  }
}
