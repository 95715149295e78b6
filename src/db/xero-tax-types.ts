import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

/** The tax rates of an administration that were chosen for VAT rates, by their ids. */
export async function listTaxTypes(
  db: Database,
  { workspaceId, tenantId }: { workspaceId: string; tenantId: string },
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('xero_tax_types')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .select(['vat_rate_id as vatRateId', 'tax_type as taxType'])
    .execute()
  return new Map(rows.map((row) => [row.vatRateId, row.taxType]))
}

export type ChosenTaxType = { tenantId: string; vatRateId: string; taxType: string | null }

/** Writes choices down; one of nothing is removed, so that the percentage decides again. */
export async function saveTaxTypes(
  tx: Transaction,
  { workspaceId, chosen }: { workspaceId: string; chosen: readonly ChosenTaxType[] },
): Promise<void> {
  if (chosen.length === 0) return
  const given = sql`jsonb_to_recordset(${JSON.stringify(chosen)}::jsonb)
    as given("tenantId" uuid, "vatRateId" uuid, "taxType" text)`
  await sql`
    delete from xero_tax_types t using ${given}
    where t.workspace_id = ${workspaceId} and t.tenant_id = given."tenantId"
      and t.vat_rate_id = given."vatRateId" and given."taxType" is null`.execute(tx)
  await sql`
    insert into xero_tax_types as t (workspace_id, tenant_id, vat_rate_id, tax_type)
    select ${workspaceId}, "tenantId", "vatRateId", "taxType" from ${given} where "taxType" is not null
    on conflict (workspace_id, tenant_id, vat_rate_id) do update set tax_type = excluded.tax_type
    where t.workspace_id = ${workspaceId}`.execute(tx)
}
