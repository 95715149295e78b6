import { createMileages, type NewMileage } from '#app/mileages/create-mileages.ts'
import { listMileagePlaces } from '#app/mileages/list-mileage-places.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const anywhere = { search: '', end: 'from', otherEnd: null } as const

async function drivenWorld() {
  const world = await createWorld()
  const { id: projectId } = await world.has.project()
  const trip = (travelledOn: string, fromPlace: string, toPlace: string, more = {}) =>
    ({ projectId, travelledOn, fromPlace, toPlace, distanceKm: '10', ...more }) satisfies NewMileage
  const items = [
    trip('2026-11-02', 'Office', 'Zwolle', { distanceKm: '88', purpose: 'Survey' }),
    trip('2026-11-09', 'office', 'Zwolle', { distanceKm: '90.5', purpose: 'Review' }),
    trip('2026-11-10', 'Zwolle', 'Office', { distanceKm: '91', purpose: 'Home' }),
    trip('2026-11-11', 'Office', '100% Coffee', { distanceKm: '3' }),
  ]
  await createMileages(world.ctx, { items })
  return world
}

test('places are those of the person, the most used first, each once however it is written', async () => {
  await using world = await drivenWorld()
  const places = await listMileagePlaces(world.ctx, anywhere)
  expect(places).toEqual([
    { place: 'Office', trips: 4, lastOn: '2026-11-11', lastTrip: null },
    { place: 'Zwolle', trips: 3, lastOn: '2026-11-10', lastTrip: null },
    { place: '100% Coffee', trips: 1, lastOn: '2026-11-11', lastTrip: null },
  ])
  const other = await world.has.member({ role: 'employee' })
  expect(await listMileagePlaces(other.ctx, anywhere)).toEqual([])
  const theirs = { ...anywhere, memberId: world.memberId }
  await expect(listMileagePlaces(other.ctx, theirs)).rejects.toMatchObject({ code: 'not_allowed' })
})

test('they are found by any part of their name, letter by letter', async () => {
  await using world = await drivenWorld()
  const found = async (search: string) =>
    (await listMileagePlaces(world.ctx, { ...anywhere, search })).map(({ place }) => place)
  expect(await found('WOL')).toEqual(['Zwolle'])
  expect(await found('%')).toEqual(['100% Coffee'])
  expect(await found('_')).toEqual([])
})

test('a pair that was driven before brings its last trip, in the same direction where there was one', async () => {
  await using world = await drivenWorld()
  const ask = async (end: 'from' | 'to', otherEnd: string) =>
    (await listMileagePlaces(world.ctx, { search: '', end, otherEnd })).map((each) => [
      each.place,
      each.lastTrip,
    ])
  const review = { travelledOn: '2026-11-09', distanceKm: '90.50', purpose: 'Review' }
  const home = { travelledOn: '2026-11-10', distanceKm: '91.00', purpose: 'Home' }
  const coffee = { travelledOn: '2026-11-11', distanceKm: '3.00', purpose: '' }
  expect(await ask('to', 'OFFICE')).toEqual([
    ['Zwolle', review],
    ['100% Coffee', coffee],
    ['Office', null],
  ])
  expect(await ask('to', 'Zwolle')).toContainEqual(['Office', home])
  // Never driven back from there: the way there tells as much.
  expect(await ask('to', '100% Coffee')).toContainEqual(['Office', coffee])
  expect(await ask('from', 'Zwolle')).toContainEqual(['Office', review])
})
