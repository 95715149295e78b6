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
  instalments: {
    projectId: string
    /** Of a fixed price that is not planned. */
    amountMinor?: number | null | undefined
    description?: string | null | undefined
    /** The part of the plan; it has its own amount and words. */
    plannedId?: string | null | undefined
  }[]
  subscriptionPeriods: { projectId: string; startsOn: string }[]
  uninvoiced: {
    projectId: string
    through: string
    /** The part of a fixed price; all that is left of it unless given. */
    amountMinor?: number | null | undefined
    include?: UninvoicedPart[] | null | undefined
  }[]
}
