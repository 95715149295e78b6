import { expect, test } from 'vitest'
import {
  emailStateAfter,
  emailStates,
  emailStatesBefore,
  waitAfter,
  sendAgainRefusal,
} from './email-state.ts'

test('only a person has an e-mail sent again that may have arrived', () => {
  expect(emailStatesBefore('send')).toEqual(['planned'])
  const roads = (Object.keys(emailStateAfter) as (keyof typeof emailStateAfter)[]).filter((event) =>
    emailStatesBefore(event).includes('unknown'),
  )
  expect(roads).toEqual(['deliver', 'retry'])
})

test.each([
  ['planned', false, 'email_cannot_be_sent_again'],
  ['sending', true, 'email_cannot_be_sent_again'],
  ['sent', true, 'email_cannot_be_sent_again'],
  ['refused', false, undefined],
  ['unknown', false, 'email_may_have_arrived'],
  ['unknown', true, undefined],
] as const)('%s, twice is fine: %s → %s', (state, mayArriveTwice, refusal) => {
  expect(sendAgainRefusal({ state }, { mayArriveTwice })).toBe(refusal)
  expect(emailStates).toContain(state)
})

test('it is tried for a day, ever less often', () => {
  const waits = Array.from({ length: 9 }, (_, index) => waitAfter(index + 1))
  expect(waits).toEqual([60, 300, 900, 3600, 14_400, 28_800, 43_200, null, null])
})
