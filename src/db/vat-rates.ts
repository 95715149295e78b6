import { sql } from 'kysely'
import { isOnSide, mentionsIn, type NamedRequest } from './by-name.ts'
import type { Database, Transaction } from './database.ts'
import { listOrder, padded } from './list-order.ts'
import { countUses, rowsNaming } from './uses.ts'
import type { Use } from '#domain/uses.ts'
import type { VatExemption } from '#domain/vat-exemption.ts'

export type VatRateFields = {
  name: string
  percentage: string
  isDefault: boolean
  /** Null above 0%, and where it was not said. */
  exemption: VatExemption | null
  /** The words for it on invoices; empty for the usual ones. */
  exemptionReason: string
}

/** The tax rate in Xero that was chosen for it in an administration. */
export type XeroTaxType = { connectionId: string; taxType: string }

export type VatRate = VatRateFields & {
  id: string
  xeroTaxTypes: XeroTaxType[]
  archivedAt: Date | null
  createdAt: Date
}

type Key = { workspaceId: string; vatRateId: string }

const sorts = { percentage: padded('vat_rates.percentage') }

/** The VAT rates that pass the filter, by name. */
export async function listVatRateRows(
  db: Database,
  { workspaceId, filter, after, limit }: NamedRequest,
): Promise<(VatRate & { sortName: string })[]> {
  const order = listOrder('vat_rates', sorts, { filter, after })
  return await db
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .where(isOnSide('vat_rates', filter.archived))
    .where(mentionsIn(['vat_rates.name'], filter.q))
    .where(order.isAfter)
    .select([...vatRate, xeroTaxTypes])
    .select(order.value.as('sortName'))
    .orderBy(order.words)
    .limit(limit)
    .execute()
}

export async function lockVatRate(
  tx: Transaction,
  { workspaceId, vatRateId }: Key,
): Promise<VatRate | undefined> {
  return await tx
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', vatRateId)
    .select([...vatRate, xeroTaxTypes])
    .forUpdate()
    .executeTakeFirst()
}

/** These VAT rates, in no order. They cannot be deleted until the transaction ends. */
export async function listVatRatesById(
  db: Database,
  { workspaceId, vatRateIds }: { workspaceId: string; vatRateIds: string[] },
): Promise<VatRate[]> {
  return await db
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${vatRateIds}::uuid[])`)
    .select([...vatRate, xeroTaxTypes])
    .forKeyShare()
    .execute()
}

/** The VAT rate that counts where none is chosen. */
export async function findDefaultVatRate(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<VatRate> {
  return await db
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .where('is_default', '=', true)
    .select([...vatRate, xeroTaxTypes])
    .executeTakeFirstOrThrow()
}

/** Which of these ids are VAT rates of the workspace. They cannot be deleted until the transaction ends. */
export async function holdVatRateIds(
  tx: Transaction,
  { workspaceId, vatRateIds }: { workspaceId: string; vatRateIds: string[] },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${vatRateIds}::uuid[])`)
    .select('id')
    .forKeyShare()
    .execute()
  return rows.map((row) => row.id)
}

/** Leaves the workspace without a default for a moment, so that another rate can become it. */
export async function clearDefaultVatRate(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  await tx
    .updateTable('vat_rates')
    .set({ is_default: false })
    .where('workspace_id', '=', workspaceId)
    .where('is_default', '=', true)
    .execute()
}

export async function insertVatRates(
  tx: Transaction,
  request: { workspaceId: string; vatRates: (VatRateFields & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, vatRates, createdAt } = request
  const rows = vatRates.map((each) => ({
    workspace_id: workspaceId,
    id: each.id,
    ...columns(each),
    created_at: createdAt,
  }))
  await tx.insertInto('vat_rates').values(rows).execute()
}

export async function updateVatRateFields(
  tx: Transaction,
  {
    workspaceId,
    vatRateId,
    fields,
    archivedAt,
  }: Key & { fields: VatRateFields; archivedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('vat_rates')
    .set({ ...columns(fields), archived_at: archivedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', vatRateId)
    .execute()
}

/** What names the VAT rate, so that it may only be archived. */
export async function countVatRateUses(
  tx: Transaction,
  { workspaceId, vatRateId: id }: Key,
): Promise<Use[]> {
  const naming = (table: string) => rowsNaming(table, 'vat_rate_id', { workspaceId, id })
  return await countUses(tx, {
    clients: naming('clients'),
    projects: naming('projects'),
    products: naming('products'),
    expenses: naming('expenses'),
    invoices: sql`(select count(distinct invoice_id) from invoice_lines
      where workspace_id = ${workspaceId} and vat_rate_id = ${id})`,
    estimates: sql`(select count(distinct estimate_id) from estimate_lines
      where workspace_id = ${workspaceId} and vat_rate_id = ${id})`,
  })
}

/** Removes a VAT rate, and which tax rates in Xero were chosen for it. */
export async function removeVatRate(
  tx: Transaction,
  { workspaceId, vatRateId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('xero_tax_types')
    .where('workspace_id', '=', workspaceId)
    .where('vat_rate_id', '=', vatRateId)
    .execute()
  await tx
    .deleteFrom('vat_rates')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', vatRateId)
    .execute()
}

const vatRate = [
  'id',
  'name',
  'percentage',
  'is_default as isDefault',
  'exemption',
  'exemption_reason as exemptionReason',
  'archived_at as archivedAt',
  'created_at as createdAt',
] as const

const xeroTaxTypes = sql<XeroTaxType[]>`(
  select coalesce(json_agg(json_build_object('connectionId', x.id, 'taxType', t.tax_type)
    order by x.is_default desc, x.tenant_name, x.id), '[]')
  from xero_tax_types t
  join xero_connections x on x.workspace_id = t.workspace_id and x.tenant_id = t.tenant_id
  where t.workspace_id = vat_rates.workspace_id and t.vat_rate_id = vat_rates.id)`.as(
  'xeroTaxTypes',
)

function columns(fields: VatRateFields) {
  return {
    name: fields.name,
    percentage: fields.percentage,
    is_default: fields.isDefault,
    exemption: fields.exemption,
    exemption_reason: fields.exemptionReason,
  }
}
