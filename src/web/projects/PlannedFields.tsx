import { minorFromDecimal, sumMinor } from '#domain/money.ts'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { TaskSelect } from '../pickers/TaskSelect.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CloseIcon, PlusIcon } from '../ui/icons.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { emptyPart, type PlannedValues } from './project-queries.ts'
import type { ProjectFormState } from './ProjectForm.tsx'

type PlannedFieldsProps = { form: ProjectFormState; isPerTask: boolean }

/** The parts that a fixed price is planned in. What is invoiced stands still. */
export function PlannedFields({ form, isPerTask }: PlannedFieldsProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const path = isPerTask ? 'taskPrices' : 'schedule'
  const parts = form.values[path]
  const amounts = parts.map((part) => minorFromDecimal(part.amount) ?? 0)
  return (
    <fieldset className="hb-fieldset" aria-label={t('projects.parts')}>
      {parts.map((part, index) => (
        <PartRow
          key={part.key}
          form={form}
          path={`${path}.${index}`}
          part={part}
          number={index + 1}
          isPerTask={isPerTask}
          onRemove={() => form.removeListItem(path, index)}
        />
      ))}
      {form.errors[path] ? (
        <p className="hb-projects-error" role="alert">
          {form.errors[path]}
        </p>
      ) : null}
      <div className="hb-projects-parts-foot">
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<PlusIcon size={14} />}
          onClick={() => form.insertListItem(path, emptyPart())}
        >
          {t(isPerTask ? 'projects.addTask' : 'projects.addPart')}
        </Button>
        {parts.length > 0 ? (
          <span className="hb-dim hb-small" aria-live="polite">
            {t('projects.partsTotal', { amount: formats.money(sumMinor(amounts)) })}
          </span>
        ) : null}
      </div>
    </fieldset>
  )
}

type PartRowProps = {
  form: ProjectFormState
  path: string
  part: PlannedValues
  number: number
  isPerTask: boolean
  onRemove: () => void
}

function PartRow({ form, path, part, number, isPerTask, onRemove }: PartRowProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const isSettled = part.status !== 'open'
  return (
    <div className="hb-projects-part" data-is-per-task={isPerTask || undefined}>
      {isPerTask ? (
        <TaskSelect
          isLabelHidden
          isDisabled={isSettled}
          label={t('projects.partTask', { number })}
          placeholder={t('projects.task')}
          value={part.taskId}
          valueLabel={part.taskName}
          error={form.errors[`${path}.taskId`]}
          onChange={(taskId, option) => {
            form.setFieldValue(`${path}.taskId`, taskId)
            form.setFieldValue(`${path}.taskName`, option?.label)
          }}
        />
      ) : (
        <>
          <TextInput
            aria-label={t('projects.partDescription', { number })}
            placeholder={t('projects.partExample')}
            {...form.getInputProps(`${path}.description`)}
          />
          <DayInput
            isClearable
            isLabelHidden
            label={t('projects.partDue', { number })}
            placeholder={t('projects.partAnyTime')}
            value={part.dueOn}
            error={form.errors[`${path}.dueOn`]}
            onChange={(day) => form.setFieldValue(`${path}.dueOn`, day)}
          />
        </>
      )}
      <DecimalInput
        isLabelHidden
        label={t('projects.partAmount', { number })}
        decimals={2}
        unit={workspace.currency}
        isDisabled={isSettled}
        {...form.getInputProps(`${path}.amount`)}
      />
      {isSettled ? (
        <StatusBadge tone={part.status === 'invoiced' ? 'success' : 'neutral'}>
          {t(`projects.partStatuses.${part.status === 'invoiced' ? 'invoiced' : 'written_off'}`)}
        </StatusBadge>
      ) : (
        <ActionIcon aria-label={t('projects.removePart', { number })} onClick={onRemove}>
          <CloseIcon />
        </ActionIcon>
      )}
    </div>
  )
}
