import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

// What webhooks told, until it was followed.

export type WebhookEvent = {
  tenantId: string
  resourceId: string
  category: string
  type: string
  at: string
}

/**
 * Keeps events for every workspace whose administration they are about; what was told before is not kept twice. Answers whose
 * they are. Xero speaks of an organisation, so this looks at all workspaces.
 */
export async function insertWebhookEvents(
  tx: Transaction,
  { receivedAt, events }: { receivedAt: Date; events: readonly WebhookEvent[] },
): Promise<{ workspaceId: string; connectionId: string }[]> {
  const column = (valueOf: (event: WebhookEvent) => string) => sql.val(events.map(valueOf))
  const { rows } = await sql<{ workspaceId: string; connectionId: string }>`
    with told as (
      select distinct on (x.workspace_id, x.id, e.category, e.resource_id, e.at)
        x.workspace_id, x.id as connection_id, x.tenant_id, e.category, e.resource_id, e.at, e.type
      from unnest(${column((each) => each.tenantId)}::uuid[], ${column((each) => each.category)}::text[],
        ${column((each) => each.resourceId)}::uuid[], ${column((each) => each.at)}::timestamptz[],
        ${column((each) => each.type)}::text[]) as e (tenant_id, category, resource_id, at, type)
      join xero_connections x on x.tenant_id = e.tenant_id
        and x.state in ('active', 'reconnect', 'scope_missing')
    ), kept as (
      insert into xero_webhook_events
        (workspace_id, tenant_id, category, resource_id, event_at, event_type, received_at)
      select workspace_id, tenant_id, category, resource_id, at, type, ${receivedAt}::timestamptz from told
      order by workspace_id, tenant_id, category, resource_id, at
      on conflict do nothing
      returning workspace_id, tenant_id
    )
    select distinct t.workspace_id as "workspaceId", t.connection_id as "connectionId" from told t
    join kept k on k.workspace_id = t.workspace_id and k.tenant_id = t.tenant_id`.execute(tx)
  return rows
}

export type WaitingEvent = { category: string; resourceId: string; at: Date }

/** What was told and not followed yet, the oldest first. */
export async function listWaitingEvents(
  db: Database,
  { workspaceId, tenantId, limit }: { workspaceId: string; tenantId: string; limit: number },
): Promise<WaitingEvent[]> {
  return await db
    .selectFrom('xero_webhook_events')
    .where('workspace_id', '=', workspaceId)
    .where('tenant_id', '=', tenantId)
    .where('done_at', 'is', null)
    .select(['category', 'resource_id as resourceId', 'event_at as at'])
    .orderBy('received_at')
    .orderBy('resource_id')
    .limit(limit)
    .execute()
}

export async function recordEventsDone(
  tx: Transaction,
  {
    workspaceId,
    tenantId,
    doneAt,
    events,
  }: { workspaceId: string; tenantId: string; doneAt: Date; events: readonly WaitingEvent[] },
): Promise<void> {
  await sql`
    update xero_webhook_events e set done_at = ${doneAt}
    from unnest(${sql.val(events.map((each) => each.category))}::text[],
      ${sql.val(events.map((each) => each.resourceId))}::uuid[],
      ${sql.val(events.map((each) => each.at.toISOString()))}::timestamptz[]) as n (category, resource_id, at)
    where e.workspace_id = ${workspaceId} and e.tenant_id = ${tenantId} and e.done_at is null
      and e.category = n.category and e.resource_id = n.resource_id and e.event_at = n.at`.execute(
    tx,
  )
}

/** What was followed so long ago that Xero does not tell it again. */
export async function deleteOldEvents(
  tx: Transaction,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('xero_webhook_events')
    .where('workspace_id', '=', workspaceId)
    .where('done_at', '<', before)
    .execute()
}
