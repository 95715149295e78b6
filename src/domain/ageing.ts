/** How long an invoice is overdue: not yet, 1–30 days, 31–60, 61–90, more. */
export const ageingBuckets = ['current', 'days30', 'days60', 'days90', 'older'] as const
export type AgeingBucket = (typeof ageingBuckets)[number]

const lastDays = { days30: 30, days60: 60, days90: 90 } as const

/** Where what is due stands. What is to be refunded is late to nobody, so it counts as current. */
export function ageingBucketOf(due: { dueMinor: number; overdueDays: number }): AgeingBucket {
  const { dueMinor, overdueDays } = due
  if (dueMinor < 0 || overdueDays <= 0) return 'current'
  if (overdueDays <= lastDays.days30) return 'days30'
  if (overdueDays <= lastDays.days60) return 'days60'
  return overdueDays <= lastDays.days90 ? 'days90' : 'older'
}
