import { ActionIcon, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { EditIcon } from '../ui/icons.tsx'
import { BudgetBar } from './BudgetBar.tsx'
import { BudgetDialog } from './BudgetDialog.tsx'
import { taskBudgetsQuery, type TaskBudget, useBudgetWords } from './budget-queries.ts'
import { WarningList } from './WarningList.tsx'

type TaskBudgetsProps = { project: { id: string; name: string } }

/** What may be worked with each task of a project, and what is used of it. */
export function TaskBudgets({ project }: TaskBudgetsProps) {
  const { t } = useTranslation()
  const mayWrite = useCan()('projects:write')
  const wordsOf = useBudgetWords()
  const [open, setOpen] = useState<TaskBudget | 'to choose' | null>(null)
  const { data: budgets, isPending } = useQuery(taskBudgetsQuery(project.id))
  if (isPending || (!mayWrite && budgets?.length === 0)) return null
  return (
    <div className="hb-task-budgets">
      <h3>{t('budgets.tasks')}</h3>
      {budgets?.length === 0 ? (
        <p className="hb-dim hb-project-budget-text">{t('budgets.tasksHelp')}</p>
      ) : (
        <ul aria-label={t('budgets.tasks')}>
          {budgets?.map((budget) => (
            <li key={budget.taskId} className="hb-task-budget">
              <span className="hb-task-budget-name">{budget.taskName}</span>
              <span className="hb-dim hb-num">{wordsOf(budget)}</span>
              <BudgetBar budget={budget} />
              {mayWrite ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('budgets.changeTask', { task: budget.taskName })}
                  onClick={() => setOpen(budget)}
                >
                  <EditIcon size={16} />
                </ActionIcon>
              ) : null}
              {budget.warnings.length > 0 ? <WarningList warnings={budget.warnings} /> : null}
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <Button variant="default" onClick={() => setOpen('to choose')}>
          {t('budgets.setForTask')}
        </Button>
      ) : null}
      {open ? (
        <BudgetDialog
          project={project}
          budget={open === 'to choose' ? null : open}
          task={open === 'to choose' ? open : { id: open.taskId, name: open.taskName }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  )
}
