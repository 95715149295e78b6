import { describe, expect, test } from 'vitest'
import {
  columnsOf,
  groupingsOf,
  periodRange,
  reportFilter,
  reportSearchFrom,
  searchOfGroup,
  sortOf,
} from './report-search.ts'

const calendar = { today: '2026-11-23', weekStartsOn: 1 }

describe('the period of a report', () => {
  test.each([
    ['this_week', '2026-11-23', '2026-11-29'],
    ['last_week', '2026-11-16', '2026-11-22'],
    ['this_month', '2026-11-01', '2026-11-30'],
    ['last_month', '2026-10-01', '2026-10-31'],
    ['this_quarter', '2026-10-01', '2026-12-31'],
    ['last_quarter', '2026-07-01', '2026-09-30'],
    ['this_year', '2026-01-01', '2026-12-31'],
    ['last_year', '2025-01-01', '2025-12-31'],
  ] as const)('%s runs from %s to %s', (period, from, to) => {
    expect(periodRange(period, calendar)).toEqual({ from, to })
  })

  test('a week that starts on Sunday', () => {
    expect(periodRange('this_week', { today: '2026-11-22', weekStartsOn: 0 })).toEqual({
      from: '2026-11-22',
      to: '2026-11-28',
    })
  })

  test('the month and the quarter before January are those of last year', () => {
    const january = { today: '2027-01-02', weekStartsOn: 1 }
    expect(periodRange('last_month', january).from).toBe('2026-12-01')
    expect(periodRange('last_quarter', january)).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  })

  test('all time has no ends', () => {
    expect(periodRange('all', calendar)).toEqual({})
  })
})

describe('the address of a report', () => {
  test('keeps what is understood and drops the rest', () => {
    expect(
      reportSearchFrom({
        period: 'custom',
        from: '2026-02-30',
        to: '2026-03-01',
        clientId: 'x',
        billable: 'maybe',
        invoiced: 'no',
        q: 2026,
        junk: true,
      }),
    ).toEqual({ period: 'custom', to: '2026-03-01', status: 'open', q: '2026' })
  })

  test('days count only for a period of one’s own', () => {
    expect(reportSearchFrom({ period: 'last_week', from: '2026-01-01' })).toEqual({
      period: 'last_week',
    })
  })

  test('becomes the filter of the API; a task filters hours only', () => {
    const taskId = '0192d3f0-0000-7000-8000-000000000001'
    const search = reportSearchFrom({ period: 'all', taskId, status: 'written_off,open,lost' })
    expect(reportFilter('hours', search, calendar)).toEqual({
      taskId: [taskId],
      status: ['open', 'written_off'],
    })
    expect(reportFilter('expenses', search, calendar)).toEqual({ status: ['open', 'written_off'] })
  })
})

test('columns and order are those that the report knows', () => {
  const search = reportSearchFrom({ columns: 'hours:km,hours,day', order: '-share', view: 'x' })
  expect(search).toEqual({ columns: 'hours:day,hours', order: '-share' })
  expect(columnsOf('hours', search.columns)).toEqual(['day', 'hours'])
  expect(columnsOf('expenses', search.columns)).toBeUndefined()
  expect(reportSearchFrom({ columns: 'hours:km', order: 'colour' })).toEqual({})
})

describe('a group of a report', () => {
  test('opens as its rows, with the other filters kept', () => {
    const search = { period: 'all', status: 'open', groupBy: 'client' } as const
    expect(searchOfGroup(search, { groupBy: 'client', key: 'acme', calendar })).toEqual({
      period: 'all',
      status: 'open',
      clientId: 'acme',
    })
  })

  test('of a month stays within the days that are shown', () => {
    const search = { period: 'custom', from: '2026-10-10', groupBy: 'month' } as const
    const open = (key: string) => searchOfGroup(search, { groupBy: 'month', key, calendar })
    expect(open('2026-10')).toEqual({ period: 'custom', from: '2026-10-10', to: '2026-10-31' })
    expect(open('2026-11')).toEqual({ period: 'custom', from: '2026-11-01', to: '2026-11-30' })
    const day = searchOfGroup({ groupBy: 'day' }, { groupBy: 'day', key: '2026-11-05', calendar })
    expect(day).toEqual({ period: 'custom', from: '2026-11-05', to: '2026-11-05' })
  })

  test('by task for hours only, by person for those who see everybody', () => {
    const all = groupingsOf('hours', { seesEverybody: true })
    expect(all).toEqual(['client', 'main_project', 'project', 'member', 'task', 'day', 'month'])
    const few = groupingsOf('mileages', { seesEverybody: false })
    expect(few).toEqual(['client', 'main_project', 'project', 'day', 'month'])
  })
})

test('the order of rows is that of a column which the report has', () => {
  expect(reportSearchFrom({ sort: '-amount' })).toEqual({ sort: '-amount' })
  expect(reportSearchFrom({ sort: 'length' })).toEqual({})
  expect(sortOf('hours', '-hours')).toEqual({ by: 'hours', isDescending: true })
  expect(sortOf('mileages', '-hours')).toBeUndefined()
})
