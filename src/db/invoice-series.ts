import { sql } from 'kysely'
import type { Database } from './database.ts'

/** One series of invoice numbers, such as those of a year, and whether each number of it is there. */
export type InvoiceSeries = {
  series: string
  firstNumber: string | null
  lastNumber: string | null
  firstIssuedOn: string | null
  lastIssuedOn: string | null
  invoices: number
  /** Numbers that were given and that no invoice has; from and to are the places in the series. */
  missing: { from: number; to: number }[]
  missingCount: number
  /** Invoices whose day is before that of the number before theirs. */
  outOfOrder: number
}

/** Gaps that are told one by one; `missingCount` counts them all. */
const gapsTold = 100

/** The series of a workspace, the newest first, compared with what their counters say was given. */
export async function listInvoiceSeries(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<InvoiceSeries[]> {
  const { rows } = await sql<InvoiceSeries>`
    with numbered as (
      select number, issued_on, substring(number from '^(.*)-[0-9]+$') as series,
        substring(number from '[0-9]+$')::integer as place
      from invoices where workspace_id = ${workspaceId} and number is not null
    ), given as (
      select *, lag(place, 1, 0) over by_place as before, lag(issued_on) over by_place as issued_before
      from numbered window by_place as (partition by series order by place)
    ), per as (
      select series, min(place) as first, max(place) as last, count(*) as invoices, min(issued_on) as first_on,
        max(issued_on) as last_on, count(*) filter (where issued_on < issued_before) as out_of_order
      from given group by series
    ), gaps as (
      select series, before + 1 as gap_from, place - 1 as gap_to from given where place > before + 1
      union all
      select c.series, coalesce(p.last, 0) + 1, c.last_number
      from invoice_counters c left join per p on p.series = c.series
      where c.workspace_id = ${workspaceId} and c.last_number > coalesce(p.last, 0)
    ), ranked as (
      select *, row_number() over (partition by series order by gap_from) as rank from gaps
    ), missing as (
      select series, sum(gap_to - gap_from + 1)::integer as count,
        json_agg(json_build_object('from', gap_from, 'to', gap_to) order by gap_from)
          filter (where rank <= ${gapsTold}) as told
      from ranked group by series
    )
    select coalesce(p.series, m.series) as series, f.number as "firstNumber", l.number as "lastNumber",
      p.first_on as "firstIssuedOn", p.last_on as "lastIssuedOn", coalesce(p.invoices, 0)::integer as invoices,
      coalesce(m.told, '[]') as missing, coalesce(m.count, 0) as "missingCount",
      coalesce(p.out_of_order, 0)::integer as "outOfOrder"
    from per p
    full join missing m on m.series = p.series
    left join numbered f on f.series = p.series and f.place = p.first
    left join numbered l on l.series = p.series and l.place = p.last
    order by p.last_on desc nulls last, series desc`.execute(db)
  return rows
}
