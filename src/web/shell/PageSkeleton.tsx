import { Skeleton } from '@mantine/core'

/** The outline of a page while its code or first data is on the way. */
export function PageSkeleton() {
  return (
    <div className="hb-page" aria-hidden>
      <div className="hb-page-head">
        <Skeleton height={22} width={200} my={5} />
      </div>
      <div className="hb-page-content">
        <Skeleton height={32} width={280} />
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} height={12} />
        ))}
      </div>
    </div>
  )
}
