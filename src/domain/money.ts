import { assert } from '#lib/assert.ts'

// Amounts are whole minor units: hundredths, because Xero computes two decimals in every currency.
// Quantities carry two decimals and unit prices four (Xero's unitdp=4); both travel as decimal strings.

const quantityDecimals = 2
const priceDecimals = 4
const percentageDecimals = 2

/** Rounds half away from zero, as Xero does with tax. Exact for any size. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  assert(denominator > 0n, 'a divisor is positive')
  const magnitude = numerator < 0n ? -numerator : numerator
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n)
  return numerator < 0n ? -rounded : rounded
}

/** '12.5' with 2 decimals is 1250n. Throws on anything that is not such a decimal: parse input at the edge first. */
export function scaledFrom(decimal: string, decimals: number): bigint {
  const plain = plainFrom(decimal, decimals)
  if (plain !== undefined) return BigInt(plain)
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(decimal)
  assert(match, `'${decimal}' is a decimal`)
  const [, sign, whole = '0', fraction = ''] = match
  const excess = fraction.slice(decimals)
  assert(/^0*$/.test(excess), `'${decimal}' has at most ${decimals} decimals`)
  const scaled = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return sign ? -scaled : scaled
}

const longestPlain = 12
const zero = 48
const nine = 57
const point = 46

// Digits with at most one point and few decimals, as nearly all are: read without a pattern, which is several times faster.
function plainFrom(decimal: string, decimals: number): number | undefined {
  const { length } = decimal
  if (length === 0 || length > longestPlain) return undefined
  let scaled = 0
  let pointAt = length
  for (let index = 0; index < length; index += 1) {
    const sign = decimal.charCodeAt(index)
    if (sign >= zero && sign <= nine) scaled = scaled * 10 + (sign - zero)
    else if (sign === point && pointAt === length && index > 0) pointAt = index
    else return undefined
  }
  const missing = decimals - Math.max(0, length - pointAt - 1)
  return missing < 0 ? undefined : scaled * 10 ** missing
}

/** 1250n with 2 decimals is '12.50'. */
export function decimalFrom(scaled: bigint, decimals: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`
  return `${scaled < 0n ? '-' : ''}${whole}${fraction}`
}

/** Quantity × unit price in minor units, rounded half up once: what Xero makes of the same line. */
export function lineNetMinor(quantity: string, unitPrice: string): number {
  const product = scaledFrom(quantity, quantityDecimals) * scaledFrom(unitPrice, priceDecimals)
  return safeNumber(divideHalfUp(product, 10_000n))
}

/** Tax of one line in minor units, rounded half up per line, as Xero does before it adds the lines. */
export function taxMinor(netMinor: number, percentage: string): number {
  const rate = scaledFrom(percentage, percentageDecimals)
  return safeNumber(divideHalfUp(BigInt(netMinor) * rate, 10_000n))
}

/** The tax that is in an amount, rounded half up per line: what Xero finds where prices include it. */
export function taxWithinMinor(amountMinor: number, percentage: string): number {
  const rate = scaledFrom(percentage, percentageDecimals)
  return safeNumber(divideHalfUp(BigInt(amountMinor) * rate, 10_000n + rate))
}

/** Worked seconds as the hours that are printed and billed: '1.33'. */
export function hoursFromSeconds(seconds: number): string {
  return decimalFrom(divideHalfUp(BigInt(seconds) * 100n, 3600n), quantityDecimals)
}

/** Minor units as a plain decimal for programs: 1250 is '12.50'. */
export function minorToDecimal(minor: number): string {
  return decimalFrom(BigInt(minor), 2)
}

/** '12.5' or '12.50' in minor units; undefined when it is not an amount of at most two decimals. */
export function minorFromDecimal(decimal: string): number | undefined {
  if (!/^-?\d{1,12}(\.\d{1,2})?$/.test(decimal)) return undefined
  return safeNumber(scaledFrom(decimal, 2))
}

/** Adds quantities with two decimals. */
export function sumQuantities(quantities: readonly string[]): string {
  const total = quantities.reduce((sum, each) => sum + scaledFrom(each, quantityDecimals), 0n)
  return decimalFrom(total, quantityDecimals)
}

/**
 * Splits a whole amount over weights so that the parts add up to it exactly (largest remainder).
 * Used to say which part of a line each billed item is.
 */
export function splitMinor(totalMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 1) return [totalMinor]
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? totalMinor : 0))
  const shares = weights.map((weight, index) => {
    const exact = BigInt(totalMinor) * BigInt(weight)
    return { index, floor: exact / sum, remainder: exact % sum }
  })
  let left = BigInt(totalMinor) - shares.reduce((total, share) => total + share.floor, 0n)
  const step = left < 0n ? -1n : 1n
  const parts = shares.map((share) => share.floor)
  const byRemainder = shares.toSorted(
    (a, b) => Number((b.remainder - a.remainder) * step) || a.index - b.index,
  )
  for (const { index } of byRemainder) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + step
    left -= step
  }
  return parts.map(safeNumber)
}

/** A quantity as the whole number that splitMinor weighs by. */
export function quantityWeight(quantity: string): number {
  return safeNumber(scaledFrom(quantity, quantityDecimals))
}

/** The sum of whole amounts. */
export function sumMinor(amounts: readonly number[]): number {
  let sum = 0
  for (const amount of amounts) {
    sum += amount
    assert(Number.isSafeInteger(sum), 'a sum of minor units is a safe integer')
  }
  return sum
}

function safeNumber(value: bigint): number {
  const number = Number(value)
  assert(Number.isSafeInteger(number), `${value} minor units is a safe integer`)
  return number
}
