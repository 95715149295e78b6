import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type ArchiveFilterProps = {
  label: string
  /** As in the address: absent for what is active. */
  value: 'true' | 'all' | undefined
  onChange: (value: 'true' | 'all' | undefined) => void
}

/** Active, archived, or all of a list. */
export function ArchiveFilter({ label, value, onChange }: ArchiveFilterProps) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="sm"
      aria-label={label}
      value={value ?? 'false'}
      onChange={(next) => onChange(next === 'true' || next === 'all' ? next : undefined)}
      data={[
        { value: 'false', label: t('ui.active') },
        { value: 'true', label: t('ui.archived') },
        { value: 'all', label: t('ui.all') },
      ]}
    />
  )
}
