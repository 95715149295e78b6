import { sql } from 'kysely'
import { money, type Proof } from './ledger-proofs.ts'

export const documentProofNames = [
  'line_amounts',
  'invoice_totals',
  'xero_lines',
  'xero_totals',
  'credits',
  'payments',
  'journals',
  'sales',
  'numbers',
] as const

const amounts = (of: string) => {
  const column = (name: string) => money(sql.ref(`${of}.${name}`))
  return sql`concat(${column('subtotal_minor')}, ' + ', ${column('tax_minor')}, ' = ', ${column('total_minor')})`
}

function xeroLines(workspaceId: string) {
  return sql`
    select s.document_id, s.position + l.place - 1 as position, (line ->> 0)::uuid as id, (line ->> 2)::numeric as quantity,
      (line ->> 3)::numeric as unit_price, (line ->> 4)::bigint as net_minor, (line ->> 5)::bigint as tax_minor
    from xero_document_sections s
    cross join json_array_elements(s.lines) with ordinality as l (line, place)
    where s.workspace_id = ${workspaceId}`
}

// Quantity × price, less the discount of the line, each to the cent.
const gross = sql`round(l.quantity * l.unit_price * 100)`
const priced = sql`${gross} - round(${gross} * l.discount_percentage / 100)`
// Where prices include VAT, what was priced is with the tax, and the tax is that within it.
const shown = sql`l.net_minor + case when i.prices_include_vat then l.tax_minor else 0 end`
const tax = sql`round((${shown}) * l.vat_percentage / (100 + case when i.prices_include_vat then l.vat_percentage else 0 end))`
const ofInvoice = sql`join invoices i on i.workspace_id = l.workspace_id and i.id = l.invoice_id`

/** What must hold of documents by themselves: their sums, their numbers, and what they say of each other. */
export function documentProofs(
  workspaceId: string,
): Record<(typeof documentProofNames)[number], Proof> {
  return {
    line_amounts: {
      counts: sql`select count(*) from invoice_lines where workspace_id = ${workspaceId}`,
      // The rest of a line that is credited takes the rest of its amount, however the parts before it were rounded.
      broken: sql`
        select l.id, l.invoice_id as "of",
          concat_ws(', ', ${money(priced)}, ${money(tax)}) as expected,
          concat_ws(', ', ${money(shown)}, ${money(sql`l.tax_minor`)}) as found
        from invoice_lines l ${ofInvoice}
        where l.workspace_id = ${workspaceId}
          and ((l.credits_line_id is null and (${shown}) <> (${priced})) or l.tax_minor <> ${tax})`,
    },
    invoice_totals: {
      counts: sql`select count(*) from invoices where workspace_id = ${workspaceId}`,
      broken: sql`
        with lines as (
          select invoice_id, sum(net_minor) as subtotal_minor, sum(tax_minor) as tax_minor, sum(net_minor + tax_minor) as total_minor
          from invoice_lines where workspace_id = ${workspaceId} group by 1
        )
        select i.id, i.number as "of", ${amounts('l')} as expected, ${amounts('i')} as found
        from invoices i
        left join lines l on l.invoice_id = i.id
        where i.workspace_id = ${workspaceId} and (i.subtotal_minor, i.tax_minor, i.total_minor)
          is distinct from (coalesce(l.subtotal_minor, 0), coalesce(l.tax_minor, 0), coalesce(l.total_minor, 0))`,
    },
    xero_lines: {
      counts: sql`
        select count(*) from (${xeroLines(workspaceId)}) l
        join xero_documents d on d.workspace_id = ${workspaceId} and d.id = l.document_id where d.kind = 'invoice'`,
      broken: sql`
        select l.id, l.document_id as "of", ${money(sql`round(l.quantity * l.unit_price * 100)`)} as expected,
          ${money(sql`l.net_minor`)} as found
        from (${xeroLines(workspaceId)}) l
        join xero_documents d on d.workspace_id = ${workspaceId} and d.id = l.document_id
        where d.kind = 'invoice' and l.net_minor <> round(l.quantity * l.unit_price * 100)`,
    },
    xero_totals: {
      counts: sql`
        select count(*) from xero_documents where workspace_id = ${workspaceId} and kind = 'invoice'`,
      broken: sql`
        with lines as (
          select document_id, sum(net_minor) as subtotal_minor, sum(tax_minor) as tax_minor, sum(net_minor + tax_minor) as total_minor
          from (${xeroLines(workspaceId)}) l group by 1
        ), sections as (
          select document_id, sum(net_minor) as subtotal_minor, sum(tax_minor) as tax_minor
          from xero_document_sections where workspace_id = ${workspaceId} group by 1
        )
        select d.id, d.reference as "of", ${amounts('l')} as expected, ${amounts('d')} as found
        from xero_documents d
        left join lines l on l.document_id = d.id
        left join sections s on s.document_id = d.id
        where d.workspace_id = ${workspaceId} and d.kind = 'invoice' and (
          (d.subtotal_minor, d.tax_minor, d.total_minor)
            is distinct from (coalesce(l.subtotal_minor, 0), coalesce(l.tax_minor, 0), coalesce(l.total_minor, 0))
          or (s.subtotal_minor, s.tax_minor) is distinct from (l.subtotal_minor, l.tax_minor))`,
    },
    credits: {
      counts: sql`
        select count(*) from invoice_lines where workspace_id = ${workspaceId} and credits_line_id is not null`,
      broken: sql`
        with taken as (
          select l.credits_line_id as id, sum(l.quantity) as quantity, sum(${shown}) as shown
          from invoice_lines l ${ofInvoice}
          where l.workspace_id = ${workspaceId} and l.credits_line_id is not null group by 1
        )
        select l.id, l.invoice_id as "of", concat(l.quantity, ', ', ${money(shown)}) as expected,
          concat(t.quantity, ', ', ${money(sql`t.shown`)}) as found
        from taken t join invoice_lines l on l.workspace_id = ${workspaceId} and l.id = t.id ${ofInvoice}
        where sign(t.quantity) * sign(l.quantity) > 0 or abs(t.quantity) > abs(l.quantity)
          or sign(t.shown) * sign(${shown}) > 0 or abs(t.shown) > abs(${shown})
        union all
        select k.id, k.credits_id, i.prices_include_vat::text, k.prices_include_vat::text
        from invoices k join invoices i on i.workspace_id = k.workspace_id and i.id = k.credits_id
        where k.workspace_id = ${workspaceId} and k.prices_include_vat <> i.prices_include_vat
        union all
        select k.id, k.invoice_id, l.invoice_id::text, i.credits_id::text
        from invoice_lines k
        join invoices i on i.workspace_id = k.workspace_id and i.id = k.invoice_id
        left join invoice_lines l on l.workspace_id = k.workspace_id and l.id = k.credits_line_id
        where k.workspace_id = ${workspaceId} and i.credits_id is distinct from l.invoice_id`,
    },
    payments: {
      counts: sql`
        select count(*) from invoice_payments where workspace_id = ${workspaceId} and taken_back_at is null`,
      broken: sql`
        select i.id, i.number as "of", ${money(sql`i.total_minor`)} as expected, ${money(sql`sum(p.amount_minor)`)} as found
        from invoice_payments p
        join invoices i on i.workspace_id = p.workspace_id and i.id = p.invoice_id
        where p.workspace_id = ${workspaceId} and p.taken_back_at is null
        group by i.workspace_id, i.id
        having i.state = 'draft' or i.credits_id is not null
          or sum(p.amount_minor) not between least(0, i.total_minor) and greatest(0, i.total_minor)`,
    },
    journals: {
      counts: sql`
        select count(*) from xero_documents where workspace_id = ${workspaceId} and kind = 'manual_journal'`,
      broken: sql`
        select d.id, d.reference as "of", '0.00' as expected, ${money(sql`sum(l.net_minor + l.tax_minor)`)} as found
        from xero_documents d
        join (${xeroLines(workspaceId)}) l on l.document_id = d.id
        where d.workspace_id = ${workspaceId} and d.kind = 'manual_journal'
        group by d.id, d.reference having sum(l.net_minor + l.tax_minor) <> 0`,
    },
    sales: {
      counts: sql`
        select count(distinct invoice_id) from xero_documents
        where workspace_id = ${workspaceId} and invoice_id is not null`,
      // The first line of a journal is for the debtors, then follows a line for each of the invoice that comes to something. A
      // sales invoice has all its lines.
      broken: sql`
        with posted as (
          select d.id, d.reference, d.invoice_id, d.subtotal_minor, d.tax_minor, d.total_minor, d.kind,
            case when d.reverses_id is null then 1 else -1 end as way
          from xero_documents d where d.workspace_id = ${workspaceId} and d.invoice_id is not null
        ), sold as (
          select p.id, row_number() over (partition by p.id order by l.position) as place,
            - p.way * l.net_minor as net_minor, - p.way * l.tax_minor as tax_minor
          from posted p
          join invoice_lines l on l.workspace_id = ${workspaceId} and l.invoice_id = p.invoice_id
          where p.kind = 'manual_journal' and (l.net_minor <> 0 or l.tax_minor <> 0)
          union all
          select p.id, row_number() over (partition by p.id order by l.position) - 1, l.net_minor, l.tax_minor
          from posted p
          join invoice_lines l on l.workspace_id = ${workspaceId} and l.invoice_id = p.invoice_id
          where p.kind = 'invoice'
          union all
          select p.id, 0, p.way * i.total_minor, 0
          from posted p join invoices i on i.workspace_id = ${workspaceId} and i.id = p.invoice_id
          where p.kind = 'manual_journal'
        ), booked as (
          select p.id, row_number() over (partition by p.id order by l.position) - 1 as place, l.net_minor, l.tax_minor
          from posted p join (${xeroLines(workspaceId)}) l on l.document_id = p.id
        ), uneven as (
          select coalesce(s.id, b.id) as id
          from sold s full join booked b on b.id = s.id and b.place = s.place
          where (s.net_minor, s.tax_minor) is distinct from (b.net_minor, b.tax_minor)
        )
        select p.id, p.reference as "of", ${amounts('i')} as expected, ${amounts('p')} as found
        from posted p
        left join invoices i on i.workspace_id = ${workspaceId} and i.id = p.invoice_id
        where i.state is distinct from 'sent'
          or (p.way * i.subtotal_minor, p.way * i.tax_minor, p.way * i.total_minor)
            is distinct from (p.subtotal_minor, p.tax_minor, p.total_minor)
          or p.id in (select id from uneven)`,
    },
    numbers: {
      counts: sql`
        select count(*) from invoices where workspace_id = ${workspaceId} and number is not null`,
      broken: sql`
        with given as (
          select id, number, substring(number from '^(.*)-[0-9]+$') as series, substring(number from '[0-9]+$')::integer as place
          from invoices where workspace_id = ${workspaceId} and number is not null
        )
        select n.place::text as id, c.series as "of", c.last_number::text as expected, null as found
        from invoice_counters c
        cross join generate_series(1, c.last_number) as n (place)
        where c.workspace_id = ${workspaceId}
          and not exists (select from given g where g.series = c.series and g.place = n.place)
        union all
        select g.id::text, g.number, c.last_number::text, g.place::text
        from given g
        left join invoice_counters c on c.workspace_id = ${workspaceId} and c.series = g.series
        where c.last_number is null or g.place > c.last_number or g.place < 1`,
    },
  }
}
