import { answered, api } from '#client/api.ts'
import { minorFromDecimal, minorToDecimal } from '#domain/money.ts'
import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Budget } from './budget-queries.ts'

type BudgetDialogProps = {
  project: { id: string; name: string }
  budget: Budget | null
  /** Whose budget it is: a task's of the project, one that is still to be chosen, or else the project's own. */
  task?: { id: string; name: string } | 'to choose'
  onClose: () => void
}
type Values = {
  taskId: string | null
  measure: Budget['measure']
  period: Budget['period']
  amount: string
  warnAt: string
}

const measures = ['hours', 'money'] as const
const periods = ['total', 'month'] as const

/** Gives a project a budget, another, or none. */
export function BudgetDialog({ project, budget, task, onClose }: BudgetDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const form = useForm<Values>({
    initialValues: {
      taskId: isChosen(task) ? task.id : null,
      measure: budget?.measure ?? 'hours',
      period: budget?.period ?? 'total',
      amount: budget ? amountText(budget) : '',
      warnAt: (budget?.warnAt ?? [75, 100]).join(', '),
    },
    validate: {
      taskId: (value) => (task && !value ? t('budgets.taskMissing') : null),
      amount: (value) =>
        isDecimal(value, 2) && Number(value) > 0 ? null : t('budgets.amountMissing'),
      warnAt: (value) => (percentagesFrom(value) ? null : t('budgets.warnAtWrong')),
    },
  })
  const params = { path: { projectId: project.id } }
  const touches = [['budgets']]
  const save = useWrite({
    send: async ({ taskId, measure, period, amount, warnAt }: Values, headers) => {
      const body = {
        measure,
        period,
        amount: amountFrom(measure, amount),
        warnAt: percentagesFrom(warnAt) ?? [],
      }
      if (taskId) {
        return await answered(
          api.PUT(addressOfTask, { ...ofTask(project.id, taskId), headers, body }),
        )
      }
      return await answered(
        api.PUT('/api/v1/projects/{projectId}/budget', { params, headers, body }),
      )
    },
    touches,
    onDone: () => {
      toast(t('budgets.saved'))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const remove = useWrite({
    send: (taskId: string | null, headers) =>
      taskId
        ? answered(api.DELETE(addressOfTask, { ...ofTask(project.id, taskId), headers }))
        : answered(api.DELETE('/api/v1/projects/{projectId}/budget', { params, headers })),
    touches,
    onDone: () => {
      toast(t('budgets.removed'))
      onClose()
    },
  })
  const { measure } = form.values
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('budgets.setTitle', { name: isChosen(task) ? task.name : project.name })}
      submitLabel={t('budgets.save')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error ?? remove.error}
      fields={Object.keys(form.values)}
      secondary={
        budget ? (
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(form.values.taskId)}
          >
            {t('budgets.remove')}
          </Button>
        ) : null
      }
    >
      {task === 'to choose' ? (
        <TaskSelect
          isFirst
          isRequired
          value={form.values.taskId}
          onChange={(value) => form.setFieldValue('taskId', value)}
          error={form.errors['taskId']}
        />
      ) : null}
      <ChoiceList
        label={t('budgets.measure')}
        value={measure}
        onChange={(value) => form.setFieldValue('measure', value)}
        choices={measures.map((value) => ({
          value,
          label: t(`budgets.measures.${value}`),
          description: t(`budgets.${task ? 'taskMeasureHelp' : 'measureHelp'}.${value}`),
        }))}
      />
      <ChoiceList
        label={t('budgets.period')}
        value={form.values.period}
        onChange={(value) => form.setFieldValue('period', value)}
        choices={periods.map((value) => ({ value, label: t(`budgets.periods.${value}`) }))}
      />
      <div className="hb-fields-row">
        <DecimalInput
          isRequired
          label={t(measure === 'hours' ? 'budgets.hours' : 'budgets.amount')}
          decimals={measure === 'hours' ? 0 : 2}
          unit={measure === 'hours' ? 'h' : workspace.currency}
          {...form.getInputProps('amount')}
        />
        <TextInput
          label={t('budgets.warnAt')}
          placeholder="75, 100"
          rightSection={<span className="hb-unit">%</span>}
          {...form.getInputProps('warnAt')}
        />
      </div>
    </FormModal>
  )
}

const addressOfTask = '/api/v1/projects/{projectId}/task-budgets/{taskId}'

function ofTask(projectId: string, taskId: string) {
  return { params: { path: { projectId, taskId } } }
}

function isChosen(task: BudgetDialogProps['task']) {
  return task !== undefined && task !== 'to choose'
}

const secondsPerHundredth = 36

// Seconds are hundredths of an hour × 36, so that no number of hours is rounded on its way.
function amountFrom(measure: Budget['measure'], text: string): number {
  const hundredths = minorFromDecimal(text) ?? 0
  return measure === 'hours' ? hundredths * secondsPerHundredth : hundredths
}

function amountText({ measure, amount }: Budget): string {
  return minorToDecimal(measure === 'hours' ? Math.round(amount / secondsPerHundredth) : amount)
}

function percentagesFrom(text: string): number[] | undefined {
  const words = text.split(/[\s,;%]+/).filter(Boolean)
  const numbers = words.map(Number)
  const areGood = numbers.every((each) => Number.isInteger(each) && each >= 1 && each <= 1000)
  return areGood && numbers.length <= 10 ? numbers : undefined
}
