import { expect, test } from 'vitest'
import { Later } from './later.ts'

test('values are made once, and not before they are asked for', () => {
  const made: number[] = []
  const list = new Later([1, 2, 3, 4, 5].map((value) => () => (made.push(value), value * 10)))
  const twice = list.map((value) => value * 2)
  expect([list.length, twice.length, made]).toEqual([5, 5, []])
  const pieces = twice.inPieces(2)
  expect([pieces.next().value, made]).toEqual([
    [20, 40],
    [1, 2],
  ])
  expect([...pieces]).toEqual([[60, 80], [100]])
  expect([twice.all(), list.all(), made]).toEqual([
    [20, 40, 60, 80, 100],
    [10, 20, 30, 40, 50],
    [1, 2, 3, 4, 5],
  ])
})

test('an empty list has no pieces', () => {
  expect([...new Later([]).inPieces(3)]).toEqual([])
})
