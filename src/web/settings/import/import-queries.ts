import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions } from '@tanstack/react-query'

export type ContactImport = components['schemas']['ContactImport']
export type ContactImportRow = components['schemas']['ContactImportRow']
export type Finding = ContactImportRow['finding']
export type RowResult = NonNullable<ContactImportRow['result']>

export const findings = ['new', 'changed', 'same', 'conflict', 'archived', 'skipped'] as const
export const rowResults = [
  'created',
  'updated',
  'linked',
  'unchanged',
  'skipped',
  'failed',
] as const

const pollMs = 700

export function isAtWork({ state }: Pick<ContactImport, 'state'>): boolean {
  return state === 'reading' || state === 'applying'
}

/** One import; asked again while it is at work. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['contact-imports', importId],
    queryFn: () =>
      answered(api.GET('/api/v1/contact-imports/{importId}', { params: { path: { importId } } })),
    refetchInterval: (query) => (query.state.data && isAtWork(query.state.data) ? pollMs : false),
  })

export type RowFilter = {
  finding?: Finding | undefined
  result?: RowResult | undefined
  q?: string | undefined
}

export const rowsKey = (importId: string) => ['contact-imports', importId, 'rows'] as const

export function readRows(importId: string, filter: RowFilter, cursor: string | undefined) {
  const { finding, result, q } = filter
  const query = {
    limit: 100,
    ...(finding ? { finding } : {}),
    ...(result ? { result } : {}),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
  }
  return answered(
    api.GET('/api/v1/contact-imports/{importId}/rows', { params: { path: { importId }, query } }),
  )
}

/** Rows that would be written; those that are the same need nothing written. */
export function changesChosen({ toApply, counts }: ContactImport): number {
  return Math.max(0, toApply - counts.same)
}
