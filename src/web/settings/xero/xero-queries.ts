import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'
import { queryClient } from '../../query-client.ts'
import { given } from '../../search-params.ts'
import { useWrite } from '../../write.ts'

export type XeroConnection = components['schemas']['XeroConnection']
export type AccountPurpose = 'sales' | 'debtors'
export type Organisation = NonNullable<XeroConnection['organisation']>

/** By its connection; the default one where none is named. */
export type OfAdministration = { connectionId?: string | undefined }
type Freshness = { refresh?: 'true' }

export const connectionKey = ['xero', 'connection'] as const

/** What changes whenever the connection or its settings do. */
export const connectionKeys: readonly QueryKey[] = [['xero'], ['me'], ['uninvoiced']]

// Always read again: another page, such as Regional, may have changed what is missing.
export const connectionQuery = ({ connectionId }: OfAdministration = {}) =>
  queryOptions({
    queryKey: connectionId ? [...connectionKey, connectionId] : connectionKey,
    queryFn: () =>
      answered(api.GET('/api/v1/xero/connection', { params: { query: given({ connectionId }) } })),
    staleTime: 0,
  })

export const accountsKey = ['xero', 'accounts'] as const
export const itemsKey = ['xero', 'items'] as const

export const accountsQuery = (purpose: AccountPurpose, { connectionId }: OfAdministration) =>
  queryOptions({
    queryKey: [...accountsKey, purpose, connectionId],
    queryFn: () => readAccounts(purpose, { connectionId }),
    staleTime: 60_000,
  })

export const itemsQuery = ({ connectionId }: OfAdministration) =>
  queryOptions({
    queryKey: [...itemsKey, 'all', connectionId],
    queryFn: () => readItems({ connectionId }),
    staleTime: 60_000,
  })

export function readAccounts(purpose: AccountPurpose, asked: OfAdministration & Freshness) {
  const query = { purpose, ...given(asked) }
  return fromXero(answered(api.GET('/api/v1/xero/accounts', { params: { query } })))
}

export function readItems(asked: OfAdministration & Freshness) {
  return fromXero(answered(api.GET('/api/v1/xero/items', { params: { query: given(asked) } })))
}

// A call that Xero no longer allows changes the state of the connection, which is on the same page.
async function fromXero<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: connectionKey })
    throw error
  }
}

/** '200 - Sales', as Xero writes it. */
export function codeAndName({ code, name }: { code: string | null; name: string }): string {
  return code === null ? name : `${code} - ${name}`
}

/** Sends the whole page to Xero's sign-in and consent; it comes back to Settings, Xero. */
export function useConnectXero() {
  return useWrite<void, { authorizeUrl: string }>({
    send: (_, headers) => answered(api.POST('/api/v1/xero/consents', { headers })),
    onDone: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
  })
}
