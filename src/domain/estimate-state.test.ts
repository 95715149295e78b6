import { expect, test } from 'vitest'
import { estimateRefusal, estimateSeries, estimateStateOn } from './estimate-state.ts'

const estimate = { state: 'sent', validUntil: '2026-12-31', subtotalMinor: 100 } as const

test('one that was sent counts until the end of its last day', () => {
  expect(estimateStateOn(estimate, '2026-12-31')).toBe('sent')
  expect(estimateStateOn(estimate, '2027-01-01')).toBe('expired')
  expect(estimateStateOn({ ...estimate, state: 'accepted' }, '2027-01-01')).toBe('accepted')
})

test.each([
  ['draft', 'edit', undefined],
  ['draft', 'accept', 'estimate_is_not_sent'],
  ['sent', 'edit', 'estimate_is_sent'],
  ['sent', 'extend', undefined],
  ['sent', 'delete', 'estimate_is_sent'],
  ['sent', 'create_invoice', 'estimate_is_not_accepted'],
  ['accepted', 'create_invoice', undefined],
  ['accepted', 'decline', 'estimate_is_decided'],
  ['declined', 'accept', 'estimate_is_decided'],
  ['declined', 'create_project', 'estimate_is_not_accepted'],
] as const)('%s: %s', (state, action, refusal) => {
  expect(estimateRefusal({ ...estimate, state }, action, '2026-12-01')).toBe(refusal)
})

test('after its last day it is neither sent nor accepted, but extended or declined', () => {
  const on = (state: 'draft' | 'sent', action: 'send' | 'accept' | 'extend' | 'decline') =>
    estimateRefusal({ ...estimate, state }, action, '2027-01-01')
  expect(on('draft', 'send')).toBe('estimate_has_expired')
  expect(on('sent', 'accept')).toBe('estimate_has_expired')
  expect(on('sent', 'extend')).toBeUndefined()
  expect(on('sent', 'decline')).toBeUndefined()
})

test('what comes to nothing is no fixed price', () => {
  const free = { ...estimate, state: 'accepted', subtotalMinor: 0 } as const
  expect(estimateRefusal(free, 'create_project', '2026-12-01')).toBe('estimate_has_no_price')
  expect(estimateRefusal(free, 'create_invoice', '2026-12-01')).toBeUndefined()
})

test('its numbers are told from those of invoices', () => {
  expect(estimateSeries('2026-12-31')).toBe('E2026')
})
