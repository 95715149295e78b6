import { useTranslation } from 'react-i18next'
import type { useListQuery } from '../list-query.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { Fold } from '../ui/Fold.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { DayText, DurationText, Money, Quantity } from '../ui/Values.tsx'
import type { ReRatedItem, ReRatingPreview } from './rate-queries.ts'
import './rates.css'

type Sums = Pick<ReRatingPreview, 'count' | 'seconds' | 'km' | 'beforeMinor' | 'afterMinor'>

/** What a re-rating comes to: how much work, from which amount to which, and that by project. */
export function ReRatingSums({ preview }: { preview: ReRatingPreview }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { projects, projectCount } = preview
  const more = projectCount - projects.length
  return (
    <div className="hb-rate-sums" aria-live="polite">
      <strong>
        {t('rates.wouldChange', { count: preview.count })}
        <span className="hb-dim"> · {<Work {...preview} />}</span>
      </strong>
      <dl>
        <div>
          <dt>{t('rates.before')}</dt>
          <dd className="hb-num">{formats.money(preview.beforeMinor)}</dd>
        </div>
        <div>
          <dt>{t('rates.after')}</dt>
          <dd className="hb-num">{formats.money(preview.afterMinor)}</dd>
        </div>
        <div>
          <dt>{t('rates.difference')}</dt>
          <dd className="hb-num">{formats.money(preview.afterMinor - preview.beforeMinor)}</dd>
        </div>
      </dl>
      <Fold head={t('rates.byProject')}>
        <table className="hb-rate-projects">
          <thead>
            <tr>
              <th scope="col">{t('rates.project')}</th>
              <th scope="col">{t('rates.entries')}</th>
              <th scope="col">{t('rates.before')}</th>
              <th scope="col">{t('rates.after')}</th>
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <tr key={project.projectId}>
                <th scope="row">
                  {project.projectName} <span className="hb-dim">· {project.clientName}</span>
                </th>
                <td className="hb-num">{project.count}</td>
                <td>
                  <Money minor={project.beforeMinor} currency={null} />
                </td>
                <td>
                  <Money minor={project.afterMinor} currency={null} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 ? <p className="hb-dim">{t('rates.moreProjects', { count: more })}</p> : null}
      </Fold>
    </div>
  )
}

function Work({ seconds, km }: Pick<Sums, 'seconds' | 'km'>) {
  const { t } = useTranslation()
  return seconds > 0 ? (
    <DurationText seconds={seconds} />
  ) : (
    <Quantity value={km} unit={t('rates.km')} />
  )
}

type ReRatedListProps = {
  rows: readonly ReRatedItem[] | undefined
  list: Omit<ReturnType<typeof useListQuery<ReRatedItem>>['list'], 'rows'>
  /** The entries that keep the rate they have. */
  left: ReadonlySet<string>
  onChange: (left: ReadonlySet<string>) => void
}

/** The entries one by one, each with a tick: what is not ticked keeps its rate. */
export function ReRatedList({ rows = [], list, left, onChange }: ReRatedListProps) {
  const { t } = useTranslation()
  const columns: Column<ReRatedItem>[] = [
    {
      key: 'day',
      header: t('rates.day'),
      width: 110,
      phone: 'title',
      cell: (row) => <DayText day={row.day} />,
    },
    {
      key: 'project',
      header: t('rates.project'),
      isTruncated: true,
      cell: (row) => `${row.projectName} · ${row.memberName}`,
    },
    {
      key: 'work',
      header: t('rates.time'),
      align: 'end',
      width: 72,
      cell: (row) => <Work {...row} />,
    },
    {
      key: 'rate',
      header: t('rates.before'),
      align: 'end',
      width: 80,
      phone: 'labelled',
      cell: (row) => <Quantity value={row.rate} decimals={2} />,
    },
    {
      key: 'newRate',
      header: t('rates.after'),
      align: 'end',
      width: 80,
      phone: 'labelled',
      cell: (row) => <Quantity value={row.newRate} decimals={2} />,
    },
  ]
  const shown = rows.map((row) => row.id)
  return (
    <div className="hb-rate-items">
      <DataList
        {...list}
        rows={rows}
        label={t('rates.openWork')}
        columns={columns}
        rowKey={(row) => row.id}
        empty={{ title: t('rates.nothingChanges') }}
        selection={{
          selected: new Set(shown.filter((id) => !left.has(id))),
          onChange: (selected) => {
            const others = [...left].filter((id) => !shown.includes(id))
            onChange(new Set([...others, ...shown.filter((id) => !selected.has(id))]))
          },
          nameOf: (row) => `${row.day} ${row.projectName} ${row.memberName}`,
        }}
      />
    </div>
  )
}
