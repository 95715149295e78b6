import { useTranslation } from 'react-i18next'
import { budgetTone, useBudgetWords, type Budget } from './budget-queries.ts'
import './budgets.css'

/** What is used of a budget, as a bar with its percentage. */
export function BudgetBar({ budget }: { budget: Budget }) {
  const { t } = useTranslation()
  const wordsOf = useBudgetWords()
  const { usedPercentage: percentage } = budget
  return (
    <span className="hb-project-budget-bar" data-tone={budgetTone(budget)} title={wordsOf(budget)}>
      <span className="hb-project-budget-track" aria-hidden>
        <span
          className="hb-project-budget-fill"
          style={{ width: `${Math.min(100, percentage)}%` }}
        />
      </span>
      <span className="hb-num" aria-hidden>{`${percentage} %`}</span>
      <span className="hb-sr">{t('budgets.bar', { percentage })}</span>
    </span>
  )
}
