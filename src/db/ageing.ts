import { type RawBuilder, sql } from 'kysely'
import type { AgeingBucket } from '#domain/ageing.ts'
import { comesAfter, type Slice } from './by-name.ts'
import type { Database } from './database.ts'

/** What the invoices of a client that are due come to on a day, by how long they are overdue. */
export type AgedClient = {
  clientId: string
  clientName: string
  currency: string
  invoices: number
  buckets: Record<AgeingBucket, number>
  dueMinor: number
}

export type AgedInvoice = {
  id: string
  number: string
  clientId: string
  clientName: string
  issuedOn: string
  dueOn: string
  currency: string
  totalMinor: number
  dueMinor: number
  overdueDays: number
  /** The last step the client was reminded in by then. */
  lastReminder: { step: number; plannedOn: string } | null
}

/** Invoices with what was due on them on a day: credits and payments of that day or before lower it. */
function dueOn({ workspaceId, on }: { workspaceId: string; on: string }): RawBuilder<AgedInvoice> {
  return sql<AgedInvoice>`
    select i.id, i.number, i.client_id as "clientId", c.name as "clientName", i.issued_on as "issuedOn", i.due_on as "dueOn",
      i.currency, i.total_minor as "totalMinor", greatest(0, ${on}::date - i.due_on) as "overdueDays",
      i.total_minor
        + (select coalesce(sum(k.total_minor), 0)::bigint from invoices k
          where k.workspace_id = i.workspace_id and k.credits_id = i.id and k.state <> 'draft' and k.issued_on <= ${on})
        - (select coalesce(sum(p.amount_minor), 0)::bigint from invoice_payments p
          where p.workspace_id = i.workspace_id and p.invoice_id = i.id and p.taken_back_at is null and p.paid_on <= ${on})
        as "dueMinor",
      (select json_build_object('step', r.step, 'plannedOn', r.planned_on) from invoice_reminders r
        where r.workspace_id = i.workspace_id and r.invoice_id = i.id and r.planned_on <= ${on}
        order by r.step desc limit 1) as "lastReminder"
    from invoices i
    join clients c on c.workspace_id = i.workspace_id and c.id = i.client_id
    where i.workspace_id = ${workspaceId} and i.state <> 'draft' and i.credits_id is null and i.issued_on <= ${on}`
}

/** What is to be refunded is late to nobody: it counts as current. */
const bucket = sql`case when "dueMinor" < 0 or "overdueDays" = 0 then 'current' when "overdueDays" <= 30 then 'days30'
  when "overdueDays" <= 60 then 'days60' when "overdueDays" <= 90 then 'days90' else 'older' end`

export async function listAgedClients(
  db: Database,
  asked: { workspaceId: string; on: string },
): Promise<AgedClient[]> {
  const sum = (name: AgeingBucket) =>
    sql`coalesce(sum("dueMinor") filter (where bucket = ${sql.lit(name)}), 0)::bigint`
  const { rows } = await sql<AgedClient>`
    select "clientId", "clientName", currency, count(*)::integer as invoices, sum("dueMinor")::bigint as "dueMinor",
      json_build_object('current', ${sum('current')}, 'days30', ${sum('days30')}, 'days60', ${sum('days60')},
        'days90', ${sum('days90')}, 'older', ${sum('older')}) as buckets
    from (select *, ${bucket} as bucket from (${dueOn(asked)}) due where "dueMinor" <> 0) aged
    group by "clientId", "clientName", currency order by lower("clientName"), "clientId", currency`.execute(
    db,
  )
  return rows
}

export type AgedFilter = { clientId?: string | undefined; currency?: string | undefined }

// By client, and of a client what is due first. The controls keep a name from running into what follows it.
const order = sql<string>`(lower("clientName") || e'\\x01' || "clientId"::text || ' ' || "dueOn"::text || ' ' || number) collate "C"`

export async function listAgedInvoices(
  db: Database,
  request: { workspaceId: string; on: string; filter?: AgedFilter } & Slice,
): Promise<(AgedInvoice & { sortName: string })[]> {
  const { filter: { clientId, currency } = {}, after, limit, ...asked } = request
  const { rows } = await sql<AgedInvoice & { sortName: string }>`
    select *, ${order} as "sortName" from (${dueOn(asked)}) due
    where "dueMinor" <> 0 and ${clientId === undefined ? sql`true` : sql`"clientId" = ${clientId}`}
      and ${currency === undefined ? sql`true` : sql`currency = ${currency}`}
      and ${comesAfter(order, { id: sql`id`, after })}
    order by ${order}, id limit ${limit ?? null}`.execute(db)
  return rows
}
