import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'

type ListPage<Row> = { items: Row[]; nextCursor: string | null; total?: number }

type ListQuery<Row> = {
  queryKey: QueryKey
  /** Reads one page; the first has no cursor. */
  read: (cursor: string | undefined) => Promise<ListPage<Row>>
  isEnabled?: boolean
}

/** A list read page by page. Spread `list` into `<DataList>`. */
export function useListQuery<Row>({ queryKey, read, isEnabled = true }: ListQuery<Row>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: isEnabled,
    placeholderData: (previous) => previous,
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
