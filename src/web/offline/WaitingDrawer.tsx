import { answered, api, writeHeaders } from '#client/api.ts'
import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeEntry } from '../timesheets/registrations.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { type Conflict, conflictsOf } from './conflicts.ts'
import { addHours, fieldsOf } from './hours.ts'
import { dropWrites, sendAgain, sendNow } from './outbox.ts'
import { useOutbox } from './use-outbox.ts'
import { WaitingEdit } from './WaitingEdit.tsx'
import type { Queued } from './writes.ts'
import './offline.css'

/** What was not sent: what waits, and what was declined, with what was meant and what can be done. */
export function WaitingDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { waiting } = useOutbox()
  const [editing, setEditing] = useState<Conflict | null>(null)
  const conflicts = conflictsOf(waiting)
  const inConflict = new Set(conflicts.flatMap(({ orders }) => orders))
  const others = waiting.filter(({ order }) => !inConflict.has(order))
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('offline.title')}
      size={440}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ content: 'hb-dialog', header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      {waiting.length === 0 ? <p className="hb-waiting-none">{t('offline.nothing')}</p> : null}
      <ul className="hb-waiting">
        {conflicts.map((conflict) => (
          <ConflictRow
            key={conflict.first.order}
            conflict={conflict}
            onEdit={() => setEditing(conflict)}
          />
        ))}
        {others.map((queued) => (
          <li key={queued.order} className="hb-waiting-row">
            <Words queued={queued} entries={entriesOf(queued)} />
            <span className="hb-dim hb-small">{t('offline.isWaiting')}</span>
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={() => void sendNow()}>
            {t('offline.sendNow')}
          </Button>
        </div>
      ) : null}
      {editing ? <WaitingEdit conflict={editing} onClose={() => setEditing(null)} /> : null}
    </Drawer>
  )
}

function ConflictRow({ conflict, onEdit }: { conflict: Conflict; onEdit: () => void }) {
  const { t } = useTranslation()
  const { first, meant, orders } = conflict
  const { write } = first
  // What exists there can be taken instead; what was never there can only be dropped.
  const entryId = write.kind === 'change' || write.kind === 'remove' ? write.entry.id : null
  const keepAsNew = async () => {
    for (const entry of meant) {
      // oxlint-disable-next-line no-await-in-loop -- in the order they were made
      await addHours(fieldsOf(entry), writeHeaders())
    }
    await dropWrites(orders)
  }
  return (
    <li className="hb-waiting-row">
      <Words queued={first} entries={meant.length > 0 ? meant : entriesOf(first)} />
      <span className="hb-waiting-problem">{first.problem?.message}</span>
      {entryId ? <Theirs entryId={entryId} /> : null}
      <span className="hb-waiting-choices">
        {meant.length > 0 && write.kind !== 'add' ? (
          <Button size="xs" variant="default" onClick={() => void keepAsNew()}>
            {t('offline.keepAsNew')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => void sendAgain(first)}>
            {t('offline.again')}
          </Button>
        )}
        {meant.length === 1 ? (
          <Button size="xs" variant="default" onClick={onEdit}>
            {t('offline.edit')}
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={() => void dropWrites(orders)}>
          {t(entryId ? 'offline.takeTheirs' : 'offline.drop')}
        </Button>
      </span>
    </li>
  )
}

/** What Hourbook holds by now of the same entry. */
function Theirs({ entryId }: { entryId: string }) {
  const { t } = useTranslation()
  const words = useHoursWords()
  const { data, isError } = useQuery({
    queryKey: ['time-entries', 'one', entryId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/time-entries/{timeEntryId}', {
          params: { path: { timeEntryId: entryId } },
        }),
      ),
  })
  if (!data && !isError) return null
  return (
    <span className="hb-small">
      <span className="hb-dim">{t('offline.now')}</span> {data ? words(data) : t('offline.gone')}
    </span>
  )
}

function Words({ queued, entries }: { queued: Queued; entries: readonly TimeEntry[] }) {
  const { t } = useTranslation()
  const words = useHoursWords()
  const { write } = queued
  return (
    <>
      <span className="hb-waiting-kind">{t(`offline.kinds.${write.kind}`)}</span>
      {entries.length === 0 && 'timer' in write ? <span>{write.timer.projectName}</span> : null}
      {entries.map((entry) => (
        <span key={entry.id}>{words(entry)}</span>
      ))}
    </>
  )
}

function useHoursWords(): (entry: TimeEntry) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ seconds, projectName, workedOn, notes }) => {
    const day = formats.dayText(workedOn, { weekday: 'short', day: 'numeric', month: 'short' })
    const duration = formats.duration(seconds)
    const hours = t('offline.hours', { duration, project: projectName, day })
    return notes ? `${hours} – ${notes}` : hours
  }
}

function entriesOf({ write }: Queued): TimeEntry[] {
  if (write.kind === 'stop') return write.entries
  return 'entry' in write ? [write.entry] : []
}
