import { answered, api, type ItemOf } from '#client/api.ts'
import { saveBlob } from '../../save-file.ts'

export type DifferenceRow = ItemOf<'/api/v1/xero/differences'>
export type FieldDifference = DifferenceRow['differences'][number]

const pageSize = 50

export async function readDifferences({ accepted }: { accepted: boolean }, cursor?: string) {
  const query = {
    limit: pageSize,
    ...(accepted ? { accepted: 'true' as const } : {}),
    ...(cursor ? { cursor } : {}),
  }
  return await answered(api.GET('/api/v1/xero/differences', { params: { query } }))
}

export function certificateQuery(month: string) {
  return {
    queryKey: ['xero-exports', 'certificate', month],
    queryFn: () => answered(api.GET('/api/v1/xero/certificate', { params: { query: { month } } })),
  }
}

/** Has the browser save the certificate of a month; throws the refusal where there is none. */
export async function downloadCertificate(month: string): Promise<void> {
  const request = { params: { query: { month } }, parseAs: 'blob' as const }
  const blob = await answered(api.GET('/api/v1/xero/certificate/pdf', request))
  saveBlob(blob, `hourbook-and-xero-${month}.pdf`)
}
