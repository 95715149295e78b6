import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import type { FileImportKind, SheetFieldName } from '#domain/sheet-kinds.ts'
import { queryOptions } from '@tanstack/react-query'

export type FileImportSummary = components['schemas']['FileImportSummary']
export type FileImport = components['schemas']['FileImport']
export type FileImportRow = components['schemas']['FileImportRow']
export type FileFinding = FileImportRow['finding']
export type FileResult = NonNullable<FileImportRow['result']>
export type FileChoice = FileImportRow['choice']

export const fileFindings = ['new', 'changed', 'same', 'conflict', 'error'] as const
export const fileResults = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const

const pollMs = 700

/** One file; asked again while it is being brought in. */
export const fileImportQuery = (fileImportId: string) =>
  queryOptions({
    queryKey: ['file-imports', fileImportId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/file-imports/{fileImportId}', { params: { path: { fileImportId } } }),
      ),
    refetchInterval: (query) => (isUnderWay(query.state.data?.state) ? pollMs : false),
  })

export type FileRowFilter = {
  finding?: FileFinding | undefined
  result?: FileResult | undefined
  q?: string | undefined
}

export const fileRowsKey = (fileImportId: string) => ['file-imports', fileImportId, 'rows'] as const

export function readFileRows(
  fileImportId: string,
  { finding, result, q }: FileRowFilter,
  cursor: string | undefined,
) {
  const query = {
    limit: 100,
    ...(finding ? { finding } : {}),
    ...(result ? { result } : {}),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
  }
  return answered(
    api.GET('/api/v1/file-imports/{fileImportId}/rows', {
      params: { path: { fileImportId }, query },
    }),
  )
}

/** Whether a job works on the file. */
export function isUnderWay(state: FileImport['state'] | undefined): boolean {
  return state === 'checking' || state === 'applying'
}

type Upload = { kind: FileImportKind; file: File }

/** Sends a file as a browser's form does. */
export function uploadFile({ kind, file }: Upload, headers: { 'Idempotency-Key': string }) {
  const form = new FormData()
  form.append('file', file)
  return answered(
    api.POST('/api/v1/file-imports', {
      params: { query: { kind } },
      headers,
      body: { file: '' },
      bodySerializer: () => form,
    }),
  )
}

export type Matching = {
  headerRow?: number
  fields?: (SheetFieldName | null)[]
  formats?: FileImport['formats']
  creates?: FileImport['creates']
}

/** Rows that would be written; those that are the same need nothing written. */
export function rowsChosen({ toApply, counts }: FileImport): number {
  return Math.max(0, toApply - counts.same)
}
