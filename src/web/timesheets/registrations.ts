import { answered, api, type ItemOf } from '#client/api.ts'
import { queryOptions } from '@tanstack/react-query'
import { pageAfter, readAll } from '../read-all.ts'

export type TimeEntry = ItemOf<'/api/v1/time-entries'>
export type Expense = ItemOf<'/api/v1/expenses'>
export type Mileage = ItemOf<'/api/v1/mileages'>
export type Billing = NonNullable<TimeEntry['billing']>

type Span = { from: string; to: string; memberId: string }

/** All hours of a person in a span, oldest first: totals per day must be complete. */
export function timeEntriesQuery(span: Span) {
  return queryOptions({
    queryKey: ['time-entries', span],
    queryFn: async () => {
      const rows = await readAll((cursor) =>
        answered(api.GET('/api/v1/time-entries', { params: { query: pageOf(span, cursor) } })),
      )
      return inOrder(rows, (entry) => `${entry.workedOn} ${entry.startedAt ?? ''}`)
    },
  })
}

export function expensesQuery(span: Span) {
  return queryOptions({
    queryKey: ['expenses', span],
    queryFn: async () => {
      const rows = await readAll((cursor) =>
        answered(api.GET('/api/v1/expenses', { params: { query: pageOf(span, cursor) } })),
      )
      return inOrder(rows, (expense) => expense.spentOn)
    },
  })
}

export function mileagesQuery(span: Span) {
  return queryOptions({
    queryKey: ['mileages', span],
    queryFn: async () => {
      const rows = await readAll((cursor) =>
        answered(api.GET('/api/v1/mileages', { params: { query: pageOf(span, cursor) } })),
      )
      return inOrder(rows, (mileage) => mileage.travelledOn)
    },
  })
}

function pageOf(span: Span, cursor: string | undefined) {
  return { ...span, memberId: [span.memberId], ...pageAfter(cursor) }
}

// Ids are UUIDv7: what was written later stands below.
function inOrder<Row extends { id: string }>(rows: Row[], momentOf: (row: Row) => string): Row[] {
  return rows.toSorted((a, b) => momentOf(a).localeCompare(momentOf(b)) || a.id.localeCompare(b.id))
}
