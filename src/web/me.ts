import { answered, api } from '#client/api.ts'
import type { Permission } from '#domain/permissions.ts'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answered(api.GET('/api/v1/me')),
  staleTime: 60_000,
})

/** Who is signed in, in which workspace, and what they may do. Loaded before any page of the shell. */
export function useMe() {
  return useSuspenseQuery(meQuery).data
}

/** `can('xero:export')` for showing or hiding; the server decides. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}
