import { freeLine } from '#domain/document-lines.ts'
import { sumMinor } from '#domain/money.ts'
import { shownMinor } from '#domain/vat-amounts.ts'
import { lineCentsOf, taxCentsOf } from '#simulator/amounts.ts'
import { atScale, decimalFrom, fineScale } from '#simulator/money.ts'
import { toXeroInvoice } from '#xero/to-xero-invoice.ts'
import { expect, test } from 'vitest'

const invoices = 100_000
const seed = 20_261_124
const percentages = ['0', '5.5', '6', '8.1', '9', '12.25', '19', '20', '21', '25']
const rounding = 'half_away_from_zero'

type Line = { quantity: string; unitPrice: string; vatPercentage: string }

test.each([
  { prices: 'without VAT', pricesIncludeVat: false },
  { prices: 'with VAT', pricesIncludeVat: true },
])(
  'of 100,000 random invoices $prices Hourbook and the simulator find the same amounts, line by line and in all',
  ({ pricesIncludeVat }) => {
    const random = randomFrom(seed)
    const differing: unknown[] = []
    let halves = 0
    for (let count = 0; count < invoices; count += 1) {
      const lines = Array.from({ length: 1 + random(8) }, () => randomLine(random))
      const ours = lines.map((line) =>
        freeLine({ ...line, description: 'Work', vatRateId: null, pricesIncludeVat }),
      )
      const theirs = asTheSimulatorReads(lines, pricesIncludeVat)
      halves += theirs.filter(({ isHalf }) => isHalf).length
      const same =
        ours.every(
          (line, at) =>
            shownMinor(line, pricesIncludeVat) === theirs[at]?.cents &&
            line.taxMinor === theirs[at].taxCents,
        ) &&
        sumMinor(ours.map(({ netMinor, taxMinor }) => netMinor + taxMinor)) ===
          sumMinor(theirs.map(({ cents, taxCents }) => cents + (pricesIncludeVat ? 0 : taxCents)))
      if (!same) differing.push({ lines, ours, theirs })
    }
    expect(differing.slice(0, 3)).toEqual([])
    // Halves are where roundings differ: without any of them this would show little.
    expect(halves).toBeGreaterThan(1000)
  },
)

/** What the simulator makes of the lines as they are on the wire. */
function asTheSimulatorReads(lines: readonly Line[], pricesIncludeVat: boolean) {
  const nothing = { itemCode: null, accountCode: null, taxType: null, tracking: [] }
  const head = { contactId: '', reference: '', issuedOn: '', dueOn: '', currency: 'EUR', url: null }
  const invoice = toXeroInvoice({
    ...head,
    status: 'DRAFT',
    lines: lines.map((line) => ({ ...line, ...nothing, description: 'Work' })),
  })
  const wire = JSON.parse(JSON.stringify(invoice)) as {
    LineItems: { Quantity: number; UnitAmount: number }[]
  }
  return wire.LineItems.map(({ Quantity, UnitAmount }, at) => {
    const quantityFine = fine(Quantity)
    const unitAmountFine = fine(UnitAmount)
    const rateFine = fine(lines[at]?.vatPercentage)
    const cents = lineCentsOf({ quantityFine, unitAmountFine, discountRateFine: 0 }, rounding)
    const isHalf =
      Math.abs(quantityFine * unitAmountFine) % 1_000_000 === 500_000 ||
      (!pricesIncludeVat && Math.abs(cents * rateFine) % 1_000_000 === 500_000)
    return { cents, taxCents: taxCentsOf(cents, rateFine, pricesIncludeVat, rounding), isHalf }
  })
}

function fine(value: unknown): number {
  const decimal = decimalFrom(value)
  if (!decimal) throw new Error(`${String(value)} is no decimal`)
  return atScale(decimal, fineScale, rounding)
}

/** Quantities of two decimals, also below zero, and prices of four: often such that the product is half a cent. */
function randomLine(random: (below: number) => number): Line {
  const isNegative = random(10) === 0
  const quantity = `${isNegative ? '-' : ''}${random(200)}.${String(random(100)).padStart(2, '0')}`
  const coarse = random(2) === 0
  const fraction = coarse
    ? `${random(20) * 5}`.padStart(2, '0')
    : `${random(10_000)}`.padStart(4, '0')
  const unitPrice = `${random(300)}.${fraction}`
  return { quantity, unitPrice, vatPercentage: percentages[random(percentages.length)] ?? '0' }
}

/** The same numbers each time (mulberry32). */
function randomFrom(start: number): (below: number) => number {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
