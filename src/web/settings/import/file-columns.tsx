import { type FileImportKind, isWork, sheetFieldsOf } from '#domain/sheet-kinds.ts'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/data-list-types.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import type {
  FileChoice,
  FileFinding,
  FileImport,
  FileImportRow,
  FileResult,
} from './file-queries.ts'
import { Changes } from './import-columns.tsx'
import { WhoItIs } from './WhoItIs.tsx'

const findingTones: Record<FileFinding, StatusTone> = {
  new: 'success',
  changed: 'info',
  same: 'neutral',
  conflict: 'warning',
  error: 'danger',
}

const resultTones: Record<FileResult, StatusTone> = {
  created: 'success',
  updated: 'info',
  unchanged: 'neutral',
  skipped: 'neutral',
  failed: 'danger',
}

type OnChoose = (position: number, choice: FileChoice) => void

/** The client, what was found, what would change; at the end what came of it. */
export function useFileRowColumns(
  { state, kind }: FileImport,
  onChoose: OnChoose,
): Column<FileImportRow>[] {
  const { t } = useTranslation()
  const isDone = state === 'done'
  return [
    {
      key: 'client',
      header: t(`fileImports.one.${kind}`),
      width: '30%',
      isTruncated: true,
      phone: 'title',
      cell: (row) => (isWork(kind) ? <WorkName row={row} /> : <RowName row={row} kind={kind} />),
    },
    {
      key: 'finding',
      header: t(isDone ? 'imports.outcome' : 'imports.finding'),
      width: 130,
      phone: 'value',
      cell: (row) =>
        isDone && row.result && row.finding !== 'error' ? (
          <StatusBadge tone={resultTones[row.result]}>
            {t(`fileImports.results.${row.result}`)}
          </StatusBadge>
        ) : (
          <StatusBadge tone={findingTones[row.finding]}>
            {t(`fileImports.findings.${row.finding}`)}
          </StatusBadge>
        ),
    },
    {
      key: 'change',
      header: t(isDone ? 'imports.changed' : 'imports.change'),
      phone: 'line',
      cell: (row) => (
        <WhatHappens row={row} kind={kind} {...(state === 'ready' ? { onChoose } : {})} />
      ),
    },
  ]
}

/** An hour, an expense or a trip: its day and duration as they were understood, and what it is about. */
function WorkName({ row }: { row: FileImportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { reads } = row
  const title = reads
    ? [
        reads.on && formats.day(reads.on),
        reads.seconds === null ? null : formats.duration(reads.seconds),
      ]
    : [row.number]
  const about = reads ? reads.words : [row.name]
  const place = t('fileImports.rowOf', { position: row.position })
  const words = about.filter(Boolean).join(' · ')
  return (
    <>
      <div className="hb-cell-title">{title.filter(Boolean).join(' · ') || place}</div>
      <div className="hb-cell-sub hb-ellipsis" title={words}>
        {[words, place].filter(Boolean).join(' · ')}
      </div>
    </>
  )
}

function RowName({ row, kind }: { row: FileImportRow; kind: FileImportKind }) {
  const { t } = useTranslation()
  const name = row.name || t('fileImports.noName')
  const place = t('fileImports.rowOf', { position: row.position })
  return (
    <>
      <div className="hb-ellipsis" title={name}>
        {row.clientId && row.result && row.result !== 'skipped' ? (
          <Link
            to="/administration/clients/$clientId"
            params={{ clientId: row.clientId }}
            className="hb-cell-title"
          >
            {name}
          </Link>
        ) : (
          <span className="hb-cell-title">{name}</span>
        )}
      </div>
      <div className="hb-cell-sub hb-ellipsis">
        {[row.number ?? (kind === 'clients' ? t('imports.noNumber') : null), place]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </>
  )
}

type HappensProps = { row: FileImportRow; kind: FileImportKind; onChoose?: OnChoose }

function WhatHappens({ row, kind, onChoose }: HappensProps) {
  const { t } = useTranslation()
  if (row.resultDetail) return <div>{row.resultDetail}</div>
  if (row.finding === 'error') return <Problems row={row} kind={kind} />
  if (kind !== 'clients') return <RecordHappens row={row} kind={kind} />
  const client = row.clientName
  return (
    <>
      {row.reason ? <div>{row.reason}</div> : null}
      {row.finding === 'conflict' && client ? (
        <div className="hb-dim">
          {t(row.canBeNew ? 'imports.mayBe' : 'imports.willBeLinked', { client })}
        </div>
      ) : null}
      {row.canBeNew && onChoose ? (
        <WhoItIs
          name={row.name ?? ''}
          client={client ?? ''}
          choice={row.choice}
          onChoose={(choice) => onChoose(row.position, choice)}
        />
      ) : null}
      {row.changes.length > 0 && row.choice !== 'create' ? <Changes changes={row.changes} /> : null}
      {row.finding === 'new' && !row.reason ? (
        <span className="hb-dim">{t(newWords(row))}</span>
      ) : null}
      {row.finding === 'same' && client ? (
        <span className="hb-dim">{t('imports.staysSame', { client })}</span>
      ) : null}
    </>
  )
}

/** What becomes of a row that is no client; what is created along with it. */
function RecordHappens({ row, kind }: { row: FileImportRow; kind: FileImportKind }) {
  const { t } = useTranslation()
  if (row.finding === 'same')
    return <span className="hb-dim">{row.reason ?? t('fileImports.same')}</span>
  if (row.finding === 'changed') return <Changes changes={row.changes} />
  const made = row.changes.map(({ to }) => String(to))
  return (
    <>
      <span className="hb-dim">{t(recordWords(row))}</span>
      {made.length > 0 ? (
        <div>
          {t('fileImports.createsToo', {
            what: row.changes
              .map(({ field, to }) => `${fieldWords(kind, field, t)} ${String(to)}`)
              .join(', '),
          })}
        </div>
      ) : null}
    </>
  )
}

function recordWords({ result }: FileImportRow) {
  if (result === 'created') return 'fileImports.cameIn'
  return result === 'skipped' ? 'imports.leftOut' : 'fileImports.comesIn'
}

function fieldWords(kind: FileImportKind, field: string, t: TFunction): string {
  const known = sheetFieldsOf[kind].find(({ name }) => name === field)
  return known ? t(`fileImports.fields.${known.name}`) : field
}

function newWords({ result }: FileImportRow) {
  if (result === 'created') return 'imports.becameNew'
  return result === 'skipped' ? 'imports.leftOut' : 'imports.becomesNew'
}

function Problems({ row, kind }: { row: FileImportRow; kind: FileImportKind }) {
  const { t } = useTranslation()
  return (
    <ul className="hb-import-problems">
      {row.problems.map(({ field, words }) => (
        <li key={`${field} ${words}`}>
          {field === null ? null : <strong>{fieldWords(kind, field, t)}</strong>} {words}
        </li>
      ))}
    </ul>
  )
}
