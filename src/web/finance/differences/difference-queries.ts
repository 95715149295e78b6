import { answered, api, type ItemOf } from '#client/api.ts'
import { saveBlob } from '../../save-file.ts'
import { given } from '../../search-params.ts'

export type DifferenceRow = ItemOf<'/api/v1/xero/differences'>
export type FieldDifference = DifferenceRow['differences'][number]

const pageSize = 50

/** Of all administrations unless one is named. */
type OfAdministration = { connectionId: string | undefined }

export async function readDifferences(
  { accepted, connectionId }: { accepted: boolean } & OfAdministration,
  cursor?: string,
) {
  const query = {
    limit: pageSize,
    ...given({ connectionId }),
    ...(accepted ? { accepted: 'true' as const } : {}),
    ...(cursor ? { cursor } : {}),
  }
  return await answered(api.GET('/api/v1/xero/differences', { params: { query } }))
}

export function certificateQuery(month: string, { connectionId }: OfAdministration) {
  const query = { month, ...given({ connectionId }) }
  return {
    queryKey: ['xero-exports', 'certificate', query],
    queryFn: () => answered(api.GET('/api/v1/xero/certificate', { params: { query } })),
  }
}

/** Has the browser save the certificate of a month; throws the refusal where there is none. */
export async function downloadCertificate(
  month: string,
  { connectionId }: OfAdministration,
): Promise<void> {
  const query = { month, ...given({ connectionId }) }
  const request = { params: { query }, parseAs: 'blob' as const }
  const blob = await answered(api.GET('/api/v1/xero/certificate/pdf', request))
  saveBlob(blob, `hourbook-and-xero-${month}.pdf`)
}
