import { Skeleton } from '@mantine/core'

/** The outline of a detail page whose data is on the way. */
export function SkeletonLines() {
  return (
    <div aria-busy>
      {['70%', '45%', '60%', '30%', '55%'].map((width) => (
        <Skeleton key={width} height={12} width={width} mb={16} />
      ))}
    </div>
  )
}
