import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { DurationText } from '../ui/Values.tsx'
import type { ReportRow } from './report-queries.ts'

type RoundedHoursProps = {
  row: Pick<ReportRow, 'seconds' | 'billedSeconds'>
  /** On a document the hours that it bills come first. */
  isOnDocument?: boolean
}

/** The hours of a row; where others are billed than were worked, both. */
export function RoundedHours({ row, isOnDocument = false }: RoundedHoursProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { seconds, billedSeconds } = row
  if (seconds === null || billedSeconds === null || seconds === billedSeconds) {
    return <DurationText seconds={seconds} />
  }
  return (
    <>
      <DurationText seconds={isOnDocument ? billedSeconds : seconds} />
      <div className="hb-cell-sub hb-nowrap">
        {isOnDocument
          ? t('rounding.workedHours', { hours: formats.duration(seconds) })
          : t('rounding.billed', { hours: formats.duration(billedSeconds) })}
      </div>
    </>
  )
}
