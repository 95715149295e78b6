import { secondsOfDay } from '#domain/work-day.ts'
import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { NotesInput } from '../timesheets/NotesInput.tsx'
import { Shortcuts } from '../timesheets/Shortcuts.tsx'
import { timeFrom } from '../timesheets/worked-time.ts'
import { FormModal } from '../ui/dialogs.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { type Timer, useTimerWrites } from './use-timer.ts'

type TimerDialogProps = { timer: Timer | null; onClose: () => void }

/** Starts the timer, or changes what it runs for and since when. */
export function TimerDialog({ timer, onClose }: TimerDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { start, change, discard } = useTimerWrites({ onDone: onClose })
  const form = useForm({
    initialValues: {
      projectId: timer?.projectId ?? null,
      projectName: timer?.projectName ?? '',
      taskId: timer?.taskId ?? null,
      taskName: timer?.taskName ?? '',
      notes: timer?.notes ?? '',
      startedTime: timer ? formats.time(timer.startedTime) : '',
    },
    validate: {
      projectId: (value) => (value ? null : t('timesheets.projectMissing')),
      startedTime: (value) => (!timer || timeFrom(value) ? null : t('timesheets.timeInvalid')),
    },
  })

  function submit(values: typeof form.values): void {
    const { projectId, taskId } = values
    if (!projectId) return
    const fields = { projectId, taskId, notes: values.notes.trim() }
    if (timer) change.mutate({ timer, ...fields, ...startOf(timer, values.startedTime) })
    else start.mutate(fields)
  }

  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={timer ? t('timer.edit') : t('timer.start')}
      submitLabel={timer ? t('ui.save') : t('timer.startNow')}
      onSubmit={form.onSubmit(submit)}
      isBusy={start.isPending || change.isPending}
      refusal={change.error}
      secondary={
        timer ? (
          <Button
            variant="default"
            loading={discard.isPending}
            onClick={() => discard.mutate(timer)}
          >
            {t('timer.discard')}
          </Button>
        ) : null
      }
    >
      {timer ? null : (
        <Shortcuts
          onChoose={({ projectId, projectName, taskId, taskName }) =>
            form.setValues({ projectId, projectName, taskId, taskName: taskName ?? '' })
          }
        />
      )}
      <ProjectSelect
        isFirst
        isRequired
        value={form.values.projectId}
        valueLabel={form.values.projectName}
        onChange={(value) => form.setFieldValue('projectId', value)}
        error={form.errors['projectId']}
      />
      <TaskSelect
        value={form.values.taskId}
        valueLabel={form.values.taskName || undefined}
        onChange={(value) => form.setFieldValue('taskId', value)}
      />
      <NotesInput
        projectId={form.values.projectId}
        value={form.values.notes}
        onChange={(value) => form.setFieldValue('notes', value)}
      />
      {timer ? (
        <TextInput
          label={t('timer.startedAt')}
          autoComplete="off"
          {...form.getInputProps('startedTime')}
        />
      ) : null}
    </FormModal>
  )
}

// The zone of the workspace need not be known here: what was typed is so much earlier or later than what was.
function startOf(timer: Timer, typed: string): { startedAt?: string } {
  const time = timeFrom(typed)
  if (time === timer.startedTime || time === '') return {}
  const shiftMs = (secondsOfDay(time) - secondsOfDay(timer.startedTime)) * 1000
  return { startedAt: new Date(Date.parse(timer.startedAt) + shiftMs).toISOString() }
}
