import { expect, test } from 'vitest'
import { noItems } from '../finance/types.ts'
import {
  emptySelection,
  hasUnknownClients,
  mayBeWrittenOff,
  openItemsByClient,
  itemsOf,
  sumOfAll,
  withAll,
  withKnown,
  withToggled,
  type SelectableRow,
} from './report-selection.ts'

const row = (id: string, amountMinor: number, isOpen = true): SelectableRow => ({
  id,
  clientId: id.startsWith('z') ? 'zebra' : 'acme',
  clientName: id.startsWith('z') ? 'Zebra' : 'Acme',
  amountMinor,
  isOpen,
  isWrittenOff: id.startsWith('w'),
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
    filter: {},
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

test('clients of unseen rows are known when the filter named one, or once they were read', () => {
  const bulk = { ids: new Set(['a1', 'z1']), amountMinor: 3, openIds: new Set(['z1']), filter: {} }
  const unknown = withAll({ ...bulk, client: null })
  expect(hasUnknownClients(unknown)).toBe(true)
  const known = withKnown(unknown, [row('z1', 2)])
  expect(hasUnknownClients(known)).toBe(false)
  expect(openItemsByClient({ ...emptySelection, hours: known })).toEqual([
    { clientId: 'zebra', clientName: 'Zebra', items: { ...noItems, timeEntryIds: ['z1'] } },
  ])
  expect(sumOfAll({ ...emptySelection, hours: known }).amountMinor).toBe(3)
  const named = withAll({ ...bulk, client: { id: 'acme', name: 'Acme' } })
  expect(hasUnknownClients(named)).toBe(false)
  expect(openItemsByClient({ ...emptySelection, hours: named })).toHaveLength(1)
})

test('what is invoiced already is not put on another invoice', () => {
  const hours = withToggled(emptySelection.hours, new Set(['a', 'b']), [
    row('a', 100),
    row('b', 1, false),
  ])
  expect(openItemsByClient({ ...emptySelection, hours })[0]?.items.timeEntryIds).toEqual(['a'])
})

test('what may be written off is known of rows that were shown, and feared of others', () => {
  const hours = (id: string, isOpen: boolean) =>
    withToggled(emptySelection.hours, new Set([id]), [row(id, 100, isOpen)])
  expect(mayBeWrittenOff(emptySelection)).toBe(false)
  expect(mayBeWrittenOff({ ...emptySelection, hours: hours('a', true) })).toBe(false)
  expect(mayBeWrittenOff({ ...emptySelection, hours: hours('w', false) })).toBe(true)
  const bulk = { ids: new Set(['a', 'b']), amountMinor: 0, client: null, filter: {} }
  const all = (openIds: string[]) => withAll({ ...bulk, openIds: new Set(openIds) })
  expect(mayBeWrittenOff({ ...emptySelection, hours: all(['a', 'b']) })).toBe(false)
  expect(mayBeWrittenOff({ ...emptySelection, hours: all(['a']) })).toBe(true)
})
