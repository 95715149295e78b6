import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions, type QueryKey } from '@tanstack/react-query'
import { queryClient } from '../../query-client.ts'
import { useWrite } from '../../write.ts'

export type XeroConnection = components['schemas']['XeroConnection']
export type AccountPurpose = 'sales' | 'debtors'
export type Organisation = NonNullable<XeroConnection['organisation']>

/** What changes whenever the connection or its settings do. */
export const connectionKeys: readonly QueryKey[] = [['xero'], ['me'], ['uninvoiced']]

// Always read again: another page, such as Regional, may have changed what is missing.
export const connectionQuery = queryOptions({
  queryKey: ['xero', 'connection'],
  queryFn: () => answered(api.GET('/api/v1/xero/connection')),
  staleTime: 0,
})

export const accountsKey = ['xero', 'accounts'] as const
export const itemsKey = ['xero', 'items'] as const

export const accountsQuery = (purpose: AccountPurpose) =>
  queryOptions({
    queryKey: [...accountsKey, purpose],
    queryFn: () => readAccounts(purpose),
    staleTime: 60_000,
  })

export const itemsQuery = queryOptions({
  queryKey: [...itemsKey, 'all'],
  queryFn: () => readItems(),
  staleTime: 60_000,
})

export function readAccounts(purpose: AccountPurpose, isFresh = false) {
  const query = { purpose, ...(isFresh ? { refresh: 'true' as const } : {}) }
  return fromXero(answered(api.GET('/api/v1/xero/accounts', { params: { query } })))
}

export function readItems(isFresh = false) {
  const query = isFresh ? { refresh: 'true' as const } : {}
  return fromXero(answered(api.GET('/api/v1/xero/items', { params: { query } })))
}

// A call that Xero no longer allows changes the state of the connection, which is on the same page.
async function fromXero<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: connectionQuery.queryKey })
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
