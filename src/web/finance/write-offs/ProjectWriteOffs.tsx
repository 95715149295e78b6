import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { Section } from '../../ui/Page.tsx'
import { DayText, Money } from '../../ui/Values.tsx'
import { useReverseWriteOffs, type WriteOff, writeOffsOfProjectQuery } from './write-off-queries.ts'

/** What of a project is written off now, each with the way back; nothing where nothing is. */
export function ProjectWriteOffs({ projectId }: { projectId: string }) {
  const { t } = useTranslation()
  const query = useQuery(writeOffsOfProjectQuery(projectId))
  const rows = query.data?.items.filter((each) => each.count > 0) ?? []
  const columns = useWriteOffColumns(rows)
  if (rows.length === 0) return null
  return (
    <Section title={t('writeOffs.list')}>
      <DataList
        label={t('writeOffs.list')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        isLoading={false}
        empty={{ title: t('writeOffs.list') }}
      />
    </Section>
  )
}

function useWriteOffColumns(rows: readonly WriteOff[]): Column<WriteOff>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'day',
      header: t('writeOffs.day'),
      width: 96,
      phone: 'line',
      cell: (row) => <DayText day={row.createdAt.slice(0, 'YYYY-MM-DD'.length)} />,
    },
    {
      key: 'reason',
      header: t('writeOffs.reason'),
      isTruncated: true,
      phone: 'title',
      cell: (row) => <ClippedText className="hb-cell-title" text={row.reason} />,
    },
    {
      key: 'by',
      header: t('writeOffs.by'),
      width: 120,
      isTruncated: true,
      phone: 'labelled',
      cell: (row) => <ClippedText text={row.createdByName} />,
    },
    {
      key: 'amount',
      header: t('writeOffs.amount'),
      align: 'end',
      width: 110,
      phone: 'value',
      cell: (row) => <Money minor={row.amountMinor} currency={null} />,
      footer: <Money minor={rows.reduce((total, each) => total + each.amountMinor, 0)} />,
    },
    {
      key: 'reverse',
      header: t('ui.actions'),
      isHeaderHidden: true,
      align: 'end',
      width: 110,
      phone: 'action',
      cell: (row) => <ReverseButton row={row} />,
    },
  ]
}

function ReverseButton({ row }: { row: WriteOff }) {
  const { t } = useTranslation()
  const reverse = useReverseWriteOffs()
  return (
    <Button
      size="xs"
      variant="default"
      loading={reverse.isPending}
      aria-label={t('writeOffs.reverseOne', { reason: row.reason })}
      onClick={() => reverse.mutate({ writeOffIds: [row.id] })}
    >
      {t('writeOffs.takeBack')}
    </Button>
  )
}
