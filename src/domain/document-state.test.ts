import { expect, test } from 'vitest'
import {
  discardRefusal,
  type DocumentState,
  exportState,
  retryRefusal,
  statesBefore,
} from './document-state.ts'

const states: DocumentState[] = [
  'planned',
  'sending',
  'confirmed',
  'rejected',
  'unknown',
  'discarded',
]

test.each([
  ['send', ['planned', 'unknown']], // 'unknown' only to repeat the same call
  ['confirm', ['sending', 'unknown']],
  ['lose', ['sending', 'unknown']],
  ['release', ['sending', 'unknown']],
  ['retry', ['rejected']],
  ['discard', ['planned', 'rejected']],
] as const)('%s can happen from %j', (event, from) => {
  expect(statesBefore(event)).toEqual(from)
})

test('only what Xero refused can be tried again', () => {
  expect(states.filter((state) => !retryRefusal({ state }))).toEqual(['rejected'])
})

// Freeing the items of a document that Xero may have would bill them twice.
test('only what is certainly not in Xero can be given up', () => {
  const after = (attempts: number) => states.filter((state) => !discardRefusal({ state, attempts }))
  expect(after(0)).toEqual(['planned', 'rejected'])
  expect(after(1)).toEqual(['rejected'])
})

test.each([
  [['confirmed', 'discarded'], 'done'],
  [['confirmed', 'unknown'], 'sending'],
  [['planned', 'rejected'], 'attention'],
  [[], 'done'],
] as [DocumentState[], string][])('documents that are %j make an export %s', (each, state) => {
  expect(exportState(each)).toBe(state)
})
