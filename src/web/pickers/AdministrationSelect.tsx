import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../administrations.ts'

type AdministrationSelectProps = Pick<SelectProps, 'description' | 'error' | 'maw' | 'mt'> & {
  /** Null for the default one. */
  value: string | null
  onChange: (connectionId: string | null) => void
}

const defaultOne = 'default'

/** One of the Xero administrations. With only one there is nothing to choose, and nothing to see. */
export function AdministrationSelect({ value, onChange, ...shown }: AdministrationSelectProps) {
  const { t } = useTranslation()
  const several = useSeveralAdministrations()
  const present = several.find(({ connectionId }) => connectionId === value)
  const isGone = value !== null && !present
  if (several.length === 0 && !isGone) return null
  return (
    <Select
      {...shown}
      label={t('pickers.administration')}
      allowDeselect={false}
      value={value === null || present?.isDefault ? defaultOne : value}
      onChange={(chosen) => onChange(chosen === defaultOne ? null : chosen)}
      data={[
        ...(several.length === 0
          ? [{ value: defaultOne, label: t('pickers.defaultAdministrationOnly') }]
          : several.map(({ connectionId, name, isDefault }) => ({
              value: isDefault ? defaultOne : connectionId,
              label: isDefault ? t('pickers.defaultAdministration', { name }) : name,
            }))),
        ...(isGone ? [{ value, label: t('pickers.goneAdministration') }] : []),
      ]}
    />
  )
}
