import { expect, test } from 'vitest'
import { answerFor, answersOfLines, type LineCodes } from './answered-lines.ts'

const sent = { accountCode: null, taxType: 'OUTPUT' }
const codes: LineCodes = { accountCode: '260', taxType: 'OUTPUT', tracking: [] }

test('what Xero chose is kept once where it is the same for all lines, and nothing of what was sent', () => {
  const other = { ...codes, accountCode: '200' }
  const kept = answersOfLines([
    { key: 'a', sent, codes },
    { key: 'b', sent, codes },
    { key: 'c', sent, codes: other },
    { key: 'd', sent: { ...sent, accountCode: '200' }, codes: other },
  ])
  expect(kept).toEqual({
    usual: { accountCode: '260' },
    lines: { c: { accountCode: '200' }, d: {} },
  })
  expect(answerFor(kept, 'b')).toEqual({ accountCode: '260' })
  expect(answerFor(kept, 'd')).toEqual({})
  expect(answerFor(null, 'a')).toBeNull()
})
