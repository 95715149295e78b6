import type { FileWords } from './words/file-words.ts'
import { minorToDecimal } from './money.ts'
import type { RefusalCode } from './refusals.ts'

/** What is left of a fixed price. Never negative: a price that was lowered below what is billed leaves nothing. */
export function leftMinor(fixedPrice: { priceMinor: number; billedMinor: number }): number {
  return Math.max(0, fixedPrice.priceMinor - fixedPrice.billedMinor)
}

/** Why this part cannot be billed; undefined when it can. */
export function instalmentRefusal(
  fixedPrice: { priceMinor: number; billedMinor: number },
  amountMinor: number,
): RefusalCode | undefined {
  if (leftMinor(fixedPrice) === 0) return 'fixed_price_is_fully_billed'
  if (amountMinor > leftMinor(fixedPrice)) return 'fixed_price_would_be_exceeded'
  return undefined
}

export type InstalmentWriting = { words: FileWords; number: (decimal: string) => string }

/** What a part of a fixed price is called on a document, where nobody said. */
export function instalmentWords(
  fixedPrice: { priceMinor: number; billedMinor: number },
  { amountMinor, words, number }: { amountMinor: number } & InstalmentWriting,
): string {
  if (amountMinor === fixedPrice.priceMinor) return words('Fixed price')
  const amount = number(minorToDecimal(fixedPrice.priceMinor))
  return amountMinor === leftMinor(fixedPrice)
    ? words('Rest of the fixed price of {{amount}}', { amount })
    : words('Part of the fixed price of {{amount}}', { amount })
}

/** Whether a planned part can be billed on a day. Without a day of its own it can be billed at any time. */
export function isDue({ dueOn }: { dueOn: string | null }, through: string): boolean {
  return dueOn === null || dueOn <= through
}
