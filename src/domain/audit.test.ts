import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween } from './audit.ts'

test('only what differs is a change', () => {
  expect(changesBetween({ name: 'A', rate: '95.0000' }, { name: 'A', rate: '105' })).toEqual([
    { field: 'rate', before: '95.0000', after: '105' },
  ])
  expect(changesBetween({ rate: '95.0000', tags: [] }, { rate: '95', tags: null })).toEqual([])
  expect(changesBetween({}, { name: 'New', email: null, notes: '', address: {} })).toEqual([
    { field: 'name', before: null, after: 'New' },
  ])
  expect(changesBetween({ number: '010' }, { number: '10' })).toHaveLength(1)
  expect(changesBetween({ a: { x: '1', y: null } }, { a: { x: '1' } })).toEqual([])
  expect(changesBetween({ archivedAt: null }, { archivedAt: new Date(0) })).toHaveLength(1)
})

test('a long text is cut short', () => {
  const [change] = changesBetween({}, { notes: 'x'.repeat(5000) })
  expect(String(change?.after)).toHaveLength(301)
})

// The promise to whoever hands the log to an auditor: no secret is ever in it.
test('whatever is called like a secret stays out, however deep it lies', () => {
  const names = ['secretHash', 'accessToken', 'password', 'refresh_token', 'apiKey', 'sealed']
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.integer({ min: 0, max: 3 }), (name, depth) => {
      let value: Record<string, unknown> = { [name]: 'open sesame', kept: 'yes' }
      for (let level = 0; level < depth; level += 1) value = { inner: [value], kept: 'yes' }
      expect(JSON.stringify(changesBetween({}, value))).not.toContain('sesame')
      expect(JSON.stringify(changesBetween(value, {}))).not.toContain('sesame')
    }),
  )
})
