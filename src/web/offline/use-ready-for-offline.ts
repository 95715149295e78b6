import { answered, api } from '#client/api.ts'
import { weekOf } from '#domain/periods.ts'
import { addDays } from '#domain/work-day.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCan, useMe } from '../me.ts'
import { shortcutsQuery } from '../timesheets/favourites.ts'
import { timeEntriesQuery } from '../timesheets/registrations.ts'

const calmMs = 2_000
const most = 200

/** Reads, once in a while when nothing else is going on, what somebody needs who loses the network. */
export function useReadyForOffline(): void {
  const { member, workspace, today } = useMe()
  const can = useCan()
  const queryClient = useQueryClient()
  const isWanted = can('registrations:own')
  const { id: memberId } = member
  const { weekStartsOn } = workspace
  useEffect(() => {
    if (!isWanted || !('serviceWorker' in navigator) || !navigator.serviceWorker.controller) return
    const read = async () => {
      const query = { q: '', limit: most }
      for (const day of [today, addDays(today, 7)]) {
        const { from, to } = weekOf(day, weekStartsOn)
        // oxlint-disable-next-line no-await-in-loop -- one after the other: nobody waits for it
        await queryClient.prefetchQuery(timeEntriesQuery({ from, to, memberId }))
      }
      await queryClient.prefetchQuery(shortcutsQuery)
      await answered(api.GET('/api/v1/projects', { params: { query } }))
      await answered(api.GET('/api/v1/tasks', { params: { query } }))
    }
    const timer = setTimeout(() => void read().catch(() => {}), calmMs)
    return () => clearTimeout(timer)
  }, [isWanted, today, memberId, weekStartsOn, queryClient])
}
