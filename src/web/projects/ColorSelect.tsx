import { projectColors, type ProjectColor } from '#domain/project-colors.ts'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import './projects.css'

type ColorSelectProps = {
  value: ProjectColor | null
  onChange: (color: ProjectColor | null) => void
}

/** The colour that a project is told apart by. */
export function ColorSelect({ value, onChange }: ColorSelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('projects.color')}
      placeholder={t('projects.noColor')}
      clearable
      clearButtonProps={{ 'aria-label': `${t('ui.clear')}: ${t('projects.color')}` }}
      value={value}
      onChange={(chosen) => onChange(projectColors.find((color) => color === chosen) ?? null)}
      data={projectColors.map((color) => ({ value: color, label: t(`projects.colors.${color}`) }))}
      leftSection={value ? <ColorDot color={value} /> : undefined}
      renderOption={({ option }) => (
        <span className="hb-color-option">
          <ColorDot color={projectColors.find((color) => color === option.value) ?? null} />
          {option.label}
        </span>
      )}
    />
  )
}

/** The mark of a project in its colour; nothing without one. Its name always stands beside it. */
export function ColorDot({ color }: { color: ProjectColor | null }) {
  return color ? <span className="hb-color-dot" data-color={color} aria-hidden /> : null
}
