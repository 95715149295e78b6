import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { Callout } from '../ui/Callout.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Facts, Section } from '../ui/Page.tsx'
import { BudgetBar } from './BudgetBar.tsx'
import { BudgetDialog } from './BudgetDialog.tsx'
import { TaskBudgets } from './TaskBudgets.tsx'
import { WarningList } from './WarningList.tsx'
import { BurnChart } from './BurnChart.tsx'
import {
  budgetQuery,
  budgetTone,
  taskBudgetsQuery,
  useBudgetAmount,
  useBudgetWords,
  type Budget,
  type ProjectBudget,
} from './budget-queries.ts'
import './budgets.css'

type BudgetSectionProps = { project: { id: string; name: string } }

/** The budget of a project: what is used, what comes of it, and what it warned of. */
export function BudgetSection({ project }: BudgetSectionProps) {
  const { t } = useTranslation()
  const mayWrite = useCan()('projects:write')
  const [isOpen, setIsOpen] = useState(false)
  const { data: budget, isPending } = useQuery(budgetQuery(project.id))
  return (
    <Section
      title={t('budgets.title')}
      actions={
        mayWrite && !isPending ? (
          <Button variant="default" onClick={() => setIsOpen(true)}>
            {t(budget ? 'budgets.change' : 'budgets.set')}
          </Button>
        ) : null
      }
    >
      {budget ? <BudgetView budget={budget} /> : null}
      {!budget && !isPending ? (
        <p className="hb-dim hb-project-budget-text">{t('budgets.noneHelp')}</p>
      ) : null}
      <TaskBudgets project={project} />
      {isOpen ? (
        <BudgetDialog project={project} budget={budget ?? null} onClose={() => setIsOpen(false)} />
      ) : null}
    </Section>
  )
}

/** That a budget has reached one of its percentages; nothing otherwise. */
export function BudgetWarning({ projectId }: { projectId: string }) {
  const { t } = useTranslation()
  const { data: budget } = useQuery(budgetQuery(projectId))
  const { data: ofTasks = [] } = useQuery(taskBudgetsQuery(projectId))
  const wordsOf = useBudgetWords()
  const reached = [
    ...(budget
      ? [{ ...budget, key: '', title: t('budgets.reachedTitle', percentOf(budget)) }]
      : []),
    ...ofTasks.map((each) => {
      const title = t('budgets.reachedTaskTitle', { ...percentOf(each), task: each.taskName })
      return { ...each, key: each.taskId, title }
    }),
  ].filter((each) => each.reached !== null)
  return reached.map((each) => (
    <Callout
      key={each.key}
      tone={budgetTone(each) === 'danger' ? 'danger' : 'warning'}
      title={each.title}
    >
      {wordsOf(each)}
    </Callout>
  ))
}

function percentOf({ usedPercentage }: Budget) {
  return { percentage: usedPercentage }
}

function BudgetView({ budget }: { budget: ProjectBudget }) {
  const { t } = useTranslation()
  const amountOf = useBudgetAmount()
  const wordsOf = useBudgetWords()
  const amount = (value: number) => (
    <span className="hb-num">{amountOf(budget.measure, value)}</span>
  )
  return (
    <div className="hb-project-budget">
      <div className="hb-project-budget-head">
        <strong className="hb-num">{wordsOf(budget)}</strong>
        <BudgetBar budget={budget} />
      </div>
      <Facts
        facts={[
          { label: t('budgets.worked'), value: amount(budget.worked) },
          { label: t('budgets.billed'), value: amount(budget.billed) },
          {
            label: t(budget.left < 0 ? 'budgets.over' : 'budgets.left'),
            value: amount(Math.abs(budget.left)),
          },
        ]}
      />
      <BurnChart budget={budget} />
      <Forecast budget={budget} />
      {budget.warnings.length > 0 ? (
        <div>
          <h3>{t('budgets.warnings')}</h3>
          <WarningList warnings={budget.warnings} />
        </div>
      ) : null}
    </div>
  )
}

function Forecast({ budget }: { budget: ProjectBudget }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const amountOf = useBudgetAmount()
  const { recent, forecast, measure, left } = budget
  const { expected, endsOn, runsOutOn } = forecast
  const sentences = [
    ...(recent === 0 ? [t('budgets.noPace')] : []),
    ...(recent > 0 ? [t('budgets.pace', { recent: amountOf(measure, recent) })] : []),
    ...(recent > 0 && expected !== null && endsOn !== null
      ? [
          t('budgets.expected', {
            expected: amountOf(measure, expected),
            day: formats.day(endsOn),
          }),
        ]
      : []),
    ...(runsOutOn ? [t('budgets.runsOut', { day: formats.day(runsOutOn) })] : []),
    ...(recent > 0 && left > 0 && !runsOutOn && endsOn ? [t('budgets.enough')] : []),
    ...(recent > 0 && endsOn === null ? [t('budgets.noEnd')] : []),
  ]
  return (
    <div>
      <h3>{t('budgets.forecast')}</h3>
      <p className="hb-project-budget-text">{sentences.join(' ')}</p>
    </div>
  )
}
