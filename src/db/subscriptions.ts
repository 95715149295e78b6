import { sql } from 'kysely'
import type { DatedPrice, Pause, Subscription } from '#domain/subscription-billing.ts'
import type { Database, Transaction } from './database.ts'

type Key = { workspaceId: string; projectId: string }
export type KeptPause = Pause & { id: string }

// Decimals as text, because JSON would make numbers of them.
/** The subscription of a row `s`, with its pauses and prices; null where there is none. */
export const billedSubscription = sql<Subscription | null>`case when s.project_id is not null then
  json_build_object('interval', s.interval, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
    'description', s.description, 'quantity', s.quantity::text, 'unitPrice', s.unit_price::text,
    'proratesPauses', s.prorates_pauses,
    'pauses', (select coalesce(json_agg(json_build_object('startsOn', o.starts_on, 'endsOn', o.ends_on)
        order by o.starts_on), '[]')
      from subscription_pauses o where o.workspace_id = s.workspace_id and o.project_id = s.project_id),
    'prices', (select coalesce(json_agg(json_build_object('validFrom', o.valid_from,
        'quantity', o.quantity::text, 'unitPrice', o.unit_price::text) order by o.valid_from), '[]')
      from subscription_prices o where o.workspace_id = s.workspace_id and o.project_id = s.project_id)) end`

export async function findSubscription(
  db: Database,
  { workspaceId, projectId }: Key,
): Promise<Subscription | undefined> {
  const { rows } = await sql<{ subscription: Subscription }>`
    select ${billedSubscription} as subscription from subscriptions s
    where s.workspace_id = ${workspaceId} and s.project_id = ${projectId}`.execute(db)
  return rows[0]?.subscription
}

/** The pauses of a subscription, in order. */
export async function listPauses(
  db: Database,
  { workspaceId, projectId }: Key,
): Promise<KeptPause[]> {
  return await db
    .selectFrom('subscription_pauses')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .select(['id', 'starts_on as startsOn', 'ends_on as endsOn'])
    .orderBy('starts_on')
    .execute()
}

export async function insertPause(
  tx: Transaction,
  { workspaceId, projectId, pause, createdAt }: Key & { pause: KeptPause; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('subscription_pauses')
    .values({
      workspace_id: workspaceId,
      id: pause.id,
      project_id: projectId,
      starts_on: pause.startsOn,
      ends_on: pause.endsOn,
      created_at: createdAt,
    })
    .execute()
}

export async function updatePause(
  tx: Transaction,
  { workspaceId, projectId, pause }: Key & { pause: KeptPause },
): Promise<void> {
  await tx
    .updateTable('subscription_pauses')
    .set({ starts_on: pause.startsOn, ends_on: pause.endsOn })
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .where('id', '=', pause.id)
    .execute()
}

export async function removePause(
  tx: Transaction,
  { workspaceId, projectId, pauseId }: Key & { pauseId: string },
): Promise<void> {
  await tx
    .deleteFrom('subscription_pauses')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .where('id', '=', pauseId)
    .execute()
}

/** A day has one price: the one that is set last. */
export async function savePrice(
  tx: Transaction,
  { workspaceId, projectId, price }: Key & { price: DatedPrice },
): Promise<void> {
  const values = { quantity: price.quantity, unit_price: price.unitPrice }
  await tx
    .insertInto('subscription_prices')
    .values({
      workspace_id: workspaceId,
      project_id: projectId,
      valid_from: price.validFrom,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'project_id', 'valid_from']).doUpdateSet(values),
    )
    .execute()
}

export async function removePrice(
  tx: Transaction,
  { workspaceId, projectId, validFrom }: Key & { validFrom: string },
): Promise<void> {
  await tx
    .deleteFrom('subscription_prices')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .where('valid_from', '=', validFrom)
    .execute()
}

export type SettledPeriod = {
  startsOn: string
  endsOn: string
  amountMinor: number
  isWrittenOff: boolean
}

/** The periods that are billed or written off now, in order. */
export async function listSettledPeriods(
  db: Database,
  { workspaceId, projectId }: Key,
): Promise<SettledPeriod[]> {
  const { rows } = await sql<SettledPeriod>`
    select r.starts_on as "startsOn", r.ends_on as "endsOn", r.amount_minor as "amountMinor",
      b.document_kind = 'write_off' as "isWrittenOff"
    from subscription_periods r
    join billed_items b on b.workspace_id = r.workspace_id and b.item_kind = 'subscription_period' and b.item_id = r.id
    where r.workspace_id = ${workspaceId} and r.project_id = ${projectId}
    order by r.starts_on`.execute(db)
  return rows
}

/** Forgets what belongs to a subscription that a project no longer has. */
export async function removeSubscription(
  tx: Transaction,
  { workspaceId, projectId }: Key,
): Promise<void> {
  for (const table of ['subscriptions', 'subscription_pauses', 'subscription_prices'] as const) {
    // One transaction, one connection: they would wait for each other anyway.
    // oxlint-disable-next-line no-await-in-loop
    await tx
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('project_id', '=', projectId)
      .execute()
  }
}
