import type { List } from '#domain/lists.ts'
import { listSorts } from '#domain/lists.ts'
import { oneOf, textOf } from '../search-params.ts'
import type { Sort } from '../ui/data-list-types.ts'

/** How a list is looked at, as it stands in the address. */
export type ListSearch = {
  q?: string | undefined
  archived?: 'true' | 'all' | undefined
  sort?: string | undefined
  isDescending?: true | undefined
}

export function listSearchFrom(list: List, search: Record<string, unknown>): ListSearch {
  // The router reads '?archived=true' as a boolean.
  const archived = search['archived'] === true ? 'true' : search['archived']
  const sorts: readonly string[] = listSorts[list]
  return {
    q: textOf(search['q']),
    archived: oneOf(archived, ['true', 'all']),
    sort: oneOf(search['sort'], sorts.slice(1)),
    isDescending: search['isDescending'] === true ? true : undefined,
  }
}

/** The order of the address as the list shows it. */
export function sortOf({ sort, isDescending }: ListSearch): Sort {
  return { key: sort ?? 'name', isDescending: isDescending ?? false }
}

/** The order as it stands in the address: nothing where it is the usual one. */
export function searchOfSort({
  key,
  isDescending,
}: Sort): Pick<ListSearch, 'sort' | 'isDescending'> {
  return {
    sort: key === 'name' ? undefined : key,
    isDescending: isDescending ? true : undefined,
  }
}

/** The same for the API, with what else narrows the list. */
export function queryOf<Of extends List, Extra extends object>(
  list: Of,
  { q, archived, sort: by, isDescending }: ListSearch,
  extra: Extra,
) {
  const sorts: readonly (typeof listSorts)[Of][number][] = listSorts[list]
  const sort = sorts.find((each) => each === by)
  const query = { q, archived, sort, isDescending: isDescending ? ('true' as const) : undefined }
  return { ...query, ...extra }
}
