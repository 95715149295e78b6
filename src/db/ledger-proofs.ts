import { type RawBuilder, sql } from 'kysely'

/** One thing that must hold: what it looks at, and the rows for which it does not hold. */
export type Proof = { counts: RawBuilder<Counted>; broken: RawBuilder<BrokenRow> }
export type Counted = { count: number }
/** What does not hold, and where: `of` is what it belongs to. Amounts are decimals. */
export type BrokenRow = {
  id: string
  of: string | null
  expected: string | null
  found: string | null
}

export const itemProofNames = [
  'steps',
  'items',
  'amounts',
  'documents',
  'lines',
  'freed',
  'fixed_prices',
  'periods',
  'write_offs',
  'hour_sums',
  'rounded_hours',
] as const

/** Minor units as people read them. */
export const money = (minor: RawBuilder<unknown>) => sql`((${minor}) / 100.0)::numeric(18, 2)::text`

const hourSum = (...[all, openCount, open, rounding]: RawBuilder<unknown>[]) =>
  sql`${all} || ' seconds, of which ' || ${open} || ' open in ' || ${openCount} || ', rounded by ' || ${rounding}`

/** The lines of every document that asks for money, and whether what bills them must be free by now. */
function linesOf(workspaceId: string) {
  return sql`
    select 'invoice' as kind, l.invoice_id as document_id, l.id, l.quantity, l.unit_price,
      -- A discount is given on the document: items are billed for what they are worth.
      case when l.discount_percentage = 0 then l.net_minor else round(l.quantity * l.unit_price * 100) end as net_minor,
      exists (select from invoices c where c.workspace_id = l.workspace_id and c.credits_id = l.invoice_id
          and c.frees_items and c.state <> 'draft')
        and l.quantity = - (select sum(k.quantity) from invoice_lines k
          join invoices c on c.workspace_id = k.workspace_id and c.id = k.invoice_id and c.state <> 'draft'
          where k.workspace_id = l.workspace_id and k.credits_line_id = l.id) as may_be_free,
      false as is_closed
    from invoice_lines l where l.workspace_id = ${workspaceId}
    union all
    select 'xero_document', d.id, (line ->> 0)::uuid, (line ->> 2)::numeric, (line ->> 3)::numeric, (line ->> 4)::bigint,
      d.state in ('discarded', 'voided', 'credited'), d.state in ('discarded', 'voided', 'credited')
    from xero_documents d
    join xero_document_sections s on s.workspace_id = d.workspace_id and s.document_id = d.id
    cross join json_array_elements(s.lines) line
    where d.workspace_id = ${workspaceId} and d.invoice_id is null`
}

const live = (workspaceId: string) => sql`
    select * from billed_items where workspace_id = ${workspaceId}`

/** Items with what there is of each: an item is billed as a whole, so this is all that can be asked for. */
function worthOf(workspaceId: string) {
  return sql`
    select 'time_entry' as kind, id, is_billable, seconds + rounding_seconds as seconds, null::numeric as quantity, rate as unit_price, null::bigint as amount_minor
    from time_entries where workspace_id = ${workspaceId}
    union all
    select 'expense', id, is_billable, null, quantity, unit_price, null from expenses where workspace_id = ${workspaceId}
    union all
    select 'mileage', id, is_billable, null, distance_km * case when is_return_trip then 2 else 1 end, rate, null
    from mileages where workspace_id = ${workspaceId}
    union all
    select 'instalment', id, true, null, 1, null, amount_minor from instalments where workspace_id = ${workspaceId}
    union all
    select 'subscription_period', id, true, null, null, null, amount_minor
    from subscription_periods where workspace_id = ${workspaceId}`
}

/** What must hold of the ledger and of the items in it. */
export function itemProofs(workspaceId: string): Record<(typeof itemProofNames)[number], Proof> {
  return {
    steps: {
      counts: sql`select count(*) from allocations where workspace_id = ${workspaceId}`,
      broken: sql`
        select a.item_id as id, a.document_id as "of", a.step::text as found,
          case when b.item_id is null then null else ${money(sql`- b.amount_minor`)} end as expected
        from allocations a
        left join allocations b on b.workspace_id = a.workspace_id and b.item_id = a.item_id and b.step = a.step - 1
          and b.item_kind = a.item_kind
        left join write_off_reversals r on r.workspace_id = a.workspace_id and r.id = a.line_id
        where a.workspace_id = ${workspaceId} and a.step > 0 and (b.item_id is null
          or (a.step % 2 = 1 and (b.document_kind <> a.document_kind or b.document_id <> a.document_id
            or b.amount_minor <> - a.amount_minor
            or case when a.document_kind = 'write_off' then r.id is null else b.line_id <> a.line_id end)))`,
    },
    items: {
      counts: sql`select count(*) from (${live(workspaceId)}) b`,
      broken: sql`
        select b.item_id as id, b.document_id as "of", b.item_kind as expected, w.kind as found
        from (${live(workspaceId)}) b
        left join (${worthOf(workspaceId)}) w on w.id = b.item_id and w.kind = b.item_kind
        where w.is_billable is not true`,
    },
    amounts: {
      counts: sql`select count(*) from (${live(workspaceId)}) b where item_kind in ('instalment', 'subscription_period')`,
      broken: sql`
        select b.item_id as id, b.document_id as "of", ${money(sql`w.amount_minor`)} as expected,
          ${money(sql`b.amount_minor`)} as found
        from (${live(workspaceId)}) b
        join (${worthOf(workspaceId)}) w on w.id = b.item_id and w.kind = b.item_kind
        where w.amount_minor <> b.amount_minor`,
    },
    documents: {
      counts: sql`select count(distinct document_id) from (${live(workspaceId)}) b where document_kind <> 'write_off'`,
      broken: sql`
        select b.item_id as id, b.document_id as "of", b.line_id::text as expected,
          case when l.is_closed then 'closed' end as found
        from (${live(workspaceId)}) b
        left join (${linesOf(workspaceId)}) l
          on l.kind = b.document_kind and l.document_id = b.document_id and l.id = b.line_id
        where b.document_kind <> 'write_off' and l.is_closed is not false`,
    },
    lines: {
      counts: sql`select count(distinct line_id) from (${live(workspaceId)}) b where document_kind <> 'write_off'`,
      broken: sql`
        with billed as (
          select b.document_id, b.line_id, sum(b.amount_minor) as amount_minor,
            case when bool_and(w.kind = 'time_entry') then round(sum(w.seconds) / 3600.0, 2)
              when bool_and(w.quantity is not null) then sum(w.quantity) end as quantity,
            min(w.unit_price) as lowest, max(w.unit_price) as highest
          from (${live(workspaceId)}) b
          join (${worthOf(workspaceId)}) w on w.id = b.item_id and w.kind = b.item_kind
          where b.document_kind <> 'write_off' group by 1, 2
        )
        select l.id, l.document_id as "of",
          concat_ws(' × ', l.quantity::numeric(18, 2), l.unit_price::numeric(18, 4)) || ' = ' || ${money(sql`l.net_minor`)} as expected,
          coalesce(concat_ws(' × ', b.quantity::numeric(18, 2), b.lowest::numeric(18, 4)) || ' = ', '') || ${money(sql`b.amount_minor`)} as found
        from (${linesOf(workspaceId)}) l
        join billed b on b.document_id = l.document_id and b.line_id = l.id
        where b.amount_minor <> l.net_minor or b.quantity <> l.quantity
          or b.lowest <> l.unit_price or b.highest <> l.unit_price`,
    },
    freed: {
      counts: sql`select count(*) from allocations where workspace_id = ${workspaceId} and step % 2 = 1`,
      broken: sql`
        select a.item_id as id, a.document_id as "of", a.line_id::text as expected, null as found
        from allocations a
        join (${linesOf(workspaceId)}) l
          on l.kind = a.document_kind and l.document_id = a.document_id and l.id = a.line_id
        where a.workspace_id = ${workspaceId} and a.step % 2 = 1 and a.document_kind <> 'write_off'
          and l.may_be_free is not true`,
    },
    fixed_prices: {
      counts: sql`
        select count(*) from projects where workspace_id = ${workspaceId} and fixed_price_minor is not null`,
      broken: sql`
        select p.id, null as "of", ${money(sql`p.fixed_price_minor`)} as expected, ${money(sql`sum(b.amount_minor)`)} as found
        from (${live(workspaceId)}) b
        join instalments i on i.workspace_id = b.workspace_id and i.id = b.item_id
        join projects p on p.workspace_id = i.workspace_id and p.id = i.project_id
        where b.item_kind = 'instalment'
        group by p.workspace_id, p.id, p.fixed_price_minor having sum(b.amount_minor) > coalesce(p.fixed_price_minor, 0)`,
    },
    periods: {
      counts: sql`select count(*) from subscription_periods where workspace_id = ${workspaceId}`,
      broken: sql`
        with billed as (
          select p.* from subscription_periods p
          join (${live(workspaceId)}) b on b.item_kind = 'subscription_period' and b.item_id = p.id
          where p.workspace_id = ${workspaceId}
        )
        select p.id, p.project_id as "of", p.starts_on || ' – ' || p.ends_on as expected,
          o.starts_on || ' – ' || o.ends_on as found
        from billed p join billed o on o.project_id = p.project_id and o.id > p.id
          and o.starts_on <= p.ends_on and p.starts_on <= o.ends_on`,
    },
    write_offs: {
      counts: sql`select count(*) from write_offs where workspace_id = ${workspaceId}`,
      broken: sql`
        select coalesce(w.id, a.document_id) as id, null as "of", ${money(sql`w.amount_minor`)} as expected,
          ${money(sql`a.amount_minor`)} as found
        from (select id, amount_minor from write_offs where workspace_id = ${workspaceId}) w
        full join (select document_id, sum(amount_minor) as amount_minor from allocations
          where workspace_id = ${workspaceId} and document_kind = 'write_off' and step % 2 = 0 group by 1) a
          on a.document_id = w.id
        where w.amount_minor is distinct from a.amount_minor`,
    },
    hour_sums: {
      counts: sql`
        select count(*) from (select distinct project_id, quarter, rate from hour_sums where workspace_id = ${workspaceId}) s`,
      broken: sql`
        select project_id as id, quarter || ' at ' || rate as "of",
          ${hourSum(sql`sum(seconds)`, sql`sum(open_count)`, sql`sum(open_seconds)`, sql`sum(open_rounding)`)} as expected,
          ${hourSum(sql`sum(kept_seconds)`, sql`sum(kept_count)`, sql`sum(kept_open)`, sql`sum(kept_rounding)`)} as found
        from (
          select e.project_id, first_of_quarter(e.worked_on) as quarter, e.rate, e.seconds,
            (e.is_billable and b.item_id is null)::integer as open_count,
            case when e.is_billable and b.item_id is null then e.seconds else 0 end as open_seconds,
            case when e.is_billable and b.item_id is null then e.rounding_seconds else 0 end as open_rounding,
            0 as kept_seconds, 0 as kept_count, 0 as kept_open, 0 as kept_rounding
          from time_entries e left join (${live(workspaceId)}) b on b.item_kind = 'time_entry' and b.item_id = e.id
          where e.workspace_id = ${workspaceId}
          union all
          select project_id, quarter, rate, 0, 0, 0, 0, seconds, open_count, open_seconds, open_rounding
          from hour_sums where workspace_id = ${workspaceId}
        ) each
        group by project_id, quarter, rate
        having sum(seconds) <> sum(kept_seconds) or sum(open_count) <> sum(kept_count)
          or sum(open_seconds) <> sum(kept_open) or sum(open_rounding) <> sum(kept_rounding)`,
    },
    rounded_hours: {
      counts: sql`select count(*) from time_entries where workspace_id = ${workspaceId} and is_billable`,
      broken: sql`
        with rules as materialized (
          select p.id, hour_rounding_of(p.workspace_id, p.id) as rule from projects p where p.workspace_id = ${workspaceId}
        )
        select e.id, e.project_id as "of", case when b.item_id is null then r.rule || ', ' || rounding_of(e.seconds, r.rule)
            else e.rounding || ', ' || rounding_of(e.seconds, e.rounding) end as expected,
          e.rounding || ', ' || e.rounding_seconds as found
        from time_entries e
        join rules r on r.id = e.project_id
        left join (${live(workspaceId)}) b on b.item_kind = 'time_entry' and b.item_id = e.id
        where e.workspace_id = ${workspaceId} and e.is_billable
          and (e.rounding_seconds <> rounding_of(e.seconds, e.rounding) or (b.item_id is null and e.rounding <> r.rule))`,
    },
  }
}
