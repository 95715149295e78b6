import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TimeEntry } from './registrations.ts'

export type TaskChoice = { value: string; label: string }

type TaskFilterProps = {
  rows: readonly TimeEntry[] | undefined
  task: TaskChoice | null
  onTask: (task: TaskChoice | null) => void
}

/** Narrows the hours of a week to one task, which stays chosen from week to week. */
export function TaskFilter({ rows = [], task, onTask }: TaskFilterProps) {
  const { t } = useTranslation()
  const names = new Map(task ? [[task.value, task.label]] : [])
  for (const row of rows) names.set(taskOf(row), row.taskName ?? t('timesheets.noTask'))
  if (names.size < 2 && !task) return null
  const choices = [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <div className="hb-hours-filter">
      <Select
        aria-label={t('timesheets.filterTask')}
        searchable
        allowDeselect={false}
        data={[{ value: '', label: t('timesheets.allTasks') }, ...choices]}
        value={task?.value ?? ''}
        onChange={(value) => onTask(choices.find((each) => each.value === value) ?? null)}
      />
    </div>
  )
}

/** The task of an hour, or that it has none, as the filter names it. */
export function taskOf({ taskId }: TimeEntry): string {
  return taskId ?? 'none'
}
