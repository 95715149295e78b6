import { weekNumberOf, weekOf } from '#domain/periods.ts'
import { secondsOfDay } from '#domain/work-day.ts'
import type { Formats } from '#lib/formats.ts'
import { useTranslation } from 'react-i18next'

type FormatExampleProps = { formats: Formats; day: string }

const startedAt = '09:00'
const endedAt = '14:30'
const amountMinor = 123_456

/** A day of work, written as the choices of the form say. */
export function FormatExample({ formats, day }: FormatExampleProps) {
  const { t } = useTranslation()
  const week = weekOf(day, formats.settings.weekStartsOn)
  const dayInWeek = t('regional.exampleWeek', {
    day: formats.dayText(day, { weekday: 'long', day: 'numeric', month: 'long' }),
    from: formats.day(week.from),
    to: formats.day(week.to),
    number: weekNumberOf(week),
  })
  const work = t('regional.exampleTimes', {
    times: formats.times(startedAt, endedAt),
    duration: formats.duration(secondsOfDay(endedAt) - secondsOfDay(startedAt)),
  })
  return (
    <output className="hb-format-example">
      <span className="hb-dim hb-small">{t('regional.example')}</span>
      <span>{dayInWeek}</span>
      <span className="hb-num">
        {formats.day(day)} · {work} · {formats.money(amountMinor)}
      </span>
    </output>
  )
}
