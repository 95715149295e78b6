/** What to take from a project in Finance → Uninvoiced. */
export const uninvoicedParts = [
  'hours',
  'expenses',
  'mileages',
  'instalment',
  'subscription',
] as const
export type UninvoicedPart = (typeof uninvoicedParts)[number]

/** What a person selected to bill. */
export type ItemSelection = {
  timeEntryIds: string[]
  expenseIds: string[]
  mileageIds: string[]
  instalments: { projectId: string; amountMinor: number; description?: string | null | undefined }[]
  subscriptionPeriods: { projectId: string; startsOn: string }[]
  uninvoiced: {
    projectId: string
    through: string
    /** The part of a fixed price; all that is left of it unless given. */
    amountMinor?: number | null | undefined
    include?: UninvoicedPart[] | null | undefined
  }[]
}
