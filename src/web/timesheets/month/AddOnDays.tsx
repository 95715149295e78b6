import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../../pickers/TaskSelect.tsx'
import { FormModal } from '../../ui/dialogs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { offerUndo } from '../../undo.ts'
import { useWrite } from '../../write.ts'
import { useUndoHours } from '../undo-writes.ts'
import { NotesInput } from '../NotesInput.tsx'
import { registrationKeys } from '../registration-writes.ts'
import { Shortcuts } from '../Shortcuts.tsx'
import { durationProblem, workedTimeFrom } from '../worked-time.ts'

type AddOnDaysProps = { days: readonly string[]; memberId: string; onClose: () => void }

/** The same hours on one day, or on each of several. */
export function AddOnDays({ days, memberId, onClose }: AddOnDaysProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const undo = useUndoHours()
  const form = useForm({
    initialValues: {
      projectId: null as string | null,
      projectName: '',
      taskId: null as string | null,
      taskName: '',
      seconds: '',
      notes: '',
    },
    validate: {
      projectId: (value) => (value ? null : t('timesheets.projectMissing')),
      seconds: (value) => {
        const problem = durationProblem(value)
        return problem && t(problem)
      },
    },
  })
  const add = useWrite({
    send: ({ projectId, taskId, seconds, notes }: typeof form.values, headers) => {
      const typed = workedTimeFrom(seconds)
      const work = 'work' in typed ? typed.work : { seconds: 0 }
      const items = days.map((workedOn) => ({
        memberId,
        projectId: projectId ?? '',
        taskId,
        workedOn,
        notes: notes.trim(),
        ...work,
      }))
      return answered(api.POST('/api/v1/time-entries', { body: { items }, headers }))
    },
    touches: registrationKeys,
    onDone: ({ items }) => {
      offerUndo(t('timesheets.addedMany', { count: items.length }), undo.made(items))
      onClose()
    },
  })
  const [first = ''] = days
  const day = formats.dayText(first, { weekday: 'long', day: 'numeric', month: 'long' })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={days.length === 1 ? day : t('timesheets.addOnDays', { count: days.length, day })}
      submitLabel={t('ui.add')}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
      isBusy={add.isPending}
      refusal={add.error}
    >
      <Shortcuts
        onChoose={({ projectId, projectName, taskId, taskName }) =>
          form.setValues({ projectId, projectName, taskId, taskName: taskName ?? '' })
        }
      />
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
      <TextInput
        required
        label={t('timesheets.duration')}
        placeholder="1:30"
        autoComplete="off"
        title={t('timesheets.durationHint')}
        {...form.getInputProps('seconds')}
      />
      <NotesInput
        projectId={form.values.projectId}
        value={form.values.notes}
        onChange={(value) => form.setFieldValue('notes', value)}
      />
    </FormModal>
  )
}
