import {
  billedSeconds,
  type HourRounding,
  hourRoundings,
  roundingDirections,
  stepOf,
} from '#domain/hour-rounding.ts'
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../search-params.ts'
import { useFormats } from '../ui/FormatProvider.tsx'

type RoundingSelectProps = {
  value: HourRounding | null
  error?: ReactNode
  /** Who decides where nothing is chosen; of the workspace something is. */
  fallback?: 'workspace' | 'client' | 'main'
  onChange: (rule: HourRounding | null) => void
}

const exampleSeconds = 67 * 60

/** How hours are rounded when they are billed. */
export function RoundingSelect({ value, error, fallback, onChange }: RoundingSelectProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const words = useRoundingWords()
  const option = (rule: HourRounding) => ({ value: rule, label: words(rule) })
  return (
    <Select
      label={t('rounding.label')}
      description={
        value === null || value === 'none'
          ? t('rounding.help')
          : t('rounding.example', {
              worked: formats.duration(exampleSeconds),
              billed: formats.duration(billedSeconds(exampleSeconds, value)),
            })
      }
      clearable={fallback !== undefined}
      allowDeselect={false}
      placeholder={fallback && t(`rounding.as.${fallback}`)}
      data={[
        option('none'),
        ...roundingDirections.map((direction) => ({
          group: t(`rounding.${direction}`),
          items: hourRoundings
            .filter((rule) => stepOf(rule)?.direction === direction)
            .map((rule) => option(rule)),
        })),
      ]}
      value={value}
      error={error}
      onChange={(chosen) => onChange(oneOf(chosen, hourRoundings) ?? null)}
    />
  )
}

/** A rule as people read it. */
export function useRoundingWords(): (rule: HourRounding) => string {
  const { t } = useTranslation()
  return (rule) => {
    const step = stepOf(rule)
    if (!step) return t('rounding.none')
    return t(`rounding.steps.${step.direction}`, { count: step.minutes })
  }
}
