import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Box, placeOf } from './drag-order.ts'

const boxes: Box[] = [
  { top: 0, height: 40 },
  { top: 50, height: 100 },
  { top: 160, height: 40 },
]

test.each([
  ['stays while it has passed nothing', 0, 59, 0],
  ['passes the next once its lower edge is over the middle of it', 0, 61, 1],
  ['passes all below', 0, 999, 2],
  ['passes the one above once its upper edge is over the middle of it', 2, -61, 1],
  ['passes all above', 2, -999, 0],
])('%s', (_, from, by, to) => {
  expect(placeOf(boxes, from, by)).toBe(to)
})

test('stays in the list, and further never means less far', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(heights, fc.nat(), fc.integer(), fc.nat(500), (tall, pick, by, more) => {
      let top = 0
      const rows = tall.map((height) => ({ top: (top += height) - height, height }))
      const from = pick % rows.length
      const to = placeOf(rows, from, by)
      expect(to).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThan(rows.length)
      expect(placeOf(rows, from, by + more)).toBeGreaterThanOrEqual(to)
    }),
  )
})
