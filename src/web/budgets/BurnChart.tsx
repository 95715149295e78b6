import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween } from '#domain/work-day.ts'
import { Fold } from '../ui/Fold.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { useMe } from '../me.ts'
import { budgetTone, useBudgetAmount, type ProjectBudget } from './budget-queries.ts'
import './budgets.css'

const width = 640
const height = 200
const left = 0
const top = 12
const bottom = 22
const headroom = 1.08

/** What was worked day by day against the budget, where it goes at this pace, and the same in figures. */
export function BurnChart({ budget }: { budget: ProjectBudget }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const amountOf = useBudgetAmount()
  const titleId = useId()
  const { today } = useMe()
  const { measure, amount, line, forecast } = budget
  const [first] = line
  const last = line.at(-1)
  if (!first || !last) return null

  const startsOn = budget.period === 'month' ? `${budget.span}-01` : first.on
  const now = last.on > today ? last.on : today
  const hasForecast =
    forecast.expected !== null && forecast.endsOn !== null && forecast.endsOn > now
  const endsOn = hasForecast && forecast.endsOn ? forecast.endsOn : now
  const days = Math.max(1, daysBetween(startsOn, endsOn))
  const most = Math.max(amount, last.worked, hasForecast ? (forecast.expected ?? 0) : 0) * headroom
  const x = (on: string) => left + (daysBetween(startsOn, on) / days) * (width - left)
  const y = (worked: number) => height - bottom - (worked / most) * (height - bottom - top)
  const place = (on: string, worked: number) => `${tenths(x(on))},${tenths(y(worked))}`

  const worked = [
    place(startsOn, 0),
    ...line.map((point) => place(point.on, point.worked)),
    place(now, last.worked),
  ]
  const label = t('budgets.chart', {
    worked: amountOf(measure, last.worked),
    amount: amountOf(measure, amount),
    day: formats.day(now),
  })
  return (
    <div className="hb-burn" data-tone={budgetTone(budget)}>
      {/* Drawn here: there is no file for an img. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={titleId}>
        <title id={titleId}>{label}</title>
        <polygon className="hb-burn-area" points={[...worked, place(now, 0)].join(' ')} />
        <polyline className="hb-burn-worked" points={worked.join(' ')} />
        {hasForecast && forecast.endsOn ? (
          <polyline
            className="hb-burn-forecast"
            points={`${place(now, last.worked)} ${place(forecast.endsOn, forecast.expected ?? 0)}`}
          />
        ) : null}
        <line className="hb-burn-budget" x1={left} x2={width} y1={y(amount)} y2={y(amount)} />
        <line className="hb-burn-axis" x1={left} x2={width} y1={y(0)} y2={y(0)} />
      </svg>
      <div className="hb-burn-days" aria-hidden>
        <span>{formats.day(startsOn)}</span>
        <span>{formats.day(endsOn)}</span>
      </div>
      <ul className="hb-burn-legend">
        <li data-line="worked">{t('budgets.lineWorked')}</li>
        <li data-line="budget">{`${t('budgets.lineBudget')}: ${amountOf(measure, amount)}`}</li>
        {hasForecast ? <li data-line="forecast">{t('budgets.lineForecast')}</li> : null}
      </ul>
      <Fold head={t('budgets.figures')}>
        <table className="hb-burn-table">
          <thead>
            <tr>
              <th scope="col">{t('budgets.day')}</th>
              <th scope="col">{t('budgets.worked')}</th>
              <th scope="col">{t('budgets.share')}</th>
            </tr>
          </thead>
          <tbody>
            {line.map((point) => (
              <tr key={point.on}>
                <th scope="row">{formats.day(point.on)}</th>
                <td className="hb-num">{amountOf(measure, point.worked)}</td>
                <td className="hb-num">{`${Math.floor((point.worked / amount) * 100)} %`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Fold>
    </div>
  )
}

/** A place on the drawing, as near as the eye sees. */
function tenths(length: number): number {
  return Math.round(length * 10) / 10
}
