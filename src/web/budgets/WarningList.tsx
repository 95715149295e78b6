import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import type { ProjectBudget } from './budget-queries.ts'

/** When a budget was seen to have reached its percentages. */
export function WarningList({ warnings }: Pick<ProjectBudget, 'warnings'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <ul className="hb-project-budget-warnings">
      {warnings.map(({ period, percentage, reachedAt }) => (
        <li key={`${period} ${percentage}`}>
          {t(period === 'total' ? 'budgets.warned' : 'budgets.warnedMonth', {
            percentage,
            month: period,
            moment: formats.moment(reachedAt),
          })}
        </li>
      ))}
    </ul>
  )
}
