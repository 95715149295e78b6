import {
  type DateOrder,
  dateOrders,
  dayFrom,
  type DecimalSign,
  decimalSigns,
  type DurationUnit,
  durationUnits,
} from '#domain/sheet-formats.ts'
import {
  dayFields,
  durationFields,
  type FileImportKind,
  importPermission,
  isWork,
  numberFields,
} from '#domain/sheet-kinds.ts'
import { Checkbox, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { Callout } from '../../ui/Callout.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import type { FileImport } from './file-queries.ts'

type ReadingProps = {
  found: FileImport
  /** The fields as they are chosen now. */
  fields: readonly (string | null)[]
  formats: FileImport['formats']
  onFormats: (formats: FileImport['formats']) => void
  creates: FileImport['creates']
  onCreates: (creates: FileImport['creates']) => void
}

/** How the file writes days and numbers, and what may be created that its rows name: recognised, and confirmed here. */
export function FileReading(props: ReadingProps) {
  const { found, fields, formats, onFormats } = props
  const { t } = useTranslation()
  const sample = daySample(found, fields)
  const has = (names: readonly string[]) =>
    fields.some((field) => field !== null && names.includes(field))
  return (
    <div className="hb-import-reading">
      {found.program ? (
        <Callout tone="success" title={t('fileImports.recognised')}>
          {t('fileImports.recognisedText', { program: programNames[found.program] })}
        </Callout>
      ) : null}
      {found.isDateSure || sample === null ? null : (
        <Callout tone="warning" title={t('fileImports.datesUnsure')}>
          {t('fileImports.datesUnsureText')}
        </Callout>
      )}
      <div className="hb-import-formats">
        {has(dayFields) ? (
          <Select
            label={t('fileImports.dateOrder')}
            description={<DayRead sample={sample} order={formats.dateOrder} />}
            allowDeselect={false}
            value={formats.dateOrder}
            onChange={(value) =>
              onFormats({ ...formats, dateOrder: among<DateOrder>(dateOrders, value) })
            }
            data={dateOrders.map((value) => ({
              value,
              label: t(`fileImports.dateOrders.${value}`),
            }))}
          />
        ) : null}
        {has([...numberFields, ...durationFields]) ? (
          <Select
            label={t('fileImports.decimalSign')}
            description={t('fileImports.decimalSignHelp')}
            allowDeselect={false}
            value={formats.decimalSign}
            onChange={(value) =>
              onFormats({ ...formats, decimalSign: among<DecimalSign>(decimalSigns, value) })
            }
            data={decimalSigns.map((value) => ({
              value,
              label: t(value === '.' ? 'fileImports.decimalPoint' : 'fileImports.decimalComma'),
            }))}
          />
        ) : null}
        {has(durationFields) ? (
          <Select
            label={t('fileImports.durationUnit')}
            description={t('fileImports.durationUnitHelp')}
            allowDeselect={false}
            value={formats.durationUnit}
            onChange={(value) =>
              onFormats({ ...formats, durationUnit: among<DurationUnit>(durationUnits, value) })
            }
            data={durationUnits.map((value) => ({
              value,
              label: t(`fileImports.durationUnits.${value}`),
            }))}
          />
        ) : null}
      </div>
      <MayCreate {...props} />
    </div>
  )
}

const programNames = {
  toggl: 'Toggl Track',
  clockify: 'Clockify',
  harvest: 'Harvest',
  kimai: 'Kimai',
}

function among<Each extends string>(all: readonly Each[], value: string | null): Each {
  return all.find((each) => each === value) ?? (all[0] as Each)
}

/** The first day of the file whose order is not clear by itself, else its first day. */
function daySample({ columns }: FileImport, fields: readonly (string | null)[]): string | null {
  const samples = columns.flatMap(({ samples: texts }, index) =>
    dayFields.includes(fields[index] ?? '') ? texts : [],
  )
  const days = samples.filter((text) => dateOrders.some((order) => dayFrom(text, order)))
  return days.find((text) => dayFrom(text, 'dmy') !== dayFrom(text, 'mdy')) ?? days[0] ?? null
}

function DayRead({ sample, order }: { sample: string | null; order: DateOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (sample === null) return t('fileImports.noDays')
  const day = dayFrom(sample, order)
  if (day === undefined) return t('fileImports.dayUnread', { sample })
  const words = formats.dayText(day, { day: 'numeric', month: 'long', year: 'numeric' })
  return t('fileImports.dayRead', { sample, day: words })
}

/** What rows of each kind may name that does not exist yet. */
function creatable(kind: FileImportKind): ('clients' | 'projects' | 'tasks')[] {
  if (kind === 'projects') return ['clients']
  if (!isWork(kind)) return []
  return kind === 'hours' ? ['clients', 'projects', 'tasks'] : ['clients', 'projects']
}

function MayCreate({ found, creates, onCreates }: ReadingProps) {
  const { t } = useTranslation()
  const can = useCan()
  const offered = creatable(found.kind).filter((each) => can(importPermission[each]))
  if (offered.length === 0) return null
  return (
    <fieldset className="hb-import-creates">
      <legend>{t('fileImports.creates')}</legend>
      {offered.map((each) => (
        <Checkbox
          key={each}
          label={t(`fileImports.kinds.${each}`)}
          checked={creates[each]}
          onChange={(event) => onCreates({ ...creates, [each]: event.currentTarget.checked })}
        />
      ))}
      <p className="hb-dim">{t('fileImports.createsHelp')}</p>
    </fieldset>
  )
}
