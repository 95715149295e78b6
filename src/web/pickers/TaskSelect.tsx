import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { SearchSelect, type SearchOption, type SearchSelectProps } from '../ui/SearchSelect.tsx'

type TaskOption = SearchOption & { isBillable: boolean }

type TaskSelectProps = Omit<SearchSelectProps<TaskOption>, 'queryKey' | 'search' | 'label'> & {
  label?: string
}

/** Finds a task by its name. The option tells whether the task is billable. */
export function TaskSelect({ label, ...props }: TaskSelectProps) {
  const { t } = useTranslation()
  return (
    <SearchSelect
      {...props}
      label={label ?? t('pickers.task')}
      placeholder={props.placeholder ?? t('pickers.noTask')}
      queryKey={['tasks']}
      isClearable
      search={async (q) => {
        const page = await answered(
          api.GET('/api/v1/tasks', { params: { query: { q, limit: 50 } } }),
        )
        return page.items.map((task) => ({
          value: task.id,
          label: task.name,
          isBillable: task.isBillable,
        }))
      }}
    />
  )
}
