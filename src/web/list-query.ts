import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'

type ListPage<Row> = { items: Row[]; nextCursor: string | null; total?: number }

type ListQuery<Row, Extra> = {
  queryKey: QueryKey
  /** Reads one page; the first has no cursor. */
  read: (cursor: string | undefined) => Promise<ListPage<Row> & Extra>
  isEnabled?: boolean
  /** Whether a row still changes by itself; while one does, the list is read again and again. */
  isUnderWay?: (row: Row) => boolean
}

const pollMs = 2_000

/** A list read page by page. Spread `list` into `<DataList>`. */
export function useListQuery<Row, Extra = unknown>({
  queryKey,
  read,
  isEnabled = true,
  isUnderWay = () => false,
}: ListQuery<Row, Extra>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: isEnabled,
    placeholderData: (previous) => previous,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isUnderWay)) ? pollMs : false,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  return {
    rows,
    total: query.data?.pages[0]?.total,
    /** What the first page says beside its rows. */
    first: query.data?.pages[0],
    list: {
      rows,
      isLoading: query.isPending,
      isStale: query.isPlaceholderData,
      error: query.error,
      onRetry: () => void query.refetch(),
      hasMore: query.hasNextPage,
      isLoadingMore: query.isFetchingNextPage,
      onLoadMore: () => void query.fetchNextPage(),
    },
  }
}
