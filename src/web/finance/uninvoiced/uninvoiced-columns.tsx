import { ActionIcon } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ActionItem, ActionsMenu } from '../../ui/buttons.tsx'
import { DotsIcon } from '../../ui/icons.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Dash, DayText, DurationText, Money } from '../../ui/Values.tsx'
import type { UninvoicedProject } from '../types.ts'

type ColumnsRequest = {
  /** Only when they are all there is: their sum stands at the foot. */
  allRows: readonly UninvoicedProject[] | undefined
  actionsOf: ((row: UninvoicedProject) => ActionItem[]) | undefined
}

export function useUninvoicedColumns({
  allRows,
  actionsOf,
}: ColumnsRequest): Column<UninvoicedProject>[] {
  const { t } = useTranslation()
  const sum = (amountOf: (row: UninvoicedProject) => number) =>
    allRows ? <Money minor={allRows.reduce((total, row) => total + amountOf(row), 0)} /> : undefined
  return [
    {
      key: 'project',
      header: t('pickers.project'),
      width: '28%',
      isTruncated: true,
      cell: (row) => <ProjectName row={row} />,
      footer: allRows ? t('uninvoiced.total') : undefined,
    },
    {
      key: 'method',
      header: t('uninvoiced.method'),
      width: 116,
      cell: (row) => t(`uninvoiced.methods.${row.invoiceMethod}`),
    },
    {
      key: 'price',
      header: t('uninvoiced.price'),
      align: 'end',
      phone: 'line',
      cell: (row) => <Price row={row} />,
    },
    {
      key: 'hours',
      header: t('uninvoiced.hours'),
      align: 'end',
      phone: 'labelled',
      cell: (row) => <DurationText seconds={row.workedSeconds} />,
    },
    {
      key: 'worked',
      header: t('uninvoiced.worked'),
      align: 'end',
      phone: 'labelled',
      cell: (row) => <Money minor={row.workedMinor} currency={null} isDimmedWhenZero />,
      footer: sum((row) => row.workedMinor),
    },
    {
      key: 'invoiced',
      header: t('uninvoiced.invoiced'),
      align: 'end',
      phone: 'labelled',
      cell: (row) => <Money minor={row.invoicedMinor} currency={null} isDimmedWhenZero />,
      footer: sum((row) => row.invoicedMinor),
    },
    {
      key: 'writtenOff',
      header: t('uninvoiced.writtenOff'),
      align: 'end',
      phone: 'labelled',
      cell: (row) => <Money minor={row.writtenOffMinor} currency={null} isDimmedWhenZero />,
      footer: sum((row) => row.writtenOffMinor),
    },
    {
      key: 'left',
      header: t('uninvoiced.left'),
      align: 'end',
      width: 120,
      phone: 'value',
      cell: (row) => (
        <strong>
          <Money minor={row.leftMinor} currency={null} isDimmedWhenZero />
        </strong>
      ),
      footer: sum((row) => row.leftMinor),
    },
    {
      key: 'nextDueOn',
      header: t('uninvoiced.nextDueOn'),
      width: 176,
      phone: 'labelled',
      cell: (row) => <NextDue row={row} />,
    },
    ...(actionsOf
      ? [
          {
            key: 'actions',
            header: t('ui.actions'),
            isHeaderHidden: true,
            width: 44,
            align: 'end' as const,
            phone: 'action' as const,
            cell: (row: UninvoicedProject) => (
              <ActionsMenu
                trigger={
                  <ActionIcon
                    size="xs"
                    aria-label={t('uninvoiced.rowActions', { name: row.projectName })}
                  >
                    <DotsIcon />
                  </ActionIcon>
                }
                items={actionsOf(row)}
              />
            ),
          },
        ]
      : []),
  ]
}

function ProjectName({ row }: { row: UninvoicedProject }) {
  return (
    <span className="hb-clipped" title={row.projectName}>
      <Link
        className="hb-cell-title"
        to="/projects/$projectId"
        params={{ projectId: row.projectId }}
      >
        {row.projectName}
      </Link>
      {row.mainProjectName ? <span className="hb-cell-sub"> · {row.mainProjectName}</span> : null}
      {row.projectCode ? <span className="hb-cell-sub"> · {row.projectCode}</span> : null}
    </span>
  )
}

function Price({ row }: { row: UninvoicedProject }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (row.fixedPriceMinor !== null) return <Money minor={row.fixedPriceMinor} currency={null} />
  if (row.invoiceMethod === 'subscription') {
    return <Money minor={row.duePeriods[0]?.amountMinor} currency={null} />
  }
  if (row.hourlyRate === null) return <Dash />
  return (
    <span className="hb-num">
      {t('uninvoiced.perHour', { rate: formats.quantity(row.hourlyRate, 2) })}
    </span>
  )
}

function NextDue({ row }: { row: UninvoicedProject }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const count = row.duePeriods.length
  const parts = row.plannedInstalments.filter((part) => part.isDue && part.dueOn !== null).length
  if (row.dueSinceOn) {
    return (
      <span className="hb-nowrap">
        {t('uninvoiced.dueSince', { day: formats.day(row.dueSinceOn) })}
        {count > 1 ? (
          <span className="hb-cell-sub"> · {t('uninvoiced.periodsDue', { count })}</span>
        ) : null}
        {parts > 1 ? (
          <span className="hb-cell-sub"> · {t('uninvoiced.partsDue', { count: parts })}</span>
        ) : null}
      </span>
    )
  }
  if (row.isPaused) return <span className="hb-dim">{t('uninvoiced.paused')}</span>
  if (!row.nextDueOn) return <Dash />
  return <DayText day={row.nextDueOn} />
}
