import { answered, api } from '#client/api.ts'
import { Button, Checkbox, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { SelectionBar } from '../ui/list-selection.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { DurationText } from '../ui/Values.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'
import { useUndoHours } from './undo-writes.ts'
import { registrationKeys } from './registration-writes.ts'
import type { TimeEntry } from './registrations.ts'

type BulkHoursProps = { entries: readonly TimeEntry[]; onClear: () => void }

/** What can be done with the hours that are selected: all of it can be undone. */
export function BulkHours({ entries, onClear }: BulkHoursProps) {
  const { t } = useTranslation()
  const undo = useUndoHours()
  const [isEditing, setEditing] = useState(false)
  const remove = useWrite({
    send: (chosen: readonly TimeEntry[], headers) => {
      const items = chosen.map(({ id, updatedAt }) => ({ id, expectedUpdatedAt: updatedAt }))
      return answered(api.POST('/api/v1/time-entries/deletions', { body: { items }, headers }))
    },
    touches: registrationKeys,
    onDone: (_, chosen) => {
      offerUndo(t('timesheets.deletedMany', { count: chosen.length }), undo.removed(chosen))
      onClear()
    },
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  return (
    <>
      <SelectionBar
        count={entries.length}
        onClear={onClear}
        actions={
          <>
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('ui.edit')}
            </Button>
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() => remove.mutate(entries)}
            >
              {t('ui.delete')}
            </Button>
          </>
        }
      >
        <DurationText seconds={entries.reduce((sum, entry) => sum + entry.seconds, 0)} />
      </SelectionBar>
      {isEditing ? (
        <BulkDialog
          entries={entries}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            onClear()
          }}
        />
      ) : null}
    </>
  )
}

type BulkDialogProps = { entries: readonly TimeEntry[]; onClose: () => void; onDone: () => void }

/** Changes the same of many hours; what is left empty stays as it is with each. */
function BulkDialog({ entries, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation()
  const undo = useUndoHours()
  const form = useForm({
    initialValues: {
      projectId: null as string | null,
      taskId: null as string | null,
      workedOn: null as string | null,
      billable: '',
      isNoting: false,
      notes: '',
    },
  })
  const save = useWrite({
    send: (values: typeof form.values, headers) => {
      const { projectId, taskId, workedOn, billable, isNoting, notes } = values
      const changes = {
        ...(projectId ? { projectId } : {}),
        ...(taskId ? { taskId } : {}),
        ...(workedOn ? { workedOn } : {}),
        ...(billable === '' ? {} : { isBillable: billable === 'yes' }),
        ...(isNoting ? { notes: notes.trim() } : {}),
      }
      const items = entries.map(({ id, updatedAt }) => ({
        id,
        expectedUpdatedAt: updatedAt,
        ...changes,
      }))
      return answered(api.PATCH('/api/v1/time-entries', { body: { items }, headers }))
    },
    touches: registrationKeys,
    onDone: ({ items }) => {
      offerUndo(t('timesheets.changedMany', { count: items.length }), undo.changed(entries, items))
      onDone()
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('timesheets.editMany', { count: entries.length })}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
    >
      <ProjectSelect
        isFirst
        isClearable
        placeholder={t('timesheets.unchanged')}
        value={form.values.projectId}
        onChange={(value) => form.setFieldValue('projectId', value)}
      />
      <TaskSelect
        placeholder={t('timesheets.unchanged')}
        value={form.values.taskId}
        onChange={(value) => form.setFieldValue('taskId', value)}
      />
      <DayInput
        label={t('timesheets.moveTo')}
        value={form.values.workedOn}
        onChange={(value) => form.setFieldValue('workedOn', value)}
      />
      <Select
        label={t('timesheets.billable')}
        data={[
          { value: '', label: t('timesheets.unchanged') },
          { value: 'yes', label: t('timesheets.billable') },
          { value: 'no', label: t('timesheets.notBillable') },
        ]}
        {...form.getInputProps('billable')}
      />
      <Checkbox
        label={t('timesheets.setNotes')}
        {...form.getInputProps('isNoting', { type: 'checkbox' })}
      />
      {form.values.isNoting ? (
        <Textarea label={t('timesheets.notes')} {...form.getInputProps('notes')} />
      ) : null}
    </FormModal>
  )
}
