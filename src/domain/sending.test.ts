import { expect, test } from 'vitest'
import {
  afterLookup,
  callsToSend,
  keyTrustedSeconds,
  leaseSeconds,
  waitSeconds,
} from './sending.ts'

const young = { ageSeconds: 10, keyAgeSeconds: 10, isRepeatable: true }
const old = { ageSeconds: keyTrustedSeconds, keyAgeSeconds: keyTrustedSeconds, isRepeatable: true }

test.each([
  // No answer came: the call may still be under way. Its key protects the same call made again.
  { found: 0, call: young, next: 'repeat' },
  // Some of the batch is there: the same key could bring the rest twice, another key too. Wait until the call is over.
  { found: 3, call: young, next: 'wait' },
  // The contact changed meanwhile: the same key with another content would be refused.
  { found: 0, call: { ...young, isRepeatable: false }, next: 'wait' },
  // Repeated a moment ago, but first used so long ago that Xero may have forgotten it.
  { found: 0, call: { ...young, keyAgeSeconds: keyTrustedSeconds }, next: 'wait' },
  { found: 0, call: old, next: 'release' },
  { found: 3, call: old, next: 'release' },
  // An answer came: the call is over.
  { found: 0, call: null, next: 'release' },
])('found $found of a call $call: $next', ({ found, call, next }) => {
  expect(afterLookup({ found, call })).toBe(next)
})

test('a claim outlives no call, and a key outlives a claim', () => {
  const longestCallSeconds = 30
  expect(leaseSeconds).toBeGreaterThan(2 * longestCallSeconds)
  expect(keyTrustedSeconds).toBeGreaterThan(leaseSeconds)
  expect(keyTrustedSeconds).toBeLessThan(360)
})

test.each([
  [{ documents: 200, newContacts: 0 }, 4],
  [{ documents: 200, newContacts: 200 }, 9],
  [{ documents: 1, newContacts: 1 }, 3],
])('%j costs %i calls', (plan, calls) => {
  expect(callsToSend(plan)).toBe(calls)
})

test('waits longer each time, but not for ever', () => {
  expect([1, 2, 3, 50].map(waitSeconds)).toEqual([2, 4, 8, 300])
})
