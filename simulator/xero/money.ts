import type { Switches } from './switches.ts'

/** An exact decimal: `digits` / 10^`scale`. Few digits are a number, which is much faster; many are a bigint. */
export interface Decimal {
  digits: number | bigint
  scale: number
}

export type Rounding = Switches['rounding']

/** Scales of the whole numbers we keep: cents, and ten-thousandths of quantities, prices and rates. */
export const centScale = 2
export const fineScale = 4

const decimalPattern = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i

// So many digits a number holds exactly, with room to scale it.
const safeDigits = 12

/** Reads a JSON number or a numeric string without passing through binary fractions; else null. */
export function decimalFrom(value: unknown): Decimal | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const match = decimalPattern.exec(String(value))
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return null
  const shift = Number(exponent)
  if (Math.abs(shift) > 40) return null
  const scale = fraction.length - shift
  const text = `${whole}${fraction}`
  if (text.length <= safeDigits && scale >= 0) {
    return { digits: sign === '-' ? 0 - Number(text) : Number(text), scale }
  }
  const digits = BigInt(text) * (sign === '-' ? -1n : 1n)
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 }
}

/** How many decimals are really used: 1.500 has one. */
export function decimalsUsed(decimal: Decimal): number {
  let digits = BigInt(decimal.digits)
  let { scale } = decimal
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n
    scale -= 1
  }
  return scale
}

/** Divides whole numbers and rounds the result to a whole number. */
export function divRound(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  let quotient = top / bottom
  const twice = (top % bottom) * 2n
  const up =
    twice > bottom ||
    (twice === bottom && (rounding === 'half_away_from_zero' || quotient % 2n === 1n))
  if (up) quotient += 1n
  return negative ? -quotient : quotient
}

/** `one` × `other` ÷ `divisor`, rounded to a whole number; exact however large they are. */
export function multiplyDivide(
  one: number,
  other: number,
  divisor: number,
  rounding: Rounding,
): number {
  const product = one * other
  return Number.isSafeInteger(product)
    ? divRoundSafe(product, divisor, rounding)
    : Number(divRound(BigInt(one) * BigInt(other), BigInt(divisor), rounding))
}

/** divRound for numbers that are exact. */
function divRoundSafe(numerator: number, denominator: number, rounding: Rounding): number {
  const bottom = Math.abs(denominator)
  const top = Math.abs(numerator)
  const rest = top % bottom
  let quotient = (top - rest) / bottom
  const left = bottom - rest
  if (
    rest > left ||
    (rest === left && (rounding === 'half_away_from_zero' || quotient % 2 === 1))
  ) {
    quotient += 1
  }
  return numerator < 0 !== denominator < 0 ? 0 - quotient : quotient
}

/** The decimal as a whole number of 10^-scale units, rounded. */
export function atScale(
  { digits, scale: given }: Decimal,
  scale: number,
  rounding: Rounding,
): number {
  const difference = scale - given
  if (typeof digits === 'number' && Math.abs(difference) <= safeDigits) {
    return difference >= 0
      ? multiplyDivide(digits, 10 ** difference, 1, rounding)
      : divRoundSafe(digits, 10 ** -difference, rounding)
  }
  if (difference >= 0) return Number(BigInt(digits) * 10n ** BigInt(difference))
  return Number(divRound(BigInt(digits), 10n ** BigInt(-difference), rounding))
}

export const centsAsNumber = (cents: number): number => cents / 100
export const fineAsNumber = (fine: number): number => fine / 10_000

/** 1234 -> "12.34", as Xero writes amounts in its messages. */
export function centsAsText(cents: number): string {
  const absolute = Math.abs(cents)
  const fraction = String(absolute % 100).padStart(2, '0')
  return `${cents < 0 ? '-' : ''}${Math.trunc(absolute / 100)}.${fraction}`
}
