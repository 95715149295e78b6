import { bulkFields, type List } from '#domain/lists.ts'
import { projectColors } from '#domain/project-colors.ts'
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MemberSelect } from '../pickers/MemberSelect.tsx'
import { TagsPicker } from '../pickers/SeveralPickers.tsx'
import { VatRateSelect } from '../pickers/VatRateSelect.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import type { BulkChanges } from './bulk.tsx'

type Field = (typeof bulkFields)[List][number]

type BulkFieldsProps = {
  list: List
  count: number
  isBusy: boolean
  refusal: Error | null
  onClose: () => void
  onSubmit: (changes: BulkChanges) => void
}

/** One field of many rows: which, and what it becomes. */
export function BulkFields({ list, count, onSubmit, ...dialog }: BulkFieldsProps) {
  const { t } = useTranslation()
  const fields: readonly Field[] = bulkFields[list]
  const [field, setField] = useState<Field | undefined>(fields[0])
  const [value, setValue] = useState<unknown>(field ? emptyOf(field) : null)
  const changes = field ? changesOf(field, value) : undefined
  return (
    <FormModal
      isOpen
      {...dialog}
      title={t('lists.changeTitle', { count })}
      disabledReason={changes ? null : t('lists.valueMissing')}
      onSubmit={(event) => {
        event.preventDefault()
        if (changes) onSubmit(changes)
      }}
    >
      <Select
        label={t('lists.field')}
        allowDeselect={false}
        value={field ?? null}
        data={fields.map((each) => ({ value: each, label: t(`lists.fields.${each}`) }))}
        onChange={(chosen) => {
          const next = fields.find((each) => each === chosen)
          setField(next)
          if (next) setValue(emptyOf(next))
        }}
      />
      {field ? <ValueField field={field} value={value} onChange={setValue} /> : null}
    </FormModal>
  )
}

type ValueFieldProps = { field: Field; value: unknown; onChange: (value: unknown) => void }

function ValueField({ field, value, onChange }: ValueFieldProps) {
  const { t } = useTranslation()
  const label = t('lists.becomes')
  const text = typeof value === 'string' ? value : null
  switch (field) {
    case 'vatRateId':
      return <VatRateSelect label={label} value={text} onChange={onChange} />
    case 'managerId':
      return (
        <MemberSelect
          isClearable
          label={label}
          placeholder={t('ui.none')}
          value={text}
          onChange={onChange}
        />
      )
    case 'paymentTermDays':
      return (
        <DecimalInput
          label={label}
          placeholder={t('clients.workspaceDefault')}
          unit={t('clients.days')}
          value={text ?? ''}
          onChange={onChange}
        />
      )
    case 'tagIds':
      return (
        <TagsPicker label={label} values={Array.isArray(value) ? value : []} onChange={onChange} />
      )
    case 'color':
      return (
        <Select
          label={label}
          clearable
          placeholder={t('projects.noColor')}
          value={text}
          data={projectColors.map((color) => ({
            value: color,
            label: t(`projects.colors.${color}`),
          }))}
          onChange={onChange}
        />
      )
    case 'isBillable':
      return (
        <Select
          label={label}
          allowDeselect={false}
          value={value === false ? 'no' : 'yes'}
          data={[
            { value: 'yes', label: t('tasks.billableYes') },
            { value: 'no', label: t('tasks.billableNo') },
          ]}
          onChange={(chosen) => onChange(chosen === 'yes')}
        />
      )
  }
}

function emptyOf(field: Field): unknown {
  if (field === 'tagIds') return []
  return field === 'isBillable' ? true : null
}

function changesOf(field: Field, value: unknown): BulkChanges | undefined {
  const text = typeof value === 'string' && value !== '' ? value : null
  switch (field) {
    case 'vatRateId':
    case 'managerId':
      return { [field]: text }
    case 'paymentTermDays':
      if (text === null) return { paymentTermDays: null }
      return /^\d{1,3}$/.test(text) ? { paymentTermDays: Number(text) } : undefined
    case 'tagIds':
      return { tagIds: Array.isArray(value) ? value : [] }
    case 'color':
      return { color: projectColors.find((color) => color === text) ?? null }
    case 'isBillable':
      return { isBillable: value !== false }
  }
}
