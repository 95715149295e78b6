import { newId } from '#lib/ids.ts'
import { expect, test } from 'vitest'
import { isFullCheckNight, morningDue, nextModifiedSince, nightDue } from './night.ts'

const tenMinutes = 600_000

/** The rounds of the schedule, over two days, in which the night of a workspace is due. */
function roundsDue(workspaceId: string, timeZone: string) {
  const rounds: string[] = []
  let lastStartedOn: string | null = null
  const start = Date.parse('2026-10-24T12:03:00Z') // Europe leaves summer time in the night of the 25th.
  for (let at = start; at < start + 2 * 86_400_000; at += tenMinutes) {
    const due: string | null = nightDue({ workspaceId, timeZone, lastStartedOn }, new Date(at))
    if (due === null) continue
    rounds.push(due)
    lastStartedOn = due
  }
  return rounds
}

test.each(['Europe/Amsterdam', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu', 'UTC'])(
  'in %s every workspace is due once a night, also when the clocks change',
  (timeZone) => {
    for (let count = 0; count < 50; count += 1) {
      const rounds = roundsDue(newId(), timeZone)
      expect(rounds).toHaveLength(2)
      expect(new Set(rounds).size).toBe(2)
    }
  },
)

test('the workspaces are spread over the night', () => {
  const minutes = Array.from({ length: 400 }, () => {
    const workspaceId = newId()
    for (let minute = 0; minute < 300; minute += 1) {
      const now = new Date(Date.parse('2026-11-17T00:00:00Z') + minute * 60_000)
      if (nightDue({ workspaceId, timeZone: 'UTC', lastStartedOn: null }, now)) return minute
    }
    return -1
  })
  expect(Math.min(...minutes)).toBeGreaterThanOrEqual(60)
  for (const hour of [1, 2, 3]) {
    const inHour = minutes.filter((minute) => Math.floor(minute / 60) === hour)
    expect(inHour.length).toBeGreaterThan(60)
  }
})

test('a night that was started is not due again; by day none is', () => {
  const workspace = { workspaceId: newId(), timeZone: 'UTC' }
  const lateAtNight = new Date('2026-11-17T04:59:00Z')
  expect(nightDue({ ...workspace, lastStartedOn: '2026-11-16' }, lateAtNight)).toBe('2026-11-17')
  expect(nightDue({ ...workspace, lastStartedOn: '2026-11-17' }, lateAtNight)).toBeNull()
  expect(
    nightDue({ ...workspace, lastStartedOn: null }, new Date('2026-11-17T05:00:00Z')),
  ).toBeNull()
})

test.each([
  ['2026-11-16T23:59:00Z', null],
  ['2026-11-17T00:00:00Z', '2026-11-17'],
  // The server was off by night.
  ['2026-11-17T15:00:00Z', '2026-11-17'],
  ['2026-11-17T22:59:00Z', '2026-11-17'],
  ['2026-11-17T23:30:00Z', null],
])('own work is due from 01:00 in Amsterdam on: at %s %s', (now, day) => {
  const timeZone = 'Europe/Amsterdam'
  expect(morningDue({ timeZone, lastStartedOn: '2026-11-16' }, new Date(now))).toBe(day)
  expect(morningDue({ timeZone, lastStartedOn: day }, new Date(now))).toBeNull()
})

test('the night from Saturday to Sunday reads everything, where the workspace is', () => {
  expect(isFullCheckNight('UTC', new Date('2026-11-22T02:00:00Z'))).toBe(true)
  expect(isFullCheckNight('America/New_York', new Date('2026-11-22T02:00:00Z'))).toBe(false)
})

test('the next reading overlaps this one by ten minutes', () => {
  expect(nextModifiedSince(new Date('2026-11-22T02:00:00Z'))).toEqual(
    new Date('2026-11-22T01:50:00Z'),
  )
})
