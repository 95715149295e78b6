import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ItemAction,
  itemActions,
  type ItemStatus,
  itemStatuses,
  itemStatusOf,
  whyNot,
} from './item-status.ts'

// What each status allows, once more and by hand: a row for each status, in the order of the actions.
//                          change delete re_rate submit take_back approve reject bill write_off
const allowed: Record<ItemStatus, string> = {
  open: '                    yes    yes    yes     yes    -         -       -      yes  yes',
  submitted: '               -      -      yes     -      yes       yes     yes    yes  yes',
  approved: '                -      -      yes     -      -         -       yes    yes  yes',
  rejected: '                yes    yes    yes     yes    -         -       -      yes  yes',
  invoiced: '                -      -      -       -      -         -       -      -    -',
  written_off: '             -      -      -       -      -         -       -      -    -',
}

describe.each(itemStatuses)('what is %s', (status) => {
  const row = allowed[status].trim().split(/\s+/)
  test.each(itemActions.map((action, index) => [action, row[index] === 'yes'] as const))(
    'may %s: %s',
    (action, may) => {
      expect(whyNot(action, status) === undefined).toBe(may)
    },
  )
})

test('what was never submitted cannot be approved', () => {
  expect(whyNot('approve', 'open')).toBe('item_is_not_submitted')
  expect(whyNot('take_back', 'rejected')).toBe('item_is_not_submitted')
})

test('where only what is approved is billed, nothing else is', () => {
  const billed = itemStatuses.filter((each) => !whyNot('bill', each, { needsApproval: true }))
  expect(billed).toEqual(['approved'])
  expect(whyNot('bill', 'open', { needsApproval: true })).toBe('item_is_not_approved')
  // Approval says nothing about anything but billing.
  for (const action of itemActions.filter((each) => each !== 'bill')) {
    for (const status of itemStatuses) {
      expect(whyNot(action, status, { needsApproval: true })).toBe(whyNot(action, status))
    }
  }
})

test('a closed period stops what would change work, and nothing else', () => {
  const stopped = itemActions.filter((action) =>
    itemStatuses.some(
      (status) => whyNot(action, status, { isClosed: true }) === 'period_is_closed',
    ),
  )
  expect(stopped).toEqual(['change', 'delete', 're_rate', 'reject'])
})

test('what the ledger holds is past approval', () => {
  expect(itemStatusOf({ status: 'invoiced', approval: 'rejected' })).toBe('invoiced')
  expect(itemStatusOf({ status: 'written_off', approval: 'submitted' })).toBe('written_off')
  expect(itemStatusOf({ status: 'open', approval: 'submitted' })).toBe('submitted')
})

const becomes: Partial<Record<ItemAction, ItemStatus>> = {
  submit: 'submitted',
  take_back: 'open',
  approve: 'approved',
  reject: 'rejected',
  bill: 'invoiced',
  write_off: 'written_off',
}

test('on no road is anything billed that was not approved after its last change', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...itemActions), { maxLength: 40 }), (wanted) => {
      let status: ItemStatus = 'open'
      let isApproved = false
      for (const action of wanted) {
        if (whyNot(action, status, { needsApproval: true })) continue
        if (action === 'bill') expect(isApproved).toBe(true)
        if (action === 'approve') isApproved = true
        if (['change', 'delete', 'reject', 'submit'].includes(action)) isApproved = false
        // Nothing ever leaves the ledger by one of these.
        expect(['invoiced', 'written_off']).not.toContain(status)
        status = becomes[action] ?? status
      }
    }),
  )
})
