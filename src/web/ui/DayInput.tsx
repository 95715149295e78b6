import { DatePickerInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './FormatProvider.tsx'
import { CalendarIcon } from './icons.tsx'

type DayInputProps = {
  label: string
  isLabelHidden?: boolean
  /** 'YYYY-MM-DD', or null. */
  value: string | null
  onChange: (day: string | null) => void
  error?: ReactNode
  description?: ReactNode
  isRequired?: boolean
  isClearable?: boolean
  isDisabled?: boolean
  placeholder?: string
}

/** A calendar day, shown in the workspace's format. */
export function DayInput(props: DayInputProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { weekStartsOn } = formats.settings
  return (
    <DatePickerInput
      label={props.label}
      // Hidden from sight only: an aria-label would take the place of the day that the button shows.
      classNames={{ label: props.isLabelHidden ? 'hb-sr' : '' }}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      description={props.description}
      required={props.isRequired ?? false}
      clearable={props.isClearable ?? false}
      clearButtonProps={{ 'aria-label': `${t('ui.clear')}: ${props.label}` }}
      disabled={props.isDisabled ?? false}
      placeholder={props.placeholder ?? ''}
      valueFormatter={({ date }) => (typeof date === 'string' ? formats.day(date) : '')}
      firstDayOfWeek={weekStartsOn === 0 ? 0 : weekStartsOn === 6 ? 6 : 1}
      rightSection={props.isClearable && props.value ? undefined : <CalendarIcon size={15} />}
      rightSectionPointerEvents={props.isClearable && props.value ? 'auto' : 'none'}
      highlightToday
    />
  )
}
