import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { useFormats } from '../ui/FormatProvider.tsx'

type WeekStripProps = {
  days: readonly string[]
  selected: string
  /** Worked seconds per day; undefined while they are read. */
  secondsByDay: ReadonlyMap<string, number> | undefined
}

/** The days of the week with what was worked; choosing one sets the day of the next entry. */
export function WeekStrip({ days, selected, secondsByDay }: WeekStripProps) {
  const { t } = useTranslation()
  const { today } = useMe()
  const formats = useFormats()
  const most = Math.max(1, ...days.map((day) => secondsByDay?.get(day) ?? 0))
  return (
    <nav className="hb-week" aria-label={t('timesheets.days')}>
      {days.map((day) => {
        const seconds = secondsByDay?.get(day) ?? 0
        return (
          <Link
            key={day}
            to="."
            search={(before) => ({ ...before, on: day }) as never}
            resetScroll={false}
            className="hb-week-day"
            aria-current={day === selected ? 'date' : undefined}
            data-today={day === today || undefined}
            data-empty={seconds === 0 || undefined}
          >
            <span className="hb-week-name">
              {formats.dayText(day, { weekday: 'short' })}{' '}
              <span className="hb-num">{Number(day.slice(-2))}</span>
              {day === today ? <span className="hb-sr"> ({t('timesheets.today')})</span> : null}
            </span>
            <span className="hb-week-time hb-num">
              {secondsByDay && seconds > 0 ? formats.duration(seconds) : '–'}
            </span>
            <span className="hb-week-bar" aria-hidden>
              <span style={{ width: `${(seconds / most) * 100}%` }} />
            </span>
          </Link>
        )
      })}
    </nav>
  )
}
