import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { NotesInput } from '../timesheets/NotesInput.tsx'
import { registrationKeys } from '../timesheets/registration-writes.ts'
import { durationProblem, workedTimeFrom } from '../timesheets/worked-time.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { useWrite } from '../write.ts'
import type { Conflict } from './conflicts.ts'
import { addHours, changeHours } from './hours.ts'
import { dropWrites } from './outbox.ts'
import type { NewHours } from './writes.ts'

type WaitingEditProps = { conflict: Conflict; onClose: () => void }

/** What was meant, in a form: changed until Hourbook takes it, and only then out of the queue. */
export function WaitingEdit({ conflict, onClose }: WaitingEditProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { first, meant, orders } = conflict
  const [entry] = meant
  const form = useForm({
    initialValues: {
      projectId: entry?.projectId ?? null,
      taskId: entry?.taskId ?? null,
      workedOn: entry?.workedOn ?? null,
      seconds: entry ? (timeText(entry) ?? formats.duration(entry.seconds)) : '',
      notes: entry?.notes ?? '',
    },
    validate: {
      projectId: (value) => (value ? null : t('timesheets.projectMissing')),
      workedOn: (value) => (value ? null : t('timesheets.dateMissing')),
      seconds: (value) => {
        const problem = durationProblem(value)
        return problem && t(problem)
      },
    },
  })
  const save = useWrite({
    send: async (hours: NewHours, headers) => {
      if (first.write.kind !== 'change') return await addHours(hours, headers)
      // Over what is there by now, which was in sight beside what was meant.
      const { id } = first.write.entry
      const now = await answered(
        api.GET('/api/v1/time-entries/{timeEntryId}', { params: { path: { timeEntryId: id } } }),
      )
      return await changeHours(now, hours, headers)
    },
    touches: registrationKeys,
    onDone: async () => {
      await dropWrites(orders)
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })

  function submit(values: typeof form.values): void {
    const worked = workedTimeFrom(values.seconds)
    if (!values.projectId || !values.workedOn || !('work' in worked)) return
    save.mutate({
      projectId: values.projectId,
      taskId: values.taskId,
      workedOn: values.workedOn,
      notes: values.notes.trim(),
      ...worked.work,
    })
  }

  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('offline.editTitle')}
      onSubmit={form.onSubmit(submit)}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <ProjectSelect
        isFirst
        isRequired
        value={form.values.projectId}
        valueLabel={entry?.projectName}
        onChange={(value) => form.setFieldValue('projectId', value)}
        error={form.errors['projectId']}
      />
      <TaskSelect
        value={form.values.taskId}
        valueLabel={entry?.taskName ?? undefined}
        onChange={(value) => form.setFieldValue('taskId', value)}
        error={form.errors['taskId']}
      />
      <div className="hb-fields-row">
        <DayInput
          isRequired
          label={t('timesheets.date')}
          value={form.values.workedOn}
          onChange={(value) => form.setFieldValue('workedOn', value)}
          error={form.errors['workedOn']}
        />
        <TextInput
          required
          label={t('timesheets.duration')}
          autoComplete="off"
          {...form.getInputProps('seconds')}
        />
      </div>
      <NotesInput
        projectId={form.values.projectId}
        value={form.values.notes}
        onChange={(value) => form.setFieldValue('notes', value)}
        error={form.errors['notes']}
      />
    </FormModal>
  )
}

type Times = { startedAt: string | null; endedAt: string | null; pauseSeconds: number }

/** Times as one types them, '9:00-12:15 -15m'. */
function timeText({ startedAt, endedAt, pauseSeconds }: Times): string | null {
  if (!startedAt || !endedAt) return null
  const pause = pauseSeconds > 0 ? ` -${Math.round(pauseSeconds / 60)}m` : ''
  return `${startedAt.slice(0, 5)}-${endedAt.slice(0, 5)}${pause}`
}
