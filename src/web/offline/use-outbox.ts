import { useMemo, useSyncExternalStore } from 'react'
import type { TimeEntry } from '../timesheets/registrations.ts'
import { connection } from './connection.ts'
import { outbox } from './outbox.ts'
import { hoursAfter } from './writes.ts'

/** What waits to be sent. */
export function useOutbox() {
  return useSyncExternalStore(outbox.subscribe, outbox.get)
}

export function useConnection() {
  return useSyncExternalStore(connection.subscribe, connection.get)
}

/** Hours of a person with what waits to be sent; undefined while nothing is known of them. */
export function useHoursAfter(
  rows: readonly TimeEntry[] | undefined,
  { from, to, memberId }: { from: string; to: string; memberId: string },
): readonly TimeEntry[] | undefined {
  const { waiting } = useOutbox()
  return useMemo(() => {
    if (waiting.length === 0) return rows
    const after = hoursAfter(rows ?? [], waiting, { from, to, memberId })
    return rows || after.length > 0 ? after : undefined
  }, [rows, waiting, from, to, memberId])
}
