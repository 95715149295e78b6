import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'

type ListPage<Row> = { items: Row[]; nextCursor: string | null; total?: number }

type ListQuery<Row> = {
  queryKey: QueryKey
  /** Reads one page; the first has no cursor. */
  read: (cursor: string | undefined) => Promise<ListPage<Row>>
  isEnabled?: boolean
  /** Whether a row still changes by itself; while one does, the list is read again and again. */
  isUnderWay?: (row: Row) => boolean
}

const pollMs = 2_000

/** A list read page by page. Spread `list` into `<DataList>`. */
export function useListQuery<Row>({
  queryKey,
  read,
  isEnabled = true,
  isUnderWay = () => false,
}: ListQuery<Row>) {
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
