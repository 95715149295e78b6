import { useTranslation } from 'react-i18next'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Section } from '../../ui/Page.tsx'
import type { XeroConnection } from './xero-queries.ts'

type Budget = NonNullable<XeroConnection['budget']>

/** The calls of the day: used, forecast for the night, kept for people. */
export function BudgetSection({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { budget } = connection
  if (!budget) return null
  const words = (count: number) => formats.number(String(count))
  const { used, left, tonight, endsAt } = budget
  return (
    <Section title={t('xeroSettings.budget')} description={t('xeroSettings.budgetText')}>
      <BudgetBar budget={budget} />
      <dl className="hb-budget">
        <div>
          <dt>{t('xeroSettings.budgetUsed')}</dt>
          <dd className="hb-num">{words(used)}</dd>
        </div>
        <div>
          <dt>{t('xeroSettings.callsLeft')}</dt>
          <dd className="hb-num">{words(left)}</dd>
        </div>
        <div>
          <dt>{t('xeroSettings.budgetTonight')}</dt>
          <dd className="hb-num">
            {tonight ? words(tonight.calls) : t('xeroSettings.budgetNightOff')}
          </dd>
        </div>
        <div>
          <dt>{t('xeroSettings.budgetEnds')}</dt>
          <dd>{endsAt ? formats.moment(endsAt) : t('xeroSettings.budgetNotBegun')}</dd>
        </div>
      </dl>
      <p className="hb-small hb-dim">
        {t('xeroSettings.budgetKept', { count: budget.keptForPeople })}
      </p>
    </Section>
  )
}

/** The same as the figures below it, to be seen at a glance. */
function BudgetBar({ budget }: { budget: Budget }) {
  const { used, left, keptForPeople, tonight } = budget
  const all = Math.max(1, used + left)
  const percent = (count: number) => `${Math.min(100, (count / all) * 100)}%`
  return (
    <div className="hb-budget-bar" aria-hidden>
      <span className="hb-budget-used" style={{ width: percent(used) }} />
      <span className="hb-budget-tonight" style={{ width: percent(tonight?.calls ?? 0) }} />
      <span className="hb-budget-kept" style={{ insetInlineStart: percent(all - keptForPeople) }} />
    </div>
  )
}
