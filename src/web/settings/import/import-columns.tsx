import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addressLines } from '#domain/invoice-parties.ts'
import type { Column } from '../../ui/data-list-types.ts'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import type { ContactImport, ContactImportRow, Finding, RowResult } from './import-queries.ts'
import { type RowChoice, WhoItIs } from './WhoItIs.tsx'

const findingTones: Record<Finding, StatusTone> = {
  new: 'success',
  changed: 'info',
  same: 'neutral',
  conflict: 'warning',
  archived: 'neutral',
  skipped: 'neutral',
}

const resultTones: Record<RowResult, StatusTone> = {
  created: 'success',
  updated: 'info',
  linked: 'info',
  unchanged: 'neutral',
  skipped: 'neutral',
  failed: 'danger',
}

type OnChoose = (position: number, choice: RowChoice) => void

/** The contact, what was found, what would change; at the end what came of it. */
export function useRowColumns(
  state: ContactImport['state'],
  onChoose: OnChoose,
): Column<ContactImportRow>[] {
  const { t } = useTranslation()
  const isDone = state === 'done' || state === 'failed'
  return [
    {
      key: 'contact',
      header: t('imports.contact'),
      width: '32%',
      isTruncated: true,
      phone: 'title',
      cell: (row) => <ContactName row={row} />,
    },
    {
      key: 'finding',
      header: t(isDone ? 'imports.outcome' : 'imports.finding'),
      width: 130,
      phone: 'value',
      cell: (row) =>
        isDone && row.result ? (
          <StatusBadge tone={resultTones[row.result]}>
            {t(`imports.results.${row.result}`)}
          </StatusBadge>
        ) : (
          <StatusBadge tone={findingTones[row.finding]}>
            {t(`imports.findings.${row.finding}`)}
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

function ContactName({ row }: { row: ContactImportRow }) {
  const { t } = useTranslation()
  const sub = [row.number ?? t('imports.noNumber'), row.email].filter(Boolean).join(' · ')
  return (
    <>
      <div className="hb-ellipsis" title={row.name}>
        {row.clientId ? (
          <Link
            to="/administration/clients/$clientId"
            params={{ clientId: row.clientId }}
            className="hb-cell-title"
          >
            {row.name}
          </Link>
        ) : (
          <span className="hb-cell-title">{row.name}</span>
        )}
      </div>
      <div className="hb-cell-sub hb-ellipsis" title={sub}>
        {sub}
      </div>
    </>
  )
}

function WhatHappens({ row, onChoose }: { row: ContactImportRow; onChoose?: OnChoose }) {
  const { t } = useTranslation()
  if (row.resultDetail) return <div>{row.resultDetail}</div>
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
          name={row.name}
          client={client ?? ''}
          choice={row.choice}
          onChoose={(choice) => onChoose(row.position, choice)}
        />
      ) : null}
      {row.changes.length > 0 && row.choice !== 'create' ? <Changes changes={row.changes} /> : null}
      {row.givenNumber ? (
        <div>
          {t('imports.givenNumber', { number: row.givenNumber })}
          {row.numberInXero ? <> · {t(`imports.numberInXero.${row.numberInXero}`)}</> : null}
        </div>
      ) : null}
      {row.finding === 'new' && !row.reason ? (
        <span className="hb-dim">{t(newWords(row))}</span>
      ) : null}
      {row.finding === 'same' && client ? (
        <span className="hb-dim">{t('imports.staysSame', { client })}</span>
      ) : null}
    </>
  )
}

function newWords({ result }: ContactImportRow) {
  if (result === 'created') return 'imports.becameNew'
  return result === 'skipped' ? 'imports.leftOut' : 'imports.becomesNew'
}

/** Field by field what is now and what it would become. */
export function Changes({ changes }: Pick<ContactImportRow, 'changes'>) {
  const { t } = useTranslation()
  return (
    <ul className="hb-import-changes">
      {changes.map((change) => (
        <li key={change.field}>
          <span className="hb-dim">{fieldName(change.field, t)}</span>
          <FieldChange
            from={valueText(change.from, t)}
            to={valueText(change.to, t) ?? t('imports.empty')}
          />
        </li>
      ))}
    </ul>
  )
}

function FieldChange({ from, to }: { from: string | null; to: string }) {
  const { t } = useTranslation()
  return (
    <span>
      {from === null ? null : (
        <>
          <span className="hb-sr">{t('imports.from')}</span>
          <del>{from}</del>
          <span aria-hidden> → </span>
          <span className="hb-sr">{t('imports.to')}</span>
        </>
      )}
      <ins>{to}</ins>
    </span>
  )
}

const knownFields = [
  'number',
  'name',
  'email',
  'phone',
  'vatNumber',
  'invoiceAddress',
  'visitingAddress',
  'contactPersons',
  'paymentTermDays',
  'hourlyRate',
  'notes',
] as const

function fieldName(field: string, t: TFunction): string {
  return t(`imports.fields.${knownFields.find((each) => each === field) ?? 'other'}`)
}

/** A value of any field as one line; null for none. */
function valueText(value: unknown, t: TFunction): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return t('clients.daysCount', { count: value })
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(personText).join(', ') || null
  if (typeof value === 'object') return addressLines(value).join(', ') || null
  return String(value)
}

function personText(person: unknown): string {
  if (typeof person !== 'object' || person === null) return String(person)
  const { name, email } = person as { name?: string; email?: string | null }
  return [name, email].filter(Boolean).join(' ')
}
