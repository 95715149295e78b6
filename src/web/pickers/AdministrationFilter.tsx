import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../administrations.ts'

type AdministrationFilterProps = {
  /** Undefined for all. */
  value: string | undefined
  onChange: (connectionId: string | undefined) => void
}

/** Narrows a list to one of the Xero administrations. With only one there is nothing to choose, and nothing to see. */
export function AdministrationFilter({ value, onChange }: AdministrationFilterProps) {
  const { t } = useTranslation()
  const several = useSeveralAdministrations()
  const isGone = value !== undefined && !several.some((each) => each.connectionId === value)
  if (several.length === 0 && !isGone) return null
  return (
    <Select
      w={200}
      aria-label={t('pickers.administration')}
      allowDeselect={false}
      value={value ?? all}
      onChange={(chosen) => onChange(chosen === null || chosen === all ? undefined : chosen)}
      data={[
        { value: all, label: t('pickers.allAdministrations') },
        ...several.map(({ connectionId, name }) => ({ value: connectionId, label: name })),
        ...(isGone ? [{ value, label: t('pickers.goneAdministration') }] : []),
      ]}
    />
  )
}

const all = 'all'
