import { Button } from '@mantine/core'
import { useIntersection, useMediaQuery } from '@mantine/hooks'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataListProps } from './data-list-types.ts'
import { DataCards } from './DataCards.tsx'
import { DataTable } from './DataTable.tsx'
import { EmptyState, LoadFailed } from './EmptyState.tsx'
import './DataList.css'

/** A dense list of things: a table, or cards on a phone. Loading, empty and failed states included. */
export function DataList<Row>(props: DataListProps<Row>) {
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  if (props.error && !props.rows) return <LoadFailed error={props.error} onRetry={props.onRetry} />
  if (props.rows?.length === 0 && !props.isLoading) return <EmptyState {...props.empty} />
  return (
    <div className="hb-list" data-stale={props.isStale || undefined} aria-busy={!props.rows}>
      {isPhone ? <DataCards {...props} /> : <DataTable {...props} />}
      {props.hasMore && props.onLoadMore ? (
        <LoadMore onLoadMore={props.onLoadMore} isLoading={props.isLoadingMore ?? false} />
      ) : null}
    </div>
  )
}

/** Reads on when it comes into sight; a button for those who do not scroll. */
function LoadMore({ onLoadMore, isLoading }: { onLoadMore: () => void; isLoading: boolean }) {
  const { t } = useTranslation()
  const { ref, entry } = useIntersection({ rootMargin: '400px' })
  const isInSight = entry?.isIntersecting ?? false
  useEffect(() => {
    if (isInSight && !isLoading) onLoadMore()
    // Only coming into sight counts: onLoadMore is a new function on every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isInSight, isLoading])
  return (
    <div ref={ref} className="hb-list-more">
      <Button variant="default" size="xs" loading={isLoading} onClick={onLoadMore}>
        {t('ui.loadMore')}
      </Button>
    </div>
  )
}
