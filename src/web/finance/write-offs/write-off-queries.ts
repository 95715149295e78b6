import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import type { ExportItems } from '../types.ts'

export type WriteOff = components['schemas']['WriteOff']

export type Reversed = {
  writeOffIds?: string[]
  timeEntryIds?: string[]
  expenseIds?: string[]
  mileageIds?: string[]
}

const none = { writeOffIds: [], timeEntryIds: [], expenseIds: [], mileageIds: [] }
const mostShown = 200

/** What writing these items off comes to, and what stays out of it. */
export function writeOffPreviewQuery(items: ExportItems) {
  return queryOptions({
    queryKey: ['write-offs', 'preview', items],
    queryFn: () => answered(api.POST('/api/v1/write-offs/preview', { body: { items } })),
    placeholderData: (previous) => previous,
  })
}

export function writeOffsOfProjectQuery(projectId: string) {
  return queryOptions({
    queryKey: ['write-offs', projectId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/write-offs', { params: { query: { projectId, limit: mostShown } } }),
      ),
  })
}

/** Takes write-offs back; says so, or why not. */
export function useReverseWriteOffs() {
  const { t } = useTranslation()
  return useWrite({
    send: (body: Reversed, headers) =>
      answered(api.POST('/api/v1/write-off-reversals', { body: { ...none, ...body }, headers })),
    touches: billedKeys,
    onDone: ({ count }) => toast(t('writeOffs.reversed', { count })),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
}
