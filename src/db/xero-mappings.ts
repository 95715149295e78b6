import { sql } from 'kysely'
import type { MappingRule, MappingSubject } from '#domain/line-mapping.ts'
import type { Database, Transaction } from './database.ts'

type Key = { workspaceId: string; tenantId: string }

// Stands in the key of a rule about a kind of work, which has no id.
const noId = '00000000-0000-0000-0000-000000000000'

/** The rules of an administration. */
export async function listMappingRules(
  db: Database,
  { workspaceId, tenantId }: Key,
): Promise<MappingRule[]> {
  const rows = await db
    .selectFrom('xero_mappings')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .select([
      'subject',
      sql<string | null>`nullif(subject_id, ${noId})`.as('subjectId'),
      'item_code as itemCode',
      'account_code as accountCode',
      sql<MappingRule['tracking']>`tracking`.as('tracking'),
    ])
    .orderBy('subject')
    .orderBy('subject_id')
    .execute()
  return rows
}

/** Writes a rule down; one that says nothing is removed. */
export async function saveMappingRule(
  tx: Transaction,
  { workspaceId, tenantId, rule }: Key & { rule: MappingRule },
): Promise<void> {
  const { subject, itemCode, accountCode, tracking } = rule
  const subjectId = rule.subjectId ?? noId
  if (itemCode === null && accountCode === null && tracking.length === 0) {
    await tx
      .deleteFrom('xero_mappings')
      .where('workspace_id', '=', workspaceId)
      .where('tenant_id', '=', tenantId)
      .where('subject', '=', subject)
      .where('subject_id', '=', subjectId)
      .execute()
    return
  }
  const values = {
    item_code: itemCode,
    account_code: accountCode,
    tracking: JSON.stringify(tracking),
  }
  await tx
    .insertInto('xero_mappings')
    .values({
      workspace_id: workspaceId,
      tenant_id: tenantId,
      subject,
      subject_id: subjectId,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'tenant_id', 'subject', 'subject_id']).doUpdateSet(values),
    )
    .execute()
}

export type NamedThing = {
  subject: MappingSubject
  subjectId: string
  name: string
  clientName: string | null
  /** Of tasks and products, which name a product in Xero themselves. */
  itemCode: string | null
}

/** The names of what rules are about, and the tasks and products that name a product in Xero. */
export async function listMappedThings(
  db: Database,
  { workspaceId, tenantId }: Key,
): Promise<NamedThing[]> {
  const ruled = (subject: MappingSubject) => sql`exists (select from xero_mappings r
    where r.workspace_id = ${workspaceId} and r.tenant_id = ${tenantId} and r.subject = ${sql.lit(subject)}
      and r.subject_id = x.id)`
  const { rows } = await sql<NamedThing>`
    select 'task' as subject, x.id as "subjectId", x.name, null as "clientName", x.xero_item_code as "itemCode"
    from tasks x where x.workspace_id = ${workspaceId} and (x.xero_item_code is not null or ${ruled('task')})
    union all
    select 'product', x.id, x.name, null, x.xero_item_code
    from products x where x.workspace_id = ${workspaceId} and (x.xero_item_code is not null or ${ruled('product')})
    union all
    select 'client', x.id, x.name, null, null
    from clients x where x.workspace_id = ${workspaceId} and ${ruled('client')}
    union all
    select 'project', x.id, x.name, c.name, null
    from projects x join clients c on c.workspace_id = x.workspace_id and c.id = x.client_id
    where x.workspace_id = ${workspaceId} and ${ruled('project')}
    order by 3`.execute(db)
  return rows
}

const tables = {
  task: 'tasks',
  product: 'products',
  client: 'clients',
  project: 'projects',
} as const
export type MappedKind = keyof typeof tables

/** Whether there is such a thing in the workspace; it stays until the transaction ends. */
export async function holdMappedThing(
  tx: Transaction,
  {
    workspaceId,
    subject,
    subjectId,
  }: { workspaceId: string; subject: MappedKind; subjectId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ${sql.table(tables[subject])} where workspace_id = ${workspaceId} and id = ${subjectId}
    for key share`.execute(tx)
  return rows.length > 0
}

/** What a mapping is about: its name, and the product in Xero that it names itself. */
export async function findMappedThing(
  db: Database,
  {
    workspaceId,
    subject,
    subjectId,
  }: { workspaceId: string; subject: MappingSubject; subjectId: string },
): Promise<{ name: string; itemCode: string | null } | undefined> {
  if (!isMappedKind(subject)) return undefined
  const hasItem = subject === 'task' || subject === 'product'
  const { rows } = await sql<{ name: string; itemCode: string | null }>`
    select name, ${hasItem ? sql`xero_item_code` : sql`null`} as "itemCode" from ${sql.table(tables[subject])}
    where workspace_id = ${workspaceId} and id = ${subjectId}`.execute(db)
  return rows[0]
}

function isMappedKind(subject: MappingSubject): subject is MappedKind {
  return Object.hasOwn(tables, subject)
}

/** The product in Xero that a task or product names itself. */
export async function setItemCode(
  tx: Transaction,
  request: {
    workspaceId: string
    subject: 'task' | 'product'
    subjectId: string
    itemCode: string | null
  },
): Promise<void> {
  await tx
    .updateTable(tables[request.subject])
    .set({ xero_item_code: request.itemCode })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.subjectId)
    .execute()
}
