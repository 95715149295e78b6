import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../../pickers/TaskSelect.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import type { RowName } from './week-cells.ts'

type Chosen = { value: string; label: string; description?: string | undefined }

/** Another project, and perhaps a task, for this week. */
export function AddRow({ onAdd }: { onAdd: (row: RowName) => void }) {
  const { t } = useTranslation()
  const [project, setProject] = useState<Chosen | null>(null)
  const [task, setTask] = useState<Chosen | null>(null)
  const [isMissing, setMissing] = useState(false)

  function add(): void {
    setMissing(project === null)
    if (!project) return
    onAdd({
      projectId: project.value,
      projectName: project.label,
      clientName: project.description ?? '',
      taskId: task?.value ?? null,
      taskName: task?.label ?? null,
    })
    setProject(null)
    setTask(null)
  }

  return (
    <form
      className="hb-add-row"
      noValidate
      aria-label={t('timesheets.addRow')}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <div className="hb-add-row-field">
        <ProjectSelect
          isLabelHidden
          value={project?.value ?? null}
          valueLabel={project?.label}
          onChange={(_, option) => {
            setProject(option)
            setMissing(false)
          }}
          error={isMissing ? t('timesheets.projectMissing') : undefined}
        />
      </div>
      <div className="hb-add-row-field">
        <TaskSelect
          isLabelHidden
          value={task?.value ?? null}
          valueLabel={task?.label}
          onChange={(_, option) => setTask(option)}
        />
      </div>
      <Button type="submit" variant="default" leftSection={<PlusIcon />}>
        {t('timesheets.addRow')}
      </Button>
    </form>
  )
}
