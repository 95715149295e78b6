import { sql } from 'kysely'
import { hourlyMethods, type InvoiceMethod, plannedMethods } from '#domain/rates.ts'
import type { Subscription } from '#domain/subscription-billing.ts'
import { mentionsIn } from './by-name.ts'
import { closedStates } from '#domain/document-state.ts'
import type { Database } from './database.ts'
import { billedSubscription } from './subscriptions.ts'

/** What a project has registered, what documents bill of it, what is written off, and what is left. Amounts in minor units. */
export type UninvoicedRow = {
  projectId: string
  projectName: string
  projectCode: string | null
  /** The main project of a sub-project. */
  mainProjectId: string | null
  mainProjectName: string | null
  /** Who is billed. */
  clientId: string
  clientName: string
  invoiceMethod: InvoiceMethod
  hourlyRate: string | null
  fixedPriceMinor: number | null
  /** All hours up to the day. */
  workedSeconds: number
  /** What was worked, what is billed of it, and what that comes to. */
  openHours: { count: number; seconds: number; billedSeconds: number; amountMinor: number }
  openExpenses: { count: number; amountMinor: number }
  openMileages: { count: number; amountMinor: number }
  /** Of lines of this project, on own invoices and on documents for Xero. */
  invoicedMinor: number
  /** What write-offs cover, as they were priced. */
  writtenOffMinor: number
  /** Of the fixed price, billed or written off. */
  billedMinor: number
  /** The parts of a planned price that nothing bills yet. */
  openPlanned: OpenPlanned[]
  subscription: Subscription | null
  billedPeriodStarts: string[]
  sortKey: [client: string, project: string]
}

/** A part of a planned price; what it is called names its task. */
export type OpenPlanned = {
  id: string
  description: string
  amountMinor: number
  dueOn: string | null
}

export type UninvoicedCursor = { client: string; project: string; id: string }

type Request = {
  workspaceId: string
  through: string
  limit: number
  after: UninvoicedCursor | undefined
  q?: string | undefined
  clientId?: string | undefined
  method?: InvoiceMethod | undefined
}

// Sub-projects stand right below their main project: what separates the names comes before any sign in them.
const path = sql`(coalesce(lower(main.name) || chr(1), '') || lower(p.name))`

/** One page of the projects that have, or soon will have, something to bill. One more row than fits, to know whether there is a next page. */
export async function listUninvoicedRows(db: Database, request: Request): Promise<UninvoicedRow[]> {
  const { workspaceId, through, limit, after } = request
  const isUnbilled = (kind: string) => sql`not exists (select 1 from billed_items b
    where b.workspace_id = i.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = i.id)`
  const rateOn = (project: string) => sql`select r.rate from rates r
    where r.workspace_id = ${workspaceId} and r.subject_kind = 'project'
      and r.subject_id = ${sql.ref(`${project}.id`)} and r.valid_from <= ${through}
    order by r.valid_from desc limit 1`
  // Sums are of whole quarters: what was worked after the day is taken off again. Amounts are rounded as the lines of an invoice
  // are: the hours of one rate once, each expense and mileage by itself.
  const { rows } = await sql<UninvoicedRow>`
    with hours as (
      select s.project_id, s.rate, s.seconds, s.open_count, s.open_seconds, s.open_rounding
      from hour_sums s where s.workspace_id = ${workspaceId} and s.quarter <= ${through}
      union all
      select i.project_id, i.rate, - i.seconds, - i.is_open, - i.is_open * i.seconds, - i.is_open * i.rounding_seconds
      from (
        select i.project_id, i.rate, i.seconds, i.rounding_seconds, (i.is_billable and ${isUnbilled('time_entry')})::integer as is_open
        from time_entries i
        where i.workspace_id = ${workspaceId} and i.worked_on > ${through}
          and i.worked_on < first_of_quarter(first_of_quarter(${through}) + 92)
      ) i
    ), time_of_rate as (
      select project_id, sum(seconds) as seconds, sum(open_count) as open_count, sum(open_seconds) as open_seconds,
        sum(open_seconds + open_rounding) as open_billed,
        round(round(sum(open_seconds + open_rounding) / 36.0) * rate) as open_worth
      from hours group by project_id, rate
    ), time as (
      select t.project_id, sum(t.seconds)::bigint as seconds,
        coalesce(sum(t.open_count) filter (where h.is_hourly), 0)::integer as open_count,
        coalesce(sum(t.open_seconds) filter (where h.is_hourly), 0)::bigint as open_seconds,
        coalesce(sum(t.open_billed) filter (where h.is_hourly), 0)::bigint as open_billed,
        coalesce(sum(t.open_worth) filter (where h.is_hourly), 0)::bigint as open_worth
      from time_of_rate t
      join (
        select id, invoice_method in (${sql.join(hourlyMethods)}) as is_hourly from projects where workspace_id = ${workspaceId}
      ) h on h.id = t.project_id
      group by t.project_id
    ), expense as (
      select i.project_id, count(*)::integer as open_count, sum(round(i.quantity * i.unit_price * 100))::bigint as open_worth
      from expenses i
      where i.workspace_id = ${workspaceId} and i.spent_on <= ${through} and i.is_billable and ${isUnbilled('expense')}
      group by i.project_id
    ), mileage as (
      select i.project_id, count(*)::integer as open_count,
        sum(round(i.distance_km * case when i.is_return_trip then 2 else 1 end * i.rate * 100))::bigint as open_worth
      from mileages i
      where i.workspace_id = ${workspaceId} and i.travelled_on <= ${through} and i.is_billable and ${isUnbilled('mileage')}
      group by i.project_id
    ), billed_line as (
      select l.project_id, l.net_minor from xero_document_sections l
      join xero_documents d on d.workspace_id = l.workspace_id and d.id = l.document_id
      where l.workspace_id = ${workspaceId} and d.invoice_id is null
        and d.state not in (${sql.join(closedStates)})
      union all
      select l.project_id, l.net_minor from invoice_lines l where l.workspace_id = ${workspaceId}
    ), invoiced as (
      select project_id, sum(net_minor)::bigint as net from billed_line group by project_id
    ), written_off as (
      select w.project_id, sum(b.amount_minor)::bigint as net from billed_items b
      join write_offs w on w.workspace_id = b.workspace_id and w.id = b.document_id
      where b.workspace_id = ${workspaceId} and b.document_kind = 'write_off' group by w.project_id
    ), instalment as (
      select i.project_id, sum(i.amount_minor)::bigint as billed from instalments i
      join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
      where i.workspace_id = ${workspaceId} group by i.project_id
    ), planned as (
      select n.project_id, json_agg(json_build_object('id', n.id, 'amountMinor', n.amount_minor, 'dueOn', n.due_on,
        'description', concat_ws(': ', t.name, nullif(n.description, ''))) order by n.position) as parts
      from planned_instalments n
      join projects h on h.workspace_id = n.workspace_id and h.id = n.project_id
        and h.invoice_method in (${sql.join(plannedMethods)})
      left join tasks t on t.workspace_id = n.workspace_id and t.id = n.task_id
      where n.workspace_id = ${workspaceId} and not exists (
        select from instalments i
        join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
        where i.workspace_id = n.workspace_id and i.planned_id = n.id)
      group by n.project_id
    )
    select p.id as "projectId", p.name as "projectName", p.code as "projectCode", main.id as "mainProjectId",
      main.name as "mainProjectName", c.id as "clientId", c.name as "clientName", p.invoice_method as "invoiceMethod",
      coalesce((${rateOn('p')}), p.hourly_rate, (${rateOn('main')}), main.hourly_rate) as "hourlyRate",
      p.fixed_price_minor as "fixedPriceMinor",
      coalesce(t.seconds, 0) as "workedSeconds",
      json_build_object('count', coalesce(t.open_count, 0), 'seconds', coalesce(t.open_seconds, 0),
        'billedSeconds', coalesce(t.open_billed, 0), 'amountMinor', coalesce(t.open_worth, 0)) as "openHours",
      json_build_object('count', coalesce(e.open_count, 0), 'amountMinor', coalesce(e.open_worth, 0)) as "openExpenses",
      json_build_object('count', coalesce(m.open_count, 0), 'amountMinor', coalesce(m.open_worth, 0)) as "openMileages",
      coalesce(v.net, 0) as "invoicedMinor", coalesce(f.net, 0) as "writtenOffMinor",
      coalesce(n.billed, 0) as "billedMinor", coalesce(planned.parts, '[]') as "openPlanned",
      ${billedSubscription} as subscription,
      (select coalesce(json_agg(r.starts_on), '[]') from subscription_periods r
        join billed_items b on b.workspace_id = r.workspace_id and b.item_kind = 'subscription_period' and b.item_id = r.id
        where r.workspace_id = p.workspace_id and r.project_id = p.id) as "billedPeriodStarts",
      json_build_array(lower(c.name), ${path}) as "sortKey"
    from projects p
    left join projects main on main.workspace_id = p.workspace_id and main.id = p.parent_id
    join clients c on c.workspace_id = p.workspace_id
      and c.id = coalesce(p.bill_to_client_id, main.bill_to_client_id, p.client_id)
    left join time t on t.project_id = p.id
    left join expense e on e.project_id = p.id
    left join mileage m on m.project_id = p.id
    left join invoiced v on v.project_id = p.id
    left join written_off f on f.project_id = p.id
    left join instalment n on n.project_id = p.id
    left join planned on planned.project_id = p.id
    left join subscriptions s on s.workspace_id = p.workspace_id and s.project_id = p.id
      and p.invoice_method = 'subscription'
    where p.workspace_id = ${workspaceId}
      and p.invoice_method <> 'none'
      and (t.open_count > 0 or e.open_count > 0 or m.open_count > 0
        or (p.invoice_method = 'fixed_price' and p.archived_at is null and p.fixed_price_minor > coalesce(n.billed, 0))
        or (planned.project_id is not null and p.archived_at is null)
        or (s.project_id is not null and p.archived_at is null))
      and ${mentionsIn(['p.name', 'p.code', 'main.name', 'c.name', 'c.number'], request.q)}
      and ${request.clientId === undefined ? sql`true` : sql`${request.clientId} in (c.id, p.client_id)`}
      and ${request.method === undefined ? sql`true` : sql`p.invoice_method = ${request.method}`}
      and ${
        after === undefined
          ? sql`true`
          : sql`(lower(c.name) collate "C", ${path} collate "C", p.id)
        > (${after.client}, ${after.project}, ${after.id}::uuid)`
      }
    order by lower(c.name) collate "C", ${path} collate "C", p.id
    limit ${limit + 1}`.execute(db)
  return rows
}
