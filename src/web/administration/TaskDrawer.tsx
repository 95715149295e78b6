import { answered, api } from '#client/api.ts'
import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { XeroItemSelect } from '../pickers/XeroItemSelect.tsx'
import { RateField } from '../rates/RateField.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Task } from './TasksPage.tsx'

type TaskDrawerProps = { task: Task | undefined; onClose: () => void }

export function TaskDrawer({ task, onClose }: TaskDrawerProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const form = useForm({
    initialValues: {
      name: task?.name ?? '',
      hourlyRate: task?.hourlyRate ?? '',
      isBillable: task?.isBillable ?? true,
      xeroItemCode: task?.xeroItemCode ?? null,
    },
    validate: {
      name: (value: string) => (value.trim() ? null : t('tasks.nameMissing')),
      hourlyRate: (value: string) =>
        value === '' || isDecimal(value) ? null : t('tasks.notANumber', { example: '95.00' }),
    },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const input = { ...values, name: values.name.trim(), hourlyRate: values.hourlyRate || null }
      await (task
        ? answered(
            api.PATCH('/api/v1/tasks/{taskId}', {
              params: { path: { taskId: task.id } },
              headers,
              body: input,
            }),
          )
        : answered(api.POST('/api/v1/tasks', { headers, body: { items: [input] } })))
    },
    touches: [['tasks']],
    onDone: (_, { name }) => {
      toast(t(task ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(task ? 'tasks.edit' : 'tasks.new')}
      submitLabel={t(task ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput data-autofocus required label={t('tasks.name')} {...form.getInputProps('name')} />
      {task ? (
        <RateField
          owner={{ kind: 'task', id: task.id }}
          label={t('tasks.hourlyRate')}
          onChanged={(first) => form.setFieldValue('hourlyRate', first ?? '')}
        />
      ) : (
        <DecimalInput
          label={t('tasks.hourlyRate')}
          description={t('tasks.rateHelp')}
          placeholder={t('tasks.workspaceRate')}
          decimals={2}
          unit={workspace.currency}
          {...form.getInputProps('hourlyRate')}
        />
      )}
      <Checkbox
        label={t('tasks.isBillable')}
        description={t('tasks.billableHelp')}
        {...form.getInputProps('isBillable', { type: 'checkbox' })}
      />
      <XeroItemSelect
        label={t('tasks.item')}
        value={form.values.xeroItemCode}
        error={form.errors['xeroItemCode']}
        onChange={(code) => form.setFieldValue('xeroItemCode', code)}
      />
    </FormDrawer>
  )
}
