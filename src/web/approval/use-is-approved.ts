import { useQuery } from '@tanstack/react-query'
import { approvalSettingsQuery } from './approval-queries.ts'

/** Whether anybody approves work in this workspace. */
export function useIsApproved(): boolean {
  const { data } = useQuery(approvalSettingsQuery)
  return data !== undefined && data.approvalBy !== 'off'
}
