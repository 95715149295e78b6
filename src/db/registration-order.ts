import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReportColumn, ReportSort } from '#domain/report-columns.ts'
import { measuresOf } from './registration-measures.ts'
import { dayOf, type RegistrationKind } from './registrations.ts'

// The order of hours, expenses and mileages, and where a page of them begins. By day an index has it; by other columns the
// rows that pass the filter are sorted, and the newest day stands first where the column is equal.

/** The last row of a page: the next one begins after it. */
export type RegistrationCursor = { value: string; day: string; id: string }

export type RegistrationOrder = { sort: ReportSort; after: RegistrationCursor | undefined }

type SortValue = { expression: RawBuilder<unknown>; type: 'date' | 'numeric' | 'text' }

// Cursors travel in addresses: beyond this, the day decides.
const comparedCharacters = 60

/** The columns that a report can be sorted by, with what stands in them. */
function sortValues(kind: RegistrationKind): Partial<Record<ReportColumn, SortValue>> {
  const words = (column: string) => wordsOf(sql.ref(column))
  const { seconds, quantity, km, amount } = measuresOf(kind)
  const rateOrigin = wordsOf(sql`concat(e.rate_rule, e.rate_valid_from)`)
  const rate = kind === 'expense' ? 'e.unit_price' : 'e.rate'
  const common = {
    day: { expression: dayOf(kind), type: 'date' },
    client: words('c.name'),
    project: words('p.name'),
    member: words('m.name'),
    rate: number(sql.ref(rate)),
    amount: number(amount),
    billable: number(sql`e.is_billable::int`),
    approval: wordsOf(sql`e.approval`),
    invoice: wordsOf(documentColumn(kind, sql`coalesce(i.number, x.xero_number)`)),
    inXero: wordsOf(documentColumn(kind, sql`x.xero_status`)),
  } as const
  switch (kind) {
    case 'time_entry':
      return {
        ...common,
        task: words('t.name'),
        notes: words('e.notes'),
        startedAt: wordsOf(sql`e.started_at::text`),
        endedAt: wordsOf(sql`e.ended_at::text`),
        hours: number(seconds),
        rateOrigin,
      }
    case 'expense':
      return {
        ...common,
        product: words('t.name'),
        description: words('e.description'),
        quantity: number(quantity),
      }
    case 'mileage':
      return {
        ...common,
        purpose: words('e.purpose'),
        from: words('e.from_place'),
        to: words('e.to_place'),
        returnTrip: number(sql`e.is_return_trip::int`),
        km: number(km),
        rateOrigin,
      }
  }
}

function wordsOf(text: RawBuilder<unknown>): SortValue {
  const expression = sql`left(lower(coalesce(${text}, '')), ${sql.lit(comparedCharacters)}) collate "C"`
  return { expression, type: 'text' }
}

function number(expression: RawBuilder<unknown>): SortValue {
  return { expression, type: 'numeric' }
}

function documentColumn(kind: RegistrationKind, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select ${column} from billed_items b
    left join invoices i on b.document_kind = 'invoice'
      and i.workspace_id = b.workspace_id and i.id = b.document_id
    left join xero_documents x on b.document_kind = 'xero_document'
      and x.workspace_id = b.workspace_id and x.id = b.document_id
    where b.workspace_id = e.workspace_id and b.item_kind = ${sql.lit(kind)} and b.item_id = e.id)`
}

function sortValueIn(kind: RegistrationKind, { by }: ReportSort): SortValue {
  return sortValues(kind)[by] ?? { expression: dayOf(kind), type: 'date' }
}

/** What stands in a cursor for a value to be compared with: a day, a number or words. */
export function sortTypeOf(kind: RegistrationKind, sort: ReportSort): SortValue['type'] {
  return sortValueIn(kind, sort).type
}

/** What the row is sorted by, as it stands in a cursor. */
export function sortValueOf(kind: RegistrationKind, sort: ReportSort): RawBuilder<string> {
  return sql<string>`(${sortValueIn(kind, sort).expression})::text`
}

/** Whether the row comes after the cursor; without a cursor they all do. */
export function comesAfter(
  kind: RegistrationKind,
  { sort, after }: RegistrationOrder,
): RawBuilder<SqlBool> {
  if (after === undefined) return sql`true`
  const beyond = sort.isDescending ? sql`<` : sql`>`
  if (sort.by === 'day') {
    return sql`(${dayOf(kind)}, e.id) ${beyond} (${after.day}::date, ${after.id}::uuid)`
  }
  const { expression, type } = sortValueIn(kind, sort)
  const value = sql`${after.value}::${sql.raw(type)}`
  return sql`(${expression} ${beyond} ${value} or (${expression} = ${value}
    and (${dayOf(kind)}, e.id) < (${after.day}::date, ${after.id}::uuid)))`
}

/** The words of an "order by". */
export function orderOf(kind: RegistrationKind, sort: ReportSort): RawBuilder<unknown> {
  const direction = sort.isDescending ? sql`desc` : sql`asc`
  if (sort.by === 'day') return sql`${dayOf(kind)} ${direction}, e.id ${direction}`
  return sql`${sortValueIn(kind, sort).expression} ${direction}, ${dayOf(kind)} desc, e.id desc`
}
