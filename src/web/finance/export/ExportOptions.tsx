import { SegmentedControl, TextInput } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import type { ExportRequest } from '../types.ts'
import { EmailField } from './EmailField.tsx'
import { AttachField } from './AttachField.tsx'
import { ThemeField } from './ThemeField.tsx'

export type ExportOptionValues = ExportRequest & {
  dueOn: string | null
  reference: string
}

export const exportOptionFields = [
  'per',
  'groupBy',
  'issuedOn',
  'dueOn',
  'reference',
  'status',
  'brandingThemeId',
  'email',
]

const groupings = ['project', 'task', 'user', 'day', 'entry'] as const
const statuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED'] as const

type ExportOptionsProps = {
  values: ExportOptionValues
  errors: Record<string, ReactNode>
  onChange: (changes: Partial<ExportOptionValues>) => void
}

/** How documents are made of the selection. */
export function ExportOptions({ values, errors, onChange }: ExportOptionsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Segments
        label={t('xeroExports.per')}
        description={t(`xeroExports.perMeans.${values.per}`)}
        options={(['client', 'project'] as const).map((value) => ({
          value,
          label: t(`xeroExports.pers.${value}`),
        }))}
        value={values.per}
        onChange={(per) => onChange({ per })}
      />
      <GroupingField value={values.groupBy} onChange={(groupBy) => onChange({ groupBy })} />
      <div className="hb-fields-row">
        <DayInput
          label={t('xeroExports.issuedOn')}
          isRequired
          value={values.issuedOn}
          onChange={(day) => onChange({ issuedOn: day ?? values.issuedOn })}
          error={errors['issuedOn']}
        />
        <DayInput
          label={t('xeroExports.dueOn')}
          isClearable
          placeholder={t('xeroExports.dueByTerm')}
          value={values.dueOn}
          onChange={(day) => onChange({ dueOn: day })}
          error={errors['dueOn']}
        />
        <TextInput
          label={t('xeroExports.reference')}
          placeholder={t('ui.optional')}
          maxLength={255}
          value={values.reference}
          onChange={(event) => onChange({ reference: event.currentTarget.value })}
          error={errors['reference']}
        />
      </div>
      <ChoiceList
        label={t('xeroExports.status')}
        value={values.status}
        onChange={(status) => onChange({ status })}
        choices={statuses.map((value) => ({
          value,
          label: t(`xeroExports.statuses.${value}`),
          description: t(`xeroExports.statusMeans.${value}`),
          children:
            value === 'AUTHORISED' ? (
              <EmailField
                value={values.email}
                onChange={(email) => onChange({ email })}
                error={errors['email']}
              />
            ) : null,
        }))}
      />
      <ThemeField
        value={values.brandingThemeId}
        onChange={(brandingThemeId) => onChange({ brandingThemeId })}
        error={errors['brandingThemeId']}
      />
      <AttachField
        value={values.attach}
        onChange={(attach) => onChange({ attach })}
        error={errors['attach']}
      />
    </>
  )
}

type GroupingFieldProps = {
  value: ExportRequest['groupBy']
  onChange: (groupBy: ExportRequest['groupBy']) => void
}

/** What becomes one line of a document. */
export function GroupingField({ value, onChange }: GroupingFieldProps) {
  const { t } = useTranslation()
  return (
    <Segments
      label={t('xeroExports.groupBy')}
      description={t(`xeroExports.groupingMeans.${value}`)}
      options={groupings.map((each) => ({
        value: each,
        label: t(`xeroExports.groupings.${each}`),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

type SegmentsProps<Value extends string> = {
  label: string
  description: ReactNode
  options: { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const labelId = useId()
  return (
    <div>
      <div id={labelId} className="mantine-InputWrapper-label hb-finance-label">
        {props.label}
      </div>
      <SegmentedControl
        aria-labelledby={labelId}
        fullWidth
        data={props.options}
        value={props.value}
        onChange={(value) => {
          const option = props.options.find((each) => each.value === value)
          if (option) props.onChange(option.value)
        }}
      />
      <div className="hb-dim hb-small hb-finance-means">{props.description}</div>
    </div>
  )
}
