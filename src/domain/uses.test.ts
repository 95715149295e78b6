import { expect, test } from 'vitest'
import { usesInWords } from './uses.ts'

test.each([
  [[{ kind: 'hours', count: 1 }], 'Used by 1 time entry.'],
  [
    [
      { kind: 'projects', count: 3 },
      { kind: 'clients', count: 1 },
      { kind: 'hours', count: 1200 },
    ],
    'Used by 3 projects, 1 client and 1,200 time entries.',
  ],
] as const)('uses are counted in words', (uses, words) => {
  expect(usesInWords(uses)).toBe(words)
})
