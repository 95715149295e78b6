import { say } from '#domain/words/say.ts'
import { decodeCursor, encodeCursor, type Page } from '#db/page.ts'
import { type RegistrationOrder, sortTypeOf } from '#db/registration-order.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import {
  isColumnOf,
  isOfMoney,
  reportColumns,
  type ReportSort,
  type ReportTab,
  textOfReportSort,
} from '#domain/report-columns.ts'
import { isWorkDay } from '#domain/work-day.ts'
import { without } from '#lib/without.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import type { PageRequest } from '../pages.ts'
import { refuse } from '../refuse.ts'
import { kindOfTab } from './report-tabs.ts'

// Pages of hours, expenses and mileages. Their cursor names the order it belongs to, so that it cannot be used with another.

export type RegistrationRequest = PageRequest &
  RegistrationFilter & { sort?: ReportSort | undefined }

const newestFirst: ReportSort = { by: 'day', isDescending: true }

/** The order that is asked for, and where the page begins. Refuses what the report does not have or the role does not see. */
export function orderFrom(
  ctx: Context,
  {
    tab,
    sort = newestFirst,
    cursor,
  }: Pick<RegistrationRequest, 'sort' | 'cursor'> & { tab: ReportTab },
): RegistrationOrder {
  const { by } = sort
  if (!isColumnOf(tab, by)) {
    const known = reportColumns[tab].join(', ')
    const detail = say('The list of {{tab}} is not sorted by “{{by}}”. It has {{known}}.', {
      tab,
      by,
      known,
    })
    refuse('input_is_not_valid', { field: 'sort', detail })
  }
  const isHidden =
    (isOfMoney(by) && !may(ctx, 'rates:read')) || (by === 'inXero' && !may(ctx, 'xero:read'))
  if (isHidden)
    refuse('not_allowed', {
      field: 'sort',
      detail: say('Your role does not see “{{by}}”.', { by }),
    })
  return { sort, after: cursor === undefined ? undefined : cursorFrom(cursor, { tab, sort }) }
}

/** A page of the rows, of which one more was read than fits: it tells whether there is a next page. */
export function registrationPage<Row extends { id: string; sortValue: string }>(
  rows: readonly Row[],
  { limit, sort, dayOf }: { limit: number; sort: ReportSort; dayOf: (row: Row) => string },
): Page<Omit<Row, 'sortValue'>> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => without(row, 'sortValue')),
    nextCursor: last
      ? encodeCursor([textOfReportSort(sort), last.sortValue, dayOf(last), last.id])
      : null,
  }
}

const isValue = {
  date: isWorkDay,
  numeric: (text: string) => /^-?\d{1,20}(\.\d{1,20})?$/.test(text),
  text: () => true,
}

function cursorFrom(cursor: string, { tab, sort }: { tab: ReportTab; sort: ReportSort }) {
  const [order, value, day, id, ...rest] = decodeCursor(cursor) ?? []
  const isOurs =
    order === textOfReportSort(sort) &&
    value !== undefined &&
    isValue[sortTypeOf(kindOfTab[tab], sort)](value) &&
    day !== undefined &&
    isWorkDay(day) &&
    id !== undefined &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
    rest.length === 0
  if (isOurs) return { value, day, id }
  return refuse('input_is_not_valid', {
    field: 'cursor',
    detail: say('This is not a nextCursor of this list in this order.'),
  })
}
