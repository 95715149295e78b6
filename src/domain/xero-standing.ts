/** How an invoice or journal stands in Xero, in the words that people know from there. */
export const xeroStandings = [
  'draft',
  'awaiting_approval',
  'awaiting_payment',
  'part_paid',
  'paid',
  'credited',
  'posted',
  'voided',
  'deleted',
] as const
export type XeroStanding = (typeof xeroStandings)[number]

const byStatus: Readonly<Record<string, XeroStanding>> = {
  DRAFT: 'draft',
  SUBMITTED: 'awaiting_approval',
  AUTHORISED: 'awaiting_payment',
  PAID: 'paid',
  POSTED: 'posted',
  VOIDED: 'voided',
  DELETED: 'deleted',
}

/** What is still due tells what the status alone does not: Xero calls an invoice paid that is credited. */
export function xeroStandingOf({
  xeroStatus,
  xeroPaidMinor,
  xeroCreditedMinor,
}: {
  xeroStatus: string | null
  xeroPaidMinor: number | null
  xeroCreditedMinor: number | null
}): XeroStanding | null {
  const standing = byStatus[xeroStatus ?? ''] ?? null
  const [paidMinor, creditedMinor] = [xeroPaidMinor ?? 0, xeroCreditedMinor ?? 0]
  if (standing === 'paid' && paidMinor === 0 && creditedMinor > 0) return 'credited'
  if (standing === 'awaiting_payment' && paidMinor + creditedMinor > 0) return 'part_paid'
  return standing
}
