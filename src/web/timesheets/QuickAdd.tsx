import type { TypedWork } from '#domain/duration.ts'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMediaQuery } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addHours } from '../offline/hours.ts'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { PlusIcon } from '../ui/icons.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { NotesInput } from './NotesInput.tsx'
import { registrationKeys } from './registration-writes.ts'
import { Shortcuts } from './Shortcuts.tsx'
import { durationProblem, workedTimeFrom } from './worked-time.ts'

type QuickAddProps = { memberId: string; day: string; onDay: (day: string) => void }

type Sending = {
  memberId: string
  projectId: string
  taskId: string | null
  workedOn: string
  notes: string
  isBillable?: boolean
} & TypedWork

/** On a phone a button that unfolds the form, so that the hours themselves come first. */
export function QuickAdd(props: QuickAddProps) {
  const { t } = useTranslation()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [isOpen, setOpen] = useState(false)
  if (!isPhone || isOpen) return <QuickAddForm {...props} />
  return (
    <Button leftSection={<PlusIcon />} fullWidth onClick={() => setOpen(true)}>
      {t('timesheets.addHours')}
    </Button>
  )
}

/** One line that adds hours: project, duration, Enter. Project, task and day stay for the next one. */
function QuickAddForm({ memberId, day, onDay }: QuickAddProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const durationRef = useRef<HTMLInputElement>(null)
  const form = useForm({
    initialValues: {
      projectId: null as string | null,
      // Of a shortcut: the field itself has not read them.
      projectName: '',
      taskName: '',
      taskId: null as string | null,
      seconds: '',
      notes: '',
      // Undefined until touched: then the task and the project decide.
      isBillable: undefined as boolean | undefined,
      taskIsBillable: true,
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
    send: (item: Sending, headers) => addHours(item, headers),
    touches: registrationKeys,
    onDone: ({ items: [entry] }) => {
      if (entry) {
        const { seconds, projectName } = entry
        toast(
          t('timesheets.hoursAdded', { duration: formats.duration(seconds), project: projectName }),
        )
      }
      form.setValues({ seconds: '', notes: '' })
      durationRef.current?.focus()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })

  function submit(values: typeof form.values): void {
    const worked = workedTimeFrom(values.seconds)
    if (!values.projectId || !('work' in worked)) return
    add.mutate({
      memberId,
      projectId: values.projectId,
      taskId: values.taskId,
      workedOn: day,
      notes: values.notes.trim(),
      ...worked.work,
      ...(values.isBillable === undefined ? {} : { isBillable: values.isBillable }),
    })
  }

  return (
    <form
      className="hb-quick-add"
      noValidate
      aria-label={t('timesheets.addHours')}
      onSubmit={form.onSubmit(submit)}
    >
      <div className="hb-quick-project">
        <ProjectSelect
          value={form.values.projectId}
          valueLabel={form.values.projectName}
          onChange={(value) => form.setFieldValue('projectId', value)}
          error={form.errors['projectId']}
        />
      </div>
      <div className="hb-quick-task">
        <TaskSelect
          value={form.values.taskId}
          valueLabel={form.values.taskName}
          onChange={(value, option) =>
            form.setValues({ taskId: value, taskIsBillable: option?.isBillable ?? true })
          }
          error={form.errors['taskId']}
        />
      </div>
      <div className="hb-quick-day">
        <DayInput
          label={t('timesheets.date')}
          value={day}
          onChange={(value) => value && onDay(value)}
          error={form.errors['workedOn']}
        />
      </div>
      <div className="hb-quick-duration">
        <TextInput
          ref={durationRef}
          label={t('timesheets.duration')}
          placeholder="1:30"
          autoComplete="off"
          title={t('timesheets.durationHint')}
          {...form.getInputProps('seconds')}
        />
      </div>
      <div className="hb-quick-notes">
        <NotesInput
          projectId={form.values.projectId}
          value={form.values.notes}
          onChange={(value) => form.setFieldValue('notes', value)}
          error={form.errors['notes']}
        />
      </div>
      <div className="hb-quick-end">
        <Checkbox
          label={t('timesheets.billable')}
          checked={form.values.isBillable ?? form.values.taskIsBillable}
          onChange={(event) => form.setFieldValue('isBillable', event.currentTarget.checked)}
        />
        <Button type="submit" leftSection={<PlusIcon />} loading={add.isPending}>
          {t('ui.add')}
        </Button>
      </div>
      <div className="hb-quick-shortcuts">
        <Shortcuts
          onChoose={({ projectId, projectName, taskId, taskName }) => {
            form.setValues({ projectId, projectName, taskId, taskName: taskName ?? '' })
            form.clearErrors()
            durationRef.current?.focus()
          }}
        />
      </div>
      <div className="hb-quick-note">
        <RefusalNote
          refusal={add.error}
          fields={['projectId', 'taskId', 'workedOn', 'seconds', 'notes']}
        />
      </div>
    </form>
  )
}
