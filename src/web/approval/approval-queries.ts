import { answered, api, type AnswerOf, type ItemOf } from '#client/api.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'
import { pageAfter, readAll } from '../read-all.ts'

export type ApprovalSettings = AnswerOf<'/api/v1/approval-settings'>
export type WaitingWeek = ItemOf<'/api/v1/waiting-work'>
export type WaitingItem = WaitingWeek['items'][number]

/** What is read again when work is handed in or decided about. */
export const approvalKeys: readonly QueryKey[] = [
  ['work-standing'],
  ['waiting-work'],
  ['timesheet-week'],
  ['time-entries'],
  ['expenses'],
  ['mileages'],
]

export const approvalSettingsQuery = queryOptions({
  queryKey: ['approval-settings'],
  queryFn: () => answered(api.GET('/api/v1/approval-settings')),
})

export function workStandingQuery(query: { from: string; to: string; memberId: string }) {
  return queryOptions({
    queryKey: ['work-standing', query],
    queryFn: () => answered(api.GET('/api/v1/work-standing', { params: { query } })),
  })
}

export async function readWaitingWork(cursor: string | undefined) {
  const query = { limit: weeksAtOnce, ...(cursor ? { cursor } : {}) }
  return await answered(api.GET('/api/v1/waiting-work', { params: { query } }))
}

/** How many hours, expenses and trips wait for the person who looks. */
export const waitingCountQuery = queryOptions({
  queryKey: ['waiting-work', 'count'],
  queryFn: async () => {
    const params = { query: { limit: 1 } }
    return (await answered(api.GET('/api/v1/waiting-work', { params }))).waiting
  },
})

const weeksAtOnce = 50

export const standInsQuery = queryOptions({
  queryKey: ['stand-ins'],
  queryFn: () =>
    readAll((cursor) =>
      answered(api.GET('/api/v1/stand-ins', { params: { query: pageAfter(cursor) } })),
    ),
})
