import { answered, api } from '#client/api.ts'
import { queryOptions } from '@tanstack/react-query'
import { areFilesUnderWay, isUnderWay } from '../document-words.ts'
import type { XeroDocument } from '../types.ts'
import { readAllRows } from '../../reports/report-queries.ts'
import { reportTabs } from '../../reports/report-search.ts'

const pollMs = 1_500

export async function readExports(cursor: string | undefined) {
  return await answered(
    api.GET('/api/v1/xero/exports', {
      params: { query: { limit: 50, ...(cursor ? { cursor } : {}) } },
    }),
  )
}

/** An export; asked again and again while any document is under way. */
export function exportQuery(exportId: string) {
  return queryOptions({
    queryKey: ['xero-exports', exportId],
    queryFn: () =>
      answered(api.GET('/api/v1/xero/exports/{exportId}', { params: { path: { exportId } } })),
    // Not by the state of the whole: with one refused document it asks for attention while others are under way.
    refetchInterval: ({ state }) =>
      state.data?.documents.some((each) => isUnderWay(each) || areFilesUnderWay(each))
        ? pollMs
        : false,
  })
}

/** A document with its lines and history, read anew when it is another: confirmed, changed, read back. */
export function documentQuery(document: XeroDocument) {
  const { id: documentId, state, change, xeroReadAt } = document
  return queryOptions({
    queryKey: ['xero-exports', 'document', documentId, state, change?.state, xeroReadAt],
    queryFn: () =>
      answered(
        api.GET('/api/v1/xero/documents/{documentId}', {
          params: { path: { documentId } },
        }),
      ),
  })
}

/** The hours, expenses and mileages on an invoice or a Xero document, by the line that bills them. */
export function documentRowsQuery(documentId: string) {
  return queryOptions({
    queryKey: ['time-entries', 'of-document', documentId],
    queryFn: async () => {
      const rows = await Promise.all(reportTabs.map((tab) => readAllRows(tab, { documentId })))
      return Map.groupBy(rows.flat(), (row) => row.billing?.lineId ?? '')
    },
  })
}
