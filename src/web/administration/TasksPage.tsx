import { answered, api, type ItemOf } from '#client/api.ts'
import { Checkbox } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { XeroItemSelect } from '../pickers/XeroItemSelect.tsx'
import { RateField } from '../rates/RateField.tsx'
import { useRatesToday } from '../rates/use-rates-today.ts'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { isDecimal, isGiven } from '../ui/form.ts'
import { TagIcon } from '../ui/icons.tsx'
import { Dash, Quantity } from '../ui/Values.tsx'
import type { Catalogue, DrawerProps } from './catalogue.ts'
import { CatalogueDrawer } from './CatalogueDrawer.tsx'
import { CataloguePage } from './CataloguePage.tsx'

type Task = ItemOf<'/api/v1/tasks'>
type TaskInput = Pick<Task, 'name' | 'hourlyRate' | 'isBillable' | 'xeroItemCode'>

const at = (taskId: string) => ({ params: { path: { taskId } } })

const tasks: Catalogue<Task, TaskInput, 'tasks'> = {
  noun: 'tasks',
  list: 'tasks',
  permission: 'projects:write',
  icon: TagIcon,
  read: (query) => answered(api.GET('/api/v1/tasks', { params: { query } })),
  create: (input, headers) =>
    answered(api.POST('/api/v1/tasks', { headers, body: { items: [input] } })),
  update: (id, body, headers) =>
    answered(api.PATCH('/api/v1/tasks/{taskId}', { ...at(id), headers, body })),
  remove: (id, headers) => answered(api.DELETE('/api/v1/tasks/{taskId}', { ...at(id), headers })),
}

export function TasksPage() {
  return (
    <CataloguePage
      catalogue={tasks}
      notice={<XeroNotice />}
      nameWidth="38%"
      useColumns={useColumns}
      drawer={TaskDrawer}
    />
  )
}

function useColumns(rows: readonly Task[] | undefined): Column<Task>[] {
  const { t } = useTranslation()
  const rateToday = useRatesToday('task', { rows, firstOf: (task) => task.hourlyRate })
  return [
    {
      key: 'billable',
      header: t('tasks.billable'),
      sortKey: 'isBillable',
      width: 140,
      cell: (task) =>
        task.isBillable ? (
          t('tasks.billableYes')
        ) : (
          <span className="hb-dim">{t('tasks.billableNo')}</span>
        ),
    },
    {
      key: 'item',
      header: t('tasks.item'),
      sortKey: 'xeroItemCode',
      isTruncated: true,
      phone: 'hidden',
      cell: (task) => task.xeroItemCode ?? <Dash />,
    },
    {
      key: 'rate',
      header: t('tasks.hourlyRate'),
      align: 'end',
      width: 140,
      phone: 'value',
      cell: (task) =>
        rateToday(task) === null ? (
          <span className="hb-dim">{t('tasks.workspaceRate')}</span>
        ) : (
          <Quantity value={rateToday(task)} decimals={2} />
        ),
    },
  ]
}

function TaskDrawer(props: DrawerProps<Task>) {
  const { t } = useTranslation()
  const { row } = props
  const { workspace } = useMe()
  const form = useForm({
    initialValues: {
      name: row?.name ?? '',
      hourlyRate: row?.hourlyRate ?? '',
      isBillable: row?.isBillable ?? true,
      xeroItemCode: row?.xeroItemCode ?? null,
    },
    validate: {
      name: isGiven(t('tasks.nameMissing')),
      hourlyRate: (value: string) =>
        value === '' || isDecimal(value) ? null : t('tasks.notANumber', { example: '95.00' }),
    },
  })
  return (
    <CatalogueDrawer
      {...props}
      catalogue={tasks}
      form={form}
      inputOf={(values) => ({ ...values, hourlyRate: values.hourlyRate || null })}
    >
      {row ? (
        <RateField
          owner={{ kind: 'task', id: row.id }}
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
    </CatalogueDrawer>
  )
}
