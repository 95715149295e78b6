export const vatExemptions = ['zero_rated', 'exempt', 'reverse_charge', 'outside_scope'] as const
/** Why nothing is charged at 0%. */
export type VatExemption = (typeof vatExemptions)[number]

/** The sentence on paper: what was written for the rate, else the usual one of its kind. */
export function exemptionSentence(
  { exemption, exemptionReason }: { exemption: VatExemption | null; exemptionReason: string },
  usual: Record<'reverse_charge' | 'exempt' | 'outside_scope', string>,
): string {
  if (exemption === null || exemption === 'zero_rated') return exemptionReason
  return exemptionReason || usual[exemption]
}
