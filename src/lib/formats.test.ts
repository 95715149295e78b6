import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { parseTimeOfDay } from '../domain/duration.ts'
import { createFormats, decimalFromText, timeFormats } from './formats.ts'

const settings = {
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  language: 'en',
  dateFormat: 'dd-MM-yyyy',
  timeFormat: '24h',
  numberFormat: '1.234,56',
  durationFormat: 'h:mm',
  weekStartsOn: 1,
}

const zones = [
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Tokyo',
  'Europe/Amsterdam',
  'America/St_Johns',
]

describe('a workspace writes', () => {
  const formats = createFormats(settings)

  test.each([
    [0, '€0,00'],
    [5, '€0,05'],
    [-5, '−€0,05'],
    [123_456_789, '€1.234.567,89'],
  ])('%i minor units as %s', (minor, text) => {
    expect(formats.money(minor)).toBe(text)
  })

  test('another currency by its sign, and none where none is asked for', () => {
    expect(formats.money(100, 'USD')).toBe('$1,00')
    expect(formats.money(100, 'CHF')).toBe('CHF 1,00')
    expect(formats.money(100, null)).toBe('1,00')
  })

  test.each([
    ['95.0000', 2, '95,00'],
    ['95.1250', 2, '95,125'],
    ['1500', 0, '1.500'],
    ['2.00', 0, '2'],
  ])('the quantity %s with at least %i decimals as %s', (value, decimals, text) => {
    expect(formats.quantity(value, decimals)).toBe(text)
  })

  test.each([
    ['dd-MM-yyyy', '09-03-2026'],
    ['d-M-yyyy', '9-3-2026'],
    ['MM/dd/yyyy', '03/09/2026'],
    ['dd.MM.yyyy', '09.03.2026'],
    ['d MMM yyyy', '9 Mar 2026'],
  ])('a day in %s as %s', (dateFormat, text) => {
    expect(createFormats({ ...settings, dateFormat }).day('2026-03-09')).toBe(text)
  })

  test('a moment in its own time zone, also across midnight', () => {
    expect(formats.moment('2026-03-08T23:30:00Z')).toBe('09-03-2026 00:30')
  })

  test.each([
    ['24h', '09:05', '09:05'],
    ['12h', '09:05', '9:05 am'],
    ['12h', '00:00', '12:00 am'],
    ['12h', '12:30', '12:30 pm'],
    ['12h', '23:59', '11:59 pm'],
    ['12h', '24:00', '24:00'],
  ])('on a clock of %s %s as %s', (timeFormat, time, text) => {
    expect(createFormats({ ...settings, timeFormat }).time(time)).toBe(text)
  })

  test('every minute of a day so that it is understood again', () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 })
    fc.assert(
      fc.property(minute, fc.constantFrom(...timeFormats), (number, timeFormat) => {
        const [hours, minutes] = [Math.floor(number / 60), number % 60].map(twoDigits)
        const time = `${hours}:${minutes}`
        expect(parseTimeOfDay(createFormats({ ...settings, timeFormat }).time(time))).toBe(time)
      }),
    )
  })

  test('the seconds of a moment where they are asked for', () => {
    const american = createFormats({ ...settings, timeFormat: '12h', dateFormat: 'MM/dd/yyyy' })
    expect(american.moment('2026-03-09T13:04:05Z', 'seconds')).toBe('03/09/2026 2:04:05 pm')
    expect(formats.moment('2026-03-09T13:04:05Z', 'seconds')).toBe('09-03-2026 14:04:05')
  })

  test.each([
    ['en', 'dd-MM-yyyy', '9 March'],
    ['en', 'MM/dd/yyyy', 'March 9'],
    ['nl', 'dd-MM-yyyy', '9 maart'],
  ])('a day in words in %s beside %s as %s', (language, dateFormat, text) => {
    const written = createFormats({ ...settings, language, dateFormat })
    expect(written.dayText('2026-03-09', { day: 'numeric', month: 'long' })).toBe(text)
  })

  test('what is computed rounded, and names one after the other', () => {
    expect([formats.rounded(1234.56), formats.rounded(1234.56, 1)]).toEqual(['1.235', '1.234,6'])
    expect(formats.list(['A', 'B', 'C'])).toBe('A, B and C')
  })

  test('durations as hours and minutes, or decimal', () => {
    expect(formats.duration(5_400)).toBe('1:30')
    expect(formats.duration(59 * 60 + 59)).toBe('1:00')
    expect(formats.duration(4_500_000)).toBe('1.250:00')
    expect(createFormats({ ...settings, durationFormat: 'decimal' }).duration(5_400)).toBe('1,50')
  })
})

describe.each(zones)('on a machine in %s', (zone) => {
  beforeEach(() => {
    vi.stubEnv('TZ', zone)
    return () => vi.unstubAllEnvs()
  })

  test('a day is a day, and a moment falls on the day of the workspace', () => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
    const formats = createFormats(settings)
    expect(formats.day('2026-03-29')).toBe('29-03-2026')
    expect(formats.dayText('2026-03-29', { weekday: 'long', day: 'numeric' })).toBe('Sunday 29')
    expect(formats.moment('2026-03-28T23:30:00Z')).toBe('29-03-2026 00:30')
  })
})

test.each(zones.map((zone, index) => [zone, ['24', '23', '24', '24', '23'][index]]))(
  'a moment in %s falls on the %s th',
  (timeZone, date) => {
    const noon = new Date('2026-11-24T00:30:00Z')
    expect(createFormats({ ...settings, timeZone }).dayOf(noon)).toBe(`2026-11-${date}`)
  },
)

test.each([
  ['1,5', ',', '1.5'],
  ['1.5', ',', '1.5'],
  ['1.234,56', ',', '1234.56'],
  ['1,234.56', '.', '1234.56'],
  ['1 234,56', ',', '1234.56'],
  ['abc', ',', undefined],
])('%s typed where %s separates decimals is %s', (typed, separator, decimal) => {
  expect(decimalFromText(typed, separator)).toBe(decimal)
})

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
