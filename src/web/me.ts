import { answered, api, type AnswerOf } from '#client/api.ts'
import type { Permission } from '#domain/permissions.ts'
import { type Language, languageOf } from '#lib/languages.ts'
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

/** The person's own choice, or else the workspace's. */
export function languageFor({ member, workspace }: AnswerOf<'/api/v1/me'>): Language {
  return member.language ?? languageOf(workspace.language) ?? 'en'
}

/** `can('xero:export')` for showing or hiding; the server decides. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}
