import { countryCode } from './country-code.ts'
import {
  type ElectronicAddress,
  electronicAddressFrom,
  isBelgianNumber,
} from './electronic-address.ts'
import type { Address, InvoiceParties } from './invoice-parties.ts'
import { decimalFrom, divideHalfUp, lineNetMinor, scaledFrom, sumMinor } from './money.ts'
import { withVat } from './vat-amounts.ts'
import type { VatExemption } from './vat-exemption.ts'

/** An invoice as far as an e-invoice tells it. */
export type EInvoiceFacts = {
  number: string | null
  issuedOn: string
  dueOn: string
  /** The client's, such as the number of its order. */
  reference: string
  currency: string
  /** The invoice that this one credits. */
  credits: { number: string; issuedOn: string } | null
  parties: InvoiceParties
  lines: EInvoiceLine[]
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
}

export type EInvoiceLine = {
  description: string
  quantity: string
  unit: 'hour' | 'kilometre' | 'piece'
  unitPrice: string
  /** Taken off quantity × price. */
  discountPercentage: string
  pricesIncludeVat: boolean
  netMinor: number
  taxMinor: number
  vatPercentage: string
  vatRateId: string | null
  exemption: VatExemption | null
  exemptionReason: string
}

/** UNCL5305: the kinds of VAT that Hourbook writes. */
type VatCategory = 'S' | 'Z' | 'E' | 'AE' | 'O'
type VatGroup = {
  category: VatCategory
  percentage: string
  netMinor: number
  taxMinor: number
  reason: string
}

export type EInvoiceParty = {
  electronicAddress: ElectronicAddress
  name: string
  address: Address
  country: string
  /** With its country, without signs; null where there is none to say. */
  vatNumber: string | null
  registration: { scheme: string | null; id: string } | null
}

/** What a file is written from: everything that it needs is there. */
export type EInvoice = Omit<EInvoiceFacts, 'lines'> & {
  number: string
  lines: NetLine[]
  sender: EInvoiceParty
  recipient: EInvoiceParty
  buyerReference: string
  vat: VatGroup[]
}

/** A line as an e-invoice says it: its price never includes VAT, and its discount is an amount. */
export type NetLine = EInvoiceLine & { netPrice: string; discountMinor: number }

export const eInvoiceNeeds = [
  'sender_address',
  'sender_country',
  'sender_country_rules',
  'sender_electronic_address',
  'sender_vat_number',
  'sender_registration_number',
  'sender_iban',
  'client_country',
  'client_address',
  'client_electronic_address',
  'client_vat_number',
  'client_reference',
  'vat_rate_of_line',
  'vat_exemption',
  'vat_exemption_reason',
  'vat_outside_scope_alone',
  'vat_adds_up',
] as const
/** What can be missing for an e-invoice. */
export type EInvoiceNeed = (typeof eInvoiceNeeds)[number]
export type Missing = { need: EInvoiceNeed; vatRateId?: string | null }

// Peppol has rules of their own for sellers of these countries, which are not written here.
const countriesWithOwnRules = ['DE', 'DK', 'GR', 'IS', 'IT', 'NO', 'SE']

/** Everything in its form, or all that is missing. */
export function eInvoiceOf(facts: EInvoiceFacts): { invoice: EInvoice } | { missing: Missing[] } {
  const vat = vatGroups(facts.lines)
  const { sender, recipient } = facts.parties
  const from = partyOf(sender)
  const to = partyOf(recipient)
  const isWithout = vat.every(({ category }) => category === 'O')
  const missing = [
    ...missingOfSender(facts, { from, isWithout }),
    ...missingOfClient(facts, { to, isDutch: from.country === 'NL', vat }),
    ...missingOfVat(facts, vat),
  ]
  if (missing.length > 0 || !isWhole(from) || !isWhole(to)) return { missing }
  const parties = { sender: from, recipient: to }
  const buyerReference = recipient.buyerReference || facts.reference
  const number = facts.number ?? ''
  const lines = facts.lines.map(netLine)
  return { invoice: { ...facts, ...parties, lines, number, buyerReference, vat } }
}

/** The line without the VAT that its price may include. Quantity × net price, less the discount, is its net amount to the cent. */
function netLine(line: EInvoiceLine): NetLine {
  const { quantity, unitPrice, pricesIncludeVat, netMinor } = line
  const hasDiscount = Number(line.discountPercentage) !== 0
  const fullMinor = lineNetMinor(quantity, unitPrice)
  if (!pricesIncludeVat) {
    return { ...line, netPrice: unitPrice, discountMinor: hasDiscount ? fullMinor - netMinor : 0 }
  }
  const full = hasDiscount ? withVat(fullMinor, line).netMinor : netMinor
  return { ...line, netPrice: priceOf(full, quantity), discountMinor: full - netMinor }
}

const mostDecimals = 10

/** The shortest price that comes to an amount at a quantity, with four decimals at least. */
function priceOf(amountMinor: number, quantity: string): string {
  const hundredths = scaledFrom(quantity, 2)
  const count = hundredths < 0n ? -hundredths : hundredths
  if (count === 0n) return '0'
  const amount = BigInt(hundredths < 0n ? -amountMinor : amountMinor)
  for (let decimals = 4; ; decimals += 1) {
    const one = 10n ** BigInt(decimals)
    const price = divideHalfUp(amount * one, count)
    if (decimals === mostDecimals || divideHalfUp(price * count, one) === amount) {
      return decimalFrom(price, decimals)
    }
  }
}

type FoundParty = Omit<EInvoiceParty, 'electronicAddress' | 'country'> & {
  electronicAddress: ElectronicAddress | undefined
  country: string | undefined
}

function isWhole(party: FoundParty): party is EInvoiceParty {
  return party.electronicAddress !== undefined && party.country !== undefined
}

function partyOf(party: InvoiceParties['sender'] | InvoiceParties['recipient']): FoundParty {
  const { name, address, vatNumber } = party
  const country = countryCode(address.country)
  return {
    name,
    address,
    country,
    electronicAddress: electronicAddressFrom(party.electronicAddress ?? ''),
    vatNumber: plainVatNumber(vatNumber) ?? null,
    registration:
      'registrationNumber' in party ? registrationOf(party.registrationNumber, country) : null,
  }
}

/** Without signs and in capitals; undefined where it does not begin with its country. */
function plainVatNumber(text: string): string | undefined {
  const number = text.toUpperCase().replaceAll(/[^A-Z\d]/g, '')
  const prefix = number.slice(0, 2)
  const isCountry = ['EL', 'XI'].includes(prefix) || countryCode(prefix) === prefix
  return number.length > 4 && isCountry ? number : undefined
}

function registrationOf(text: string, country: string | undefined) {
  const digits = text.replaceAll(/\D/g, '')
  if (country === 'NL') return /^\d{8}$/.test(digits) ? { scheme: '0106', id: digits } : null
  if (country === 'BE' && isBelgianNumber(digits)) return { scheme: '0208', id: digits }
  return text.trim() === '' ? null : { scheme: null, id: text.trim() }
}

function missingOfSender(
  { parties: { sender }, totalMinor }: EInvoiceFacts,
  { from, isWithout }: { from: FoundParty; isWithout: boolean },
): Missing[] {
  const { country, vatNumber } = from
  const prefix = vatNumber?.slice(0, 2)
  const home = prefix === 'EL' ? 'GR' : prefix
  const hasOwnRules = countriesWithOwnRules.some((each) => each === country || each === home)
  const needs = needsWhere({
    sender_address: !hasStreet(from.address),
    sender_country: country === undefined,
    sender_country_rules: hasOwnRules,
    sender_electronic_address: from.electronicAddress === undefined,
    sender_vat_number: !isWithout && vatNumber === null,
    sender_registration_number: from.registration === null && (country === 'NL' || isWithout),
    sender_iban: totalMinor > 0 && sender.iban === '',
  })
  return needs
}

function missingOfClient(
  { parties: { recipient }, reference }: EInvoiceFacts,
  { to, isDutch, vat }: { to: FoundParty; isDutch: boolean; vat: VatGroup[] },
): Missing[] {
  const isReversed = vat.some(({ category }) => category === 'AE')
  const isNumberWrong = recipient.vatNumber !== '' && to.vatNumber === null
  return needsWhere({
    client_country: to.country === undefined,
    client_address: isDutch && to.country === 'NL' && !hasStreet(to.address),
    client_electronic_address: to.electronicAddress === undefined,
    client_vat_number: isNumberWrong || (isReversed && to.vatNumber === null),
    client_reference: !recipient.buyerReference && reference === '',
  })
}

function missingOfVat({ lines }: EInvoiceFacts, vat: VatGroup[]): Missing[] {
  const missing = new Map<string, Missing>()
  const add = (need: EInvoiceNeed, vatRateId: string | null) =>
    missing.set(`${need} ${vatRateId}`, { need, vatRateId })
  for (const { vatRateId, vatPercentage, exemption, exemptionReason } of lines) {
    if (Number(vatPercentage) > 0) continue
    if (vatRateId === null) add('vat_rate_of_line', null)
    else if (exemption === null) add('vat_exemption', vatRateId)
    else if (exemption === 'exempt' && exemptionReason === '') {
      add('vat_exemption_reason', vatRateId)
    }
  }
  const isMixed = vat.length > 1 && vat.some(({ category }) => category === 'O')
  const differs = vat.some((group) => !addsUp(group))
  return [
    ...missing.values(),
    ...needsWhere({ vat_outside_scope_alone: isMixed, vat_adds_up: differs }),
  ]
}

function needsWhere(needs: Partial<Record<EInvoiceNeed, boolean>>): Missing[] {
  return eInvoiceNeeds.filter((need) => needs[need]).map((need) => ({ need }))
}

function hasStreet({ line1, city, postalCode }: Address): boolean {
  return Boolean(line1?.trim() && city?.trim() && postalCode?.trim())
}

const categories = {
  zero_rated: 'Z',
  exempt: 'E',
  reverse_charge: 'AE',
  outside_scope: 'O',
} as const

export function categoryOf({
  vatPercentage,
  exemption,
}: Pick<EInvoiceLine, 'vatPercentage' | 'exemption'>): VatCategory {
  return Number(vatPercentage) > 0 ? 'S' : categories[exemption ?? 'zero_rated']
}

/** By kind and percentage, the highest first; tax is the sum of what each line was rounded to. */
function vatGroups(lines: readonly EInvoiceLine[]): VatGroup[] {
  const groups = Map.groupBy(lines, (line) => `${categoryOf(line)} ${Number(line.vatPercentage)}`)
  return [...groups.values()]
    .flatMap((each) => {
      const [first] = each
      if (!first) return []
      const reasons = new Set(each.map((line) => line.exemptionReason).filter(Boolean))
      return {
        category: categoryOf(first),
        percentage: first.vatPercentage,
        netMinor: sumMinor(each.map((line) => line.netMinor)),
        taxMinor: sumMinor(each.map((line) => line.taxMinor)),
        reason: [...reasons].join('; '),
      }
    })
    .toSorted((one, other) => Number(other.percentage) - Number(one.percentage))
}

/** Whether rounding by line stays within the one unit of money that the rules allow (BR-CO-17, BR-S-09). */
function addsUp({ netMinor, taxMinor, percentage }: VatGroup): boolean {
  const exact = divideHalfUp(BigInt(netMinor) * scaledFrom(percentage, 2), 10_000n)
  const difference = BigInt(taxMinor) - exact
  return difference < 100n && difference > -100n
}
