import { answered, api, type AnswerOf } from '#client/api.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { pageAfter } from '../read-all.ts'
import { toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'

export type Shortcut = AnswerOf<'/api/v1/shortcuts'>['recents'][number]
type Work = { projectId: string; taskId: string | null }

export const shortcutsQuery = queryOptions({
  queryKey: ['time-entries', 'shortcuts'],
  // One page has all: there are fewer favourites than fit.
  queryFn: () =>
    answered(api.GET('/api/v1/shortcuts', { params: { query: pageAfter(undefined) } })),
})

/** Favourites, what was worked on last besides, and the star that makes work a favourite. */
export function useFavourites() {
  const { data } = useQuery(shortcutsQuery)
  const favourites = data?.items ?? []
  const starred = new Set(favourites.map(nameOf))
  const set = useWrite({
    send: (items: Work[], headers) =>
      answered(api.PUT('/api/v1/favourites', { body: { items }, headers })),
    touches: [['time-entries']],
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  return {
    favourites,
    recents: (data?.recents ?? []).filter((each) => !starred.has(nameOf(each))),
    isFavourite: (work: Work) => starred.has(nameOf(work)),
    toggle: ({ projectId, taskId }: Work) => {
      const name = nameOf({ projectId, taskId })
      const others = favourites.filter((each) => nameOf(each) !== name)
      const items = others.map((each) => ({ projectId: each.projectId, taskId: each.taskId }))
      set.mutate(starred.has(name) ? items : [...items, { projectId, taskId }])
    },
  }
}

export function nameOf({ projectId, taskId }: Work): string {
  return `${projectId} ${taskId ?? ''}`
}
