import { expect, test } from 'vitest'
import { noItems } from '../finance/types.ts'
import {
  emptySelection,
  openItemsByClient,
  itemsOf,
  sumOfAll,
  withAll,
  withToggled,
  type SelectableRow,
} from './report-selection.ts'

const row = (id: string, amountMinor: number, isOpen = true): SelectableRow => ({
  id,
  clientId: id.startsWith('z') ? 'zebra' : 'acme',
  clientName: id.startsWith('z') ? 'Zebra' : 'Acme',
  amountMinor,
  isOpen,
})

test('the selection adds up over the tabs', () => {
  const hours = withToggled(emptySelection.hours, new Set(['a', 'b']), [
    row('a', 100),
    row('b', 250),
  ])
  const expenses = withToggled(emptySelection.expenses, new Set(['e']), [row('e', 99, false)])
  const selection = { ...emptySelection, hours, expenses }
  expect(sumOfAll(selection)).toEqual({ count: 3, amountMinor: 449, openCount: 2 })
  expect(itemsOf(selection)).toEqual({
    ...noItems,
    timeEntryIds: ['a', 'b'],
    expenseIds: ['e'],
  })
})

test('rows taken out of everything that matches, and put back, keep the sum right', () => {
  const all = withAll({
    ids: new Set(['a', 'b', 'unseen']),
    amountMinor: 1000,
    openIds: new Set(['a', 'b', 'unseen']),
    client: null,
  })
  const rows = [row('a', 100), row('b', 250)]
  const less = withToggled(all, new Set(['unseen', 'b']), rows)
  expect(sumOfAll({ ...emptySelection, hours: less })).toEqual({
    count: 2,
    amountMinor: 900,
    openCount: 2,
  })
  const again = withToggled(less, new Set(['a', 'b', 'unseen']), rows)
  expect(sumOfAll({ ...emptySelection, hours: again }).amountMinor).toBe(1000)
})

test('selecting further rows of another page keeps those before', () => {
  const first = withToggled(emptySelection.hours, new Set(['a']), [row('a', 100)])
  const both = withToggled(first, new Set(['a', 'b']), [row('b', 50)])
  expect(sumOfAll({ ...emptySelection, hours: both }).amountMinor).toBe(150)
})

test('items are split by client, in the order of their names', () => {
  const rows = [row('z1', 1), row('a1', 2)]
  const hours = withToggled(emptySelection.hours, new Set(['z1', 'a1']), rows)
  const groups = openItemsByClient({ ...emptySelection, hours })
  expect(groups.map((each) => each.clientName)).toEqual(['Acme', 'Zebra'])
  expect(groups[1]?.items.timeEntryIds).toEqual(['z1'])
})

test('clients of unseen rows are known only when the filter named one', () => {
  const bulk = { ids: new Set(['x', 'y']), amountMinor: 0, openIds: new Set(['x']) }
  const expenses = withToggled(emptySelection.expenses, new Set(['a1']), [row('a1', 2)])
  const unknown = { ...emptySelection, expenses, hours: withAll({ ...bulk, client: null }) }
  expect(openItemsByClient(unknown)).toEqual([
    {
      clientId: null,
      clientName: '',
      items: { ...noItems, timeEntryIds: ['x'], expenseIds: ['a1'] },
    },
  ])
  const named = withAll({ ...bulk, client: { id: 'acme', name: 'Acme' } })
  expect(openItemsByClient({ ...emptySelection, hours: named })).toHaveLength(1)
})

test('what is invoiced already is not put on another invoice', () => {
  const hours = withToggled(emptySelection.hours, new Set(['a', 'b']), [
    row('a', 100),
    row('b', 1, false),
  ])
  expect(openItemsByClient({ ...emptySelection, hours })[0]?.items.timeEntryIds).toEqual(['a'])
})
