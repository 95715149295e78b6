import { expect, test } from 'vitest'
import { reportSearchFrom } from './report-search.ts'
import { isChangedFrom, searchOfView, settingsOf, type ReportView } from './report-views.ts'

const ids = ['0192d3f0-0000-7000-8000-000000000001', '0192d3f0-0000-7000-8000-000000000002']

const search = reportSearchFrom({
  period: 'last_month',
  clientId: ids.join(','),
  billable: 'no',
  status: 'open,written_off',
  q: 'advice',
  groupBy: 'project',
  order: '-amountMinor',
  columns: 'hours:day,hours',
})

const view: ReportView = {
  id: '0192d3f0-0000-7000-8000-000000000009',
  tab: 'hours',
  name: 'Mine',
  isShared: false,
  isOwn: true,
  memberName: 'Olga',
  settings: settingsOf('hours', { search, columns: undefined }),
}

test('what a view keeps of an address opens as the same address, and says which view it is', () => {
  expect(searchOfView(view)).toEqual({ ...search, view: view.id })
  const plain = settingsOf('hours', { search: {}, columns: undefined })
  expect(searchOfView({ ...view, settings: plain })).toEqual({ view: view.id })
})

test('a relative period is kept as it was said', () => {
  expect(view.settings).toMatchObject({ period: 'last_month', from: null, to: null })
})

test('columns that were chosen before are kept, too', () => {
  const settings = settingsOf('hours', { search: {}, columns: ['day', 'rate'] })
  expect(searchOfView({ ...view, settings })).toEqual({ columns: 'hours:day,rate', view: view.id })
})

test('a view is changed when anything but the order of choices differs', () => {
  const opened = searchOfView(view)
  expect(isChangedFrom(view, opened)).toBe(false)
  expect(isChangedFrom(view, { ...opened, clientId: ids.toReversed().join(',') })).toBe(false)
  expect(isChangedFrom(view, { ...opened, period: 'all' })).toBe(true)
  expect(isChangedFrom(view, { ...opened, order: 'amountMinor' })).toBe(true)
})
