import { answered, api } from '#client/api.ts'
import { itemLock } from '../approval/item-lock.ts'
import { sumQuantities } from '#domain/money.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { RateCell } from '../rates/RateOrigin.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { ArrowRightIcon, CarIcon, PlusIcon } from '../ui/icons.tsx'
import { DayText, Money, Quantity } from '../ui/Values.tsx'
import { BillableCell } from './BillingMark.tsx'
import { MileageDrawer } from './MileageDrawer.tsx'
import { monthOf } from '#domain/periods.ts'
import { useUndoableDelete } from './registration-writes.ts'
import { mileagesQuery, type Mileage } from './registrations.ts'
import { ProjectCell, RowActions } from './RowActions.tsx'
import { TimesheetFrame, useTimesheet } from './TimesheetFrame.tsx'
import { useUndoMileages } from './undo-writes.ts'

export function MileagesPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { day, memberId } = useTimesheet()
  const month = monthOf(day)
  const mileages = useQuery(mileagesQuery({ from: month.from, to: month.to, memberId }))
  const [editing, setEditing] = useState<Mileage | 'new' | null>(null)
  const columns = useMileageColumns(mileages.data, setEditing)
  return (
    <TimesheetFrame
      kind="month"
      period={month}
      title={formats.dayText(month.from, { month: 'long', year: 'numeric' })}
      actions={
        <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
          {t('timesheets.addMileage')}
        </Button>
      }
    >
      <DataList
        label={t('timesheets.mileagesList')}
        columns={columns}
        rows={mileages.data}
        rowKey={(mileage) => mileage.id}
        error={mileages.error}
        onRetry={() => void mileages.refetch()}
        onOpen={(mileage) => (itemLock(mileage) === undefined ? setEditing(mileage) : undefined)}
        empty={{
          icon: CarIcon,
          title: t('timesheets.noMileages'),
          description: t('timesheets.noMileagesHint'),
        }}
      />
      {editing ? (
        <MileageDrawer
          key={editing === 'new' ? 'new' : editing.id}
          mileage={editing === 'new' ? null : editing}
          memberId={memberId}
          day={day}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </TimesheetFrame>
  )
}

function useMileageColumns(
  rows: readonly Mileage[] = [],
  onEdit: (mileage: Mileage) => void,
): Column<Mileage>[] {
  const { t } = useTranslation()
  const can = useCan()
  const formats = useFormats()
  const undo = useUndoMileages()
  const remove = useUndoableDelete<Mileage>({
    remove: async ({ id, updatedAt }, headers) => {
      const body = { items: [{ id, expectedUpdatedAt: updatedAt }] }
      await answered(api.POST('/api/v1/mileages/deletions', { body, headers }))
    },
    undo: (mileage) => undo.removed([mileage]),
    message: t('timesheets.mileageDeleted'),
  })
  const columns: Column<Mileage>[] = [
    {
      key: 'date',
      header: t('timesheets.date'),
      width: 112,
      phone: 'line',
      cell: (mileage) => <DayText day={mileage.travelledOn} />,
      footer: t('timesheets.total'),
    },
    {
      key: 'project',
      header: t('timesheets.project'),
      width: '24%',
      isTruncated: true,
      phone: 'title',
      cell: (mileage) => (
        <ProjectCell
          projectName={mileage.projectName}
          clientName={mileage.clientName}
          isLocked={itemLock(mileage) !== undefined}
          onOpen={() => onEdit(mileage)}
        />
      ),
    },
    {
      key: 'trip',
      header: t('timesheets.trip'),
      isTruncated: true,
      cell: (mileage) => <Trip mileage={mileage} />,
    },
    {
      key: 'kind',
      header: t('timesheets.kind'),
      width: 100,
      phone: 'hidden',
      cell: (mileage) => t(`timesheets.kinds.${mileage.kind}`),
    },
    {
      key: 'billing',
      header: t('timesheets.billable'),
      width: 140,
      cell: (mileage) => <BillableCell {...mileage} />,
    },
    {
      key: 'km',
      header: t('timesheets.billedKm'),
      align: 'end',
      width: 104,
      phone: 'value',
      cell: (mileage) => <Quantity value={mileage.billedKm} unit={t('timesheets.km')} />,
      footer: (
        <Quantity
          value={sumQuantities(rows.map((mileage) => mileage.billedKm))}
          unit={t('timesheets.km')}
        />
      ),
    },
  ]
  if (can('rates:read')) {
    columns.push({
      key: 'rate',
      header: t('reports.rate'),
      align: 'end',
      width: 140,
      phone: 'hidden',
      cell: (mileage) => <RateCell {...mileage} />,
    })
    columns.push({
      key: 'amount',
      header: t('timesheets.amount'),
      align: 'end',
      width: 112,
      phone: 'hidden',
      cell: (mileage) => <Money minor={mileage.amountMinor} currency={null} />,
      footer: (
        <Money minor={rows.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0)} />
      ),
    })
  }
  columns.push({
    key: 'actions',
    header: t('ui.actions'),
    isHeaderHidden: true,
    width: 44,
    align: 'end',
    phone: 'action',
    cell: (mileage) => (
      <RowActions
        name={t('timesheets.entryName', {
          project: mileage.projectName,
          day: formats.day(mileage.travelledOn),
        })}
        standing={mileage}
        onEdit={() => onEdit(mileage)}
        onDelete={() => remove(mileage)}
      />
    ),
  })
  return columns
}

function Trip({ mileage }: { mileage: Mileage }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="hb-trip" title={`${mileage.fromPlace} – ${mileage.toPlace}`}>
        {mileage.fromPlace}
        <ArrowRightIcon size={13} title={t('timesheets.toPlace')} />
        {mileage.toPlace}
        {mileage.isReturnTrip ? (
          <span className="hb-dim hb-small">{t('timesheets.returnTrip')}</span>
        ) : null}
      </span>
      {mileage.purpose ? <div className="hb-cell-sub">{mileage.purpose}</div> : null}
    </>
  )
}
