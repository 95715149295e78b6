import { answered, api, type AnswerOf } from '#client/api.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'

export type ApprovalSettings = AnswerOf<'/api/v1/approval-settings'>
export type WaitingWeek = AnswerOf<'/api/v1/waiting-work'>['weeks'][number]
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

export const waitingWorkQuery = queryOptions({
  queryKey: ['waiting-work'],
  queryFn: () => answered(api.GET('/api/v1/waiting-work')),
})

export const standInsQuery = queryOptions({
  queryKey: ['stand-ins'],
  queryFn: () => answered(api.GET('/api/v1/stand-ins')),
})
