import { clientFieldNames } from '#domain/client-sheet.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/data-list-types.ts'
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
  state: FileImport['state'],
  onChoose: OnChoose,
): Column<FileImportRow>[] {
  const { t } = useTranslation()
  const isDone = state === 'done'
  return [
    {
      key: 'client',
      header: t('fileImports.client'),
      width: '30%',
      isTruncated: true,
      phone: 'title',
      cell: (row) => <RowName row={row} />,
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
      cell: (row) => <WhatHappens row={row} {...(state === 'ready' ? { onChoose } : {})} />,
    },
  ]
}

function RowName({ row }: { row: FileImportRow }) {
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
        {[row.number ?? t('imports.noNumber'), place].join(' · ')}
      </div>
    </>
  )
}

function WhatHappens({ row, onChoose }: { row: FileImportRow; onChoose?: OnChoose }) {
  const { t } = useTranslation()
  if (row.resultDetail) return <div>{row.resultDetail}</div>
  if (row.finding === 'error') return <Problems row={row} />
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

function newWords({ result }: FileImportRow) {
  if (result === 'created') return 'imports.becameNew'
  return result === 'skipped' ? 'imports.leftOut' : 'imports.becomesNew'
}

function Problems({ row }: { row: FileImportRow }) {
  const { t } = useTranslation()
  return (
    <ul className="hb-import-problems">
      {row.problems.map(({ field, words }) => {
        const name = clientFieldNames.find((each) => each === field)
        return (
          <li key={`${field} ${words}`}>
            {name ? <strong>{t(`fileImports.fields.${name}`)}</strong> : null} {words}
          </li>
        )
      })}
    </ul>
  )
}
