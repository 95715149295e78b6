import { itemLock } from '../approval/item-lock.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { RateCell } from '../rates/RateOrigin.tsx'
import { addHours, fieldsOf, removeHours } from '../offline/hours.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { ClockIcon } from '../ui/icons.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { DurationText } from '../ui/Values.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'
import { BillableCell } from './BillingMark.tsx'
import type { TimeEntry } from './registrations.ts'
import { ProjectCell, RowActions } from './RowActions.tsx'
import { BulkHours } from './BulkHours.tsx'
import { useFavourites } from './favourites.ts'
import { useUndoHours } from './undo-writes.ts'
import { registrationKeys } from './registration-writes.ts'

type TimeEntryListProps = {
  rows: readonly TimeEntry[] | undefined
  error: Error | null
  onRetry: () => void
  isOwn: boolean
  /** Only some of the hours are asked for. */
  isNarrowed: boolean
  onEdit: (entry: TimeEntry) => void
}

/** Hours by day, with the total of each day. */
export function TimeEntryList({ rows, isOwn, isNarrowed, ...props }: TimeEntryListProps) {
  const { error, onRetry, onEdit } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const remove = useDeleteTimeEntry()
  const duplicate = useDuplicateTimeEntry()
  const favourites = useFavourites()
  const can = useCan()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const nameOf = (entry: TimeEntry) =>
    t('timesheets.entryName', { project: entry.projectName, day: formats.day(entry.workedOn) })
  const columns: Column<TimeEntry>[] = [
    {
      key: 'project',
      header: t('timesheets.project'),
      width: '24%',
      isTruncated: true,
      phone: 'title',
      cell: (entry) => (
        <ProjectCell
          projectName={entry.projectName}
          clientName={entry.clientName}
          isLocked={itemLock(entry) !== undefined}
          onOpen={() => onEdit(entry)}
        />
      ),
    },
    {
      key: 'task',
      header: t('timesheets.task'),
      width: '14%',
      isTruncated: true,
      cell: (entry) => entry.taskName ?? '',
    },
    {
      key: 'notes',
      header: t('timesheets.notes'),
      isTruncated: true,
      cell: (entry) => entry.notes,
    },
    {
      key: 'billing',
      header: t('timesheets.billable'),
      width: 110,
      cell: (entry) => <BillableCell {...entry} />,
    },
    ...(can('rates:read')
      ? [
          {
            key: 'rate',
            header: t('reports.rate'),
            width: 150,
            align: 'end' as const,
            phone: 'hidden' as const,
            cell: (entry: TimeEntry) => <RateCell {...entry} />,
          },
        ]
      : []),
    {
      key: 'times',
      header: `${t('timesheets.from')} – ${t('timesheets.to')}`,
      width: 152,
      align: 'end',
      cell: (entry) =>
        entry.startedAt && entry.endedAt ? (
          <span className="hb-num hb-dim">{formats.times(entry.startedAt, entry.endedAt)}</span>
        ) : null,
    },
    {
      key: 'duration',
      header: t('timesheets.duration'),
      align: 'end',
      width: 96,
      phone: 'value',
      cell: (entry) => <DurationText seconds={entry.seconds} />,
    },
    {
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      width: 44,
      align: 'end',
      phone: 'action',
      cell: (entry) => (
        <RowActions
          name={nameOf(entry)}
          standing={entry}
          onEdit={() => onEdit(entry)}
          onDuplicate={() => duplicate(entry)}
          favourite={{
            isOn: favourites.isFavourite(entry),
            onToggle: () => favourites.toggle(entry),
          }}
          onDelete={() => remove(entry)}
        />
      ),
    },
  ]
  return (
    <>
      <DataList
        label={t('timesheets.hoursList')}
        columns={columns}
        rows={rows}
        rowKey={(entry) => entry.id}
        selection={{
          selected,
          onChange: setSelected,
          nameOf,
          isSelectable: (entry) => itemLock(entry) === undefined,
        }}
        error={error}
        onRetry={onRetry}
        onOpen={(entry) => (itemLock(entry) === undefined ? onEdit(entry) : undefined)}
        groupOf={({ workedOn }) => ({
          key: workedOn,
          heading: (
            <DayHeading
              day={workedOn}
              seconds={(rows ?? [])
                .filter((row) => row.workedOn === workedOn)
                .reduce((total, row) => total + row.seconds, 0)}
            />
          ),
        })}
        empty={{
          icon: ClockIcon,
          title: t(isNarrowed ? 'timesheets.noHoursOfTask' : 'timesheets.noHours'),
          description: isNarrowed
            ? t('timesheets.noHoursOfTaskHint')
            : t(isOwn ? 'timesheets.noHoursHint' : 'timesheets.noHoursOther'),
        }}
      />
      <BulkHours
        entries={(rows ?? []).filter((row) => selected.has(row.id))}
        onClear={() => setSelected(new Set())}
      />
    </>
  )
}

function DayHeading({ day, seconds }: { day: string; seconds: number }) {
  const formats = useFormats()
  return (
    <span className="hb-day-heading">
      <span>{formats.dayText(day, { weekday: 'long', day: 'numeric', month: 'long' })}</span>
      <DurationText seconds={seconds} />
    </span>
  )
}

function useDeleteTimeEntry() {
  const { t } = useTranslation()
  const undo = useUndoHours()
  const write = useWrite({
    send: (entry: TimeEntry, headers) => removeHours(entry, headers),
    touches: registrationKeys,
    onDone: (_, entry) => offerUndo(t('timesheets.hoursDeleted'), undo.removed([entry])),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (entry: TimeEntry) => write.mutate(entry)
}

/** Writes the same hours again, on the same day. */
function useDuplicateTimeEntry() {
  const { t } = useTranslation()
  const undo = useUndoHours()
  const write = useWrite({
    send: (entry: TimeEntry, headers) => addHours(fieldsOf(entry), headers),
    touches: registrationKeys,
    onDone: ({ items }) => offerUndo(t('timesheets.duplicated'), undo.made(items)),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (entry: TimeEntry) => write.mutate(entry)
}
