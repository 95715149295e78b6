import { accountByCode } from './accounts.ts'
import { lineCentsOf, otherFactor, taxCentsOf, wholeFine } from './amounts.ts'
import type { Call } from './call.ts'
import { isUuid } from './ids.ts'
import { decimalIn, textIn, type Input } from './input.ts'
import { itemByCode } from './items.ts'
import { atScale, centsAsText, centScale, decimalsUsed, fineAsNumber, fineScale } from './money.ts'
import type { Account, Contact, Invoice, InvoiceLine, Item, LineAmountTypes } from './records.ts'
import { rateOf } from './settings.ts'
import { trackingFrom } from './tracking.ts'
import { classOf } from './accounts.ts'

export interface LineRules {
  type: Invoice['type']
  lineAmountTypes: LineAmountTypes
  /** Approved documents need account, quantity, price and text on every line. */
  isApproved: boolean
  contact: Contact | undefined
  /** Lines of the document before; a known LineItemID changes that line. */
  before: readonly InvoiceLine[]
}

/** Reads one line as Xero would save it; complaints go into `errors`. */
export function lineFrom(
  call: Call,
  input: Input,
  rules: LineRules,
  errors: string[],
): InvoiceLine {
  const lineId = textIn(input, 'LineItemID')
  const before = rules.before.find((line) => line.id === lineId?.toLowerCase())
  const item = itemOf(call, input, rules, errors)
  const side = rules.type === 'ACCREC' ? item?.sales : item?.purchase
  const account = accountOf(call, input, rules, side?.accountCode ?? null, before, errors)
  const description =
    textIn(input, 'Description') ?? before?.description ?? item?.description ?? null
  const amounts = amountsOf(call, input, side?.unitPriceFine ?? null, before, rules, errors)
  const taxType = taxTypeOf(call, input, rules, side?.taxType ?? null, account, before, errors)
  if (rules.isApproved && !description) errors.push('Description is required')
  if ((description ?? '').length > 4000) {
    errors.push('The Description field must not exceed 4000 characters.')
  }
  return {
    id: before?.id ?? call.world.freshId(),
    description,
    ...amounts,
    itemCode: item?.code ?? before?.itemCode ?? null,
    accountId: account?.id ?? null,
    taxType,
    taxCents: taxOf(call, input, rules, taxType, amounts.lineCents),
    tracking:
      'Tracking' in input.value ? trackingFrom(call, input, errors) : (before?.tracking ?? []),
  }
}

function itemOf(call: Call, input: Input, rules: LineRules, errors: string[]): Item | undefined {
  const code = textIn(input, 'ItemCode')
  if (!code) return undefined
  const item = itemByCode(call.organisation, code)
  const isUsable = rules.type === 'ACCREC' ? item?.isSold : item?.isPurchased
  if (!item || !isUsable) errors.push(`Item code '${code}' is not valid`)
  return item
}

function accountOf(
  call: Call,
  input: Input,
  rules: LineRules,
  itemAccountCode: string | null,
  before: InvoiceLine | undefined,
  errors: string[],
): Account | undefined {
  const { organisation } = call
  const id = textIn(input, 'AccountID')?.toLowerCase()
  const code = textIn(input, 'AccountCode') ?? (id ? undefined : itemAccountCode)
  if (!code && !id) {
    const contactCode =
      rules.type === 'ACCREC'
        ? rules.contact?.salesAccountCode
        : rules.contact?.purchasesAccountCode
    const fallback = before?.accountId
      ? organisation.accounts.get(before.accountId)
      : contactCode
        ? accountByCode(organisation, contactCode)
        : undefined
    if (!fallback && rules.isApproved) errors.push('Account code or ID must be specified')
    return fallback
  }
  const account =
    id && isUuid(id) ? organisation.accounts.get(id) : accountByCode(organisation, code ?? '')
  const shown = code ?? account?.code ?? id ?? ''
  if (account?.status === 'ARCHIVED') {
    errors.push(
      `Account code '${shown}' has been archived, or deleted. Each line item must reference a valid account.`,
    )
  } else if (!account || account.status !== 'ACTIVE' || isClosedToInvoices(account)) {
    errors.push(`Account code '${shown}' is not a valid code for this document.`)
  }
  return account
}

// Bank accounts and the accounts that Xero keeps for itself take no lines of invoices.
const openSystemAccounts = ['GST', 'ROUNDING', '']

const isClosedToInvoices = (account: Account): boolean =>
  account.type === 'BANK' ||
  (account.systemAccount !== null && !openSystemAccounts.includes(account.systemAccount))

type Amounts = Pick<
  InvoiceLine,
  'quantityFine' | 'unitAmountFine' | 'lineCents' | 'discountRateFine' | 'discountCents'
>

function amountsOf(
  call: Call,
  input: Input,
  itemPriceFine: number | null,
  before: InvoiceLine | undefined,
  rules: LineRules,
  errors: string[],
): Amounts {
  const { rounding } = call.world.switches
  const unit = decimalIn(input, 'UnitAmount')
  // Seen live: a price with too many decimals is answered with complaints about other fields.
  if (unit && unit.scale > fineScale && decimalsUsed(unit) > fineScale) {
    errors.push('Account must be valid.', 'Tax rate must be valid.')
  }
  const quantityGiven = decimalIn(input, 'Quantity')
  const lineGiven = decimalIn(input, 'LineAmount')
  const lineCentsGiven = lineGiven && atScale(lineGiven, centScale, rounding)
  const discount = discountOf(call, input, before, rules)
  let quantityFine = quantityGiven
    ? atScale(quantityGiven, fineScale, rounding)
    : (before?.quantityFine ?? null)
  let unitAmountFine = unit
    ? atScale(unit, call.unitDecimals, rounding) * 10 ** (fineScale - call.unitDecimals)
    : (before?.unitAmountFine ?? (lineCentsGiven === undefined ? itemPriceFine : null))
  if (lineCentsGiven !== undefined && !before) {
    if (unitAmountFine === null) {
      quantityFine ??= wholeFine
      unitAmountFine = otherFactor(lineCentsGiven, quantityFine, rounding)
      return { quantityFine, unitAmountFine, lineCents: lineCentsGiven, ...discount }
    }
    quantityFine ??= otherFactor(lineCentsGiven, unitAmountFine, rounding)
  }
  if (unitAmountFine !== null) quantityFine ??= wholeFine
  if (rules.isApproved && (quantityFine === null || unitAmountFine === null)) {
    errors.push('Quantity and UnitAmount must be specified')
  }
  const gross = { quantityFine: quantityFine ?? 0, unitAmountFine: unitAmountFine ?? 0 }
  const beforeDiscount = lineCentsOf({ ...gross, discountRateFine: 0 }, rounding)
  const tooMuch = excessiveDiscount(discount, beforeDiscount)
  if (tooMuch !== null) {
    errors.push(
      `The discount rate '${tooMuch}' is invalid. Discount must not be greater than the line total.`,
    )
    return { quantityFine, unitAmountFine, lineCents: 0, ...discount }
  }
  const lineCents =
    discount.discountCents === null
      ? lineCentsOf({ ...gross, discountRateFine: discount.discountRateFine ?? 0 }, rounding)
      : beforeDiscount - discount.discountCents
  if (lineCentsGiven !== undefined && lineCentsGiven !== lineCents) {
    errors.push(
      `The line total ${centsAsText(lineCentsGiven)} does not match the expected line total ${centsAsText(lineCents)}`,
    )
  }
  if (Math.abs(lineCents) > maxLineCents) errors.push('The line amount is too large.')
  return { quantityFine, unitAmountFine, lineCents, ...discount }
}

const maxLineCents = 999_999_999_999
const hundredPercent = 1_000_000

/** The discount in words when it is more than there is to discount, else null. */
function excessiveDiscount(
  { discountRateFine, discountCents }: Pick<Amounts, 'discountRateFine' | 'discountCents'>,
  beforeCents: number,
): string | null {
  if (discountCents !== null) {
    return discountCents > Math.abs(beforeCents) ? centsAsText(discountCents) : null
  }
  const rate = discountRateFine ?? 0
  return rate > hundredPercent ? String(fineAsNumber(rate)) : null
}

// Bills have no discounts; what is sent is dropped.
function discountOf(call: Call, input: Input, before: InvoiceLine | undefined, rules: LineRules) {
  const { rounding } = call.world.switches
  if (rules.type !== 'ACCREC') return { discountRateFine: null, discountCents: null }
  const rate = decimalIn(input, 'DiscountRate')
  const amount = decimalIn(input, 'DiscountAmount')
  if (!rate && !amount) {
    return {
      discountRateFine: before?.discountRateFine ?? null,
      discountCents: before?.discountCents ?? null,
    }
  }
  return {
    discountRateFine: rate ? atScale(rate, fineScale, rounding) : null,
    discountCents: amount && !rate ? atScale(amount, centScale, rounding) : null,
  }
}

function taxTypeOf(
  call: Call,
  input: Input,
  rules: LineRules,
  itemTaxType: string | null,
  account: Account | undefined,
  before: InvoiceLine | undefined,
  errors: string[],
): string | null {
  const { contact } = rules
  const contactTaxType = rules.type === 'ACCREC' ? contact?.salesTaxType : contact?.purchasesTaxType
  const given = textIn(input, 'TaxType') || undefined
  const taxType =
    given ?? before?.taxType ?? contactTaxType ?? itemTaxType ?? account?.taxType ?? null
  if (taxType === null) return null
  const rate = call.organisation.taxRates.find((each) => each.taxType === taxType)
  if (rate?.status !== 'ACTIVE') {
    errors.push(
      `The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`,
    )
  } else if (account && !rate.appliesTo.includes(classOf(account))) {
    errors.push(
      `The TaxType code '${taxType}' cannot be used with account code '${account.code ?? ''}'.`,
    )
  }
  return taxType
}

function taxOf(
  call: Call,
  input: Input,
  rules: LineRules,
  taxType: string | null,
  lineCents: number,
): number {
  if (rules.lineAmountTypes === 'NoTax') return 0
  const { rounding } = call.world.switches
  const given = decimalIn(input, 'TaxAmount')
  if (given) return atScale(given, centScale, rounding)
  const rate = call.organisation.taxRates.find((each) => each.taxType === taxType)
  const isInclusive = rules.lineAmountTypes === 'Inclusive'
  return rate ? taxCentsOf(lineCents, rateOf(rate), isInclusive, rounding) : 0
}
