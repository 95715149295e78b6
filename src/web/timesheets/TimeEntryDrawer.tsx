import { answered, api } from '#client/api.ts'
import { parsePause, type TypedWork } from '#domain/duration.ts'
import { workedSeconds } from '#domain/work-day.ts'
import type { Formats } from '#lib/formats.ts'
import { Checkbox, TextInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeHours } from '../offline/hours.ts'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { RateNote } from '../rates/RateOrigin.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'
import { useUndoHours } from './undo-writes.ts'
import { NewerNote } from './NewerNote.tsx'
import type { TimeEntry } from './registrations.ts'
import { registrationKeys } from './registration-writes.ts'
import { durationProblem, timeFrom, workedTimeFrom } from './worked-time.ts'

type TimeEntryDrawerProps = { entry: TimeEntry; onClose: () => void }

type TimeFields = { seconds: string; startedAt: string; endedAt: string; pauseSeconds: string }
type TimeEntryFields = TimeFields & {
  projectId: string | null
  taskId: string | null
  workedOn: string | null
  notes: string
  isBillable: boolean
}

const secondsPerMinute = 60

/** Changes one entry, by duration or by times with a pause. */
export function TimeEntryDrawer({ entry, onClose }: TimeEntryDrawerProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const form = useForm<TimeEntryFields>({
    initialValues: fieldsOf(entry, formats),
    validate: (values) => checked(values),
  })
  const hasTimes = form.values.startedAt !== '' || form.values.endedAt !== ''
  const worked = workedOf(form.values)
  const total = worked && secondsOf(worked)

  function checked(values: TimeEntryFields): Record<string, string> {
    const errors: Record<string, string> = {}
    if (!values.projectId) errors['projectId'] = t('timesheets.projectMissing')
    if (!values.workedOn) errors['workedOn'] = t('timesheets.dateMissing')
    if (values.startedAt || values.endedAt) {
      if (!values.startedAt) errors['startedAt'] = t('timesheets.endMissing')
      else if (!timeFrom(values.startedAt)) errors['startedAt'] = t('timesheets.timeInvalid')
      if (!values.endedAt) errors['endedAt'] = t('timesheets.endMissing')
      else if (!timeFrom(values.endedAt)) errors['endedAt'] = t('timesheets.timeInvalid')
      if (parsePause(values.pauseSeconds) === undefined) {
        errors['pauseSeconds'] = t('timesheets.pauseInvalid')
      }
    } else {
      const problem = durationProblem(values.seconds)
      if (problem) errors['seconds'] = t(problem)
    }
    return errors
  }

  // What is there by now, when somebody changed it while this form was open: shown beside what was typed.
  const [newer, setNewer] = useState<TimeEntry | null>(null)
  const base = newer ?? entry
  const undo = useUndoHours()

  const save = useWrite({
    send: (values: TimeEntryFields, headers) =>
      changeHours(
        base,
        {
          ...(values.projectId ? { projectId: values.projectId } : {}),
          ...(values.workedOn ? { workedOn: values.workedOn } : {}),
          taskId: values.taskId,
          notes: values.notes.trim(),
          isBillable: values.isBillable,
          ...(isSameTime(base, workedOf(values)) ? {} : workedOf(values)),
        },
        headers,
      ),
    touches: registrationKeys,
    onDone: (saved) => {
      offerUndo(t('timesheets.hoursSaved'), undo.changed([base], [saved]))
      onClose()
    },
    onRefused: async (refusal) => {
      if (refusal.code === 'time_entry_was_changed') setNewer(await readEntry(entry.id))
      else showRefusal(form, refusal)
    },
  })

  function newerFields(now: TimeEntry) {
    const typed = form.values
    const shown = fieldsOf(now, formats)
    return [
      [t('timesheets.project'), now.projectName, now.projectId === typed.projectId],
      [t('timesheets.task'), now.taskName ?? t('timesheets.noTask'), now.taskId === typed.taskId],
      [t('timesheets.date'), formats.day(now.workedOn), now.workedOn === typed.workedOn],
      [t('timesheets.duration'), shown.seconds, shown.seconds === typed.seconds],
      [t('timesheets.from'), shown.startedAt || '–', shown.startedAt === typed.startedAt],
      [t('timesheets.to'), shown.endedAt || '–', shown.endedAt === typed.endedAt],
      [t('timesheets.pause'), shown.pauseSeconds, shown.pauseSeconds === typed.pauseSeconds],
      [
        t('timesheets.notes'),
        now.notes || t('timesheets.noNotes'),
        now.notes === typed.notes.trim(),
      ],
    ] as const
  }

  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t('timesheets.editHours')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error?.code === 'time_entry_was_changed' ? null : save.error}
      submitLabel={newer ? t('timesheets.keepMine') : t('ui.save')}
      fields={Object.keys(form.values)}
    >
      {newer ? (
        <NewerNote
          words={t('timesheets.newer')}
          fields={newerFields(newer)}
          onTake={() => {
            form.setValues(fieldsOf(newer, formats))
            form.resetDirty()
          }}
        />
      ) : null}
      <ProjectSelect
        isFirst
        isRequired
        value={form.values.projectId}
        valueLabel={base.projectName}
        onChange={(value) => form.setFieldValue('projectId', value)}
        error={form.errors['projectId']}
      />
      <TaskSelect
        value={form.values.taskId}
        valueLabel={base.taskName ?? undefined}
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
          required={!hasTimes}
          label={t('timesheets.duration')}
          autoComplete="off"
          {...form.getInputProps('seconds')}
          {...(hasTimes
            ? { disabled: true, value: total === undefined ? '' : formats.duration(total) }
            : {})}
        />
      </div>
      <div className="hb-fields-row hb-fields-three">
        <TextInput
          label={t('timesheets.from')}
          placeholder={formats.time('09:00')}
          autoComplete="off"
          {...form.getInputProps('startedAt')}
        />
        <TextInput
          label={t('timesheets.to')}
          placeholder={formats.time('17:30')}
          autoComplete="off"
          {...form.getInputProps('endedAt')}
        />
        <TextInput
          label={t('timesheets.pause')}
          inputMode="numeric"
          autoComplete="off"
          rightSection={<span className="hb-unit">{t('timesheets.pauseMinutes')}</span>}
          rightSectionWidth={42}
          {...form.getInputProps('pauseSeconds')}
        />
      </div>
      <Textarea
        label={t('timesheets.notes')}
        placeholder={t('timesheets.notesHint')}
        {...form.getInputProps('notes')}
      />
      <Checkbox
        label={t('timesheets.billable')}
        {...form.getInputProps('isBillable', { type: 'checkbox' })}
      />
      <RateNote {...entry} />
    </FormDrawer>
  )
}

function fieldsOf(entry: TimeEntry, formats: Formats): TimeEntryFields {
  return {
    projectId: entry.projectId,
    taskId: entry.taskId,
    workedOn: entry.workedOn,
    seconds: formats.duration(entry.seconds),
    startedAt: entry.startedAt === null ? '' : formats.time(entry.startedAt),
    endedAt: entry.endedAt === null ? '' : formats.time(entry.endedAt),
    pauseSeconds: String(Math.round(entry.pauseSeconds / secondsPerMinute)),
    notes: entry.notes,
    isBillable: entry.isBillable,
  }
}

async function readEntry(timeEntryId: string): Promise<TimeEntry> {
  const params = { path: { timeEntryId } }
  return await answered(api.GET('/api/v1/time-entries/{timeEntryId}', { params }))
}

function workedOf(values: TimeFields): TypedWork | undefined {
  const startedAt = timeFrom(values.startedAt)
  const endedAt = timeFrom(values.endedAt)
  if (startedAt && endedAt) {
    return { startedAt, endedAt, pauseSeconds: parsePause(values.pauseSeconds) ?? 0 }
  }
  if (values.startedAt || values.endedAt) return undefined
  const typed = workedTimeFrom(values.seconds)
  return 'work' in typed ? typed.work : undefined
}

function secondsOf(worked: TypedWork): number | undefined {
  if ('seconds' in worked) return worked.seconds
  const result = workedSeconds(worked)
  return 'seconds' in result ? result.seconds : undefined
}

// Saving other fields must not round 1:29:50 to what the form shows.
function isSameTime(entry: TimeEntry, worked: TypedWork | undefined): boolean {
  if (!worked) return true
  if ('seconds' in worked) {
    const shownSeconds = Math.round(entry.seconds / secondsPerMinute) * secondsPerMinute
    return entry.startedAt === null && worked.seconds === shownSeconds
  }
  return (
    entry.startedAt === worked.startedAt &&
    entry.endedAt === worked.endedAt &&
    entry.pauseSeconds === worked.pauseSeconds
  )
}
