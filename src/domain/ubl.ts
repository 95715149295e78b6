import { categoryOf, type EInvoice, type EInvoiceParty, type NetLine } from './e-invoice.ts'
import { minorToDecimal } from './money.ts'
import { exemptionSentence } from './vat-exemption.ts'

/** Text that XML cannot hold is left out. */
type Node = string | null | { [name: string]: Node | Node[] | Tagged }
type Tagged = { '#': string; attributes: Record<string, string> }

const customization = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
const profile = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'
const namespaces = 'urn:oasis:names:specification:ubl:schema:xsd'
const vatScheme = { 'cbc:ID': 'VAT' }
// UN/ECE Recommendation 20.
const units = { hour: 'HUR', kilometre: 'KMT', piece: 'C62' }
// UNCL5189.
const discountCode = '95'
// VATEX: https://docs.peppol.eu/poacc/billing/3.0/codelist/vatex/
const exemptionCodes = { AE: 'VATEX-EU-AE', O: 'VATEX-EU-O' }

/** The words that an e-invoice says in the language of the client. */
export type EInvoiceWords = {
  setOff: string
  discount: string
  exemptions: Parameters<typeof exemptionSentence>[1]
}

/** The invoice as UBL 2.1 of Peppol BIS Billing 3.0: an Invoice, or a CreditNote with everything of the other sign. */
export function ublOf(invoice: EInvoice, words: EInvoiceWords): string {
  const { credits, number, issuedOn, dueOn, currency, buyerReference, reference } = invoice
  const kind = credits === null ? 'Invoice' : 'CreditNote'
  const typeCode = credits === null ? '380' : '381'
  const document: Node = {
    'cbc:CustomizationID': customization,
    'cbc:ProfileID': profile,
    'cbc:ID': number,
    'cbc:IssueDate': issuedOn,
    'cbc:DueDate': credits === null ? dueOn : null,
    [`cbc:${kind}TypeCode`]: typeCode,
    'cbc:DocumentCurrencyCode': currency,
    'cbc:BuyerReference': buyerReference,
    'cac:OrderReference':
      reference !== '' && reference !== buyerReference ? { 'cbc:ID': reference } : null,
    'cac:BillingReference': credits && {
      'cac:InvoiceDocumentReference': {
        'cbc:ID': credits.number,
        'cbc:IssueDate': credits.issuedOn,
      },
    },
    'cac:AccountingSupplierParty': { 'cac:Party': partyNode(invoice, 'sender') },
    'cac:AccountingCustomerParty': { 'cac:Party': partyNode(invoice, 'recipient') },
    ...paymentNodes(invoice, words),
    ...totalNodes(invoice, words),
    [`cac:${kind}Line`]: invoice.lines.map((line, index) =>
      lineNode(invoice, line, { index, words }),
    ),
  }
  const names = [
    `xmlns="${namespaces}:${kind}-2"`,
    `xmlns:cac="${namespaces}:CommonAggregateComponents-2"`,
    `xmlns:cbc="${namespaces}:CommonBasicComponents-2"`,
  ]
  const body = children(document, 1)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} ${names.join(' ')}>\n${body}</${kind}>\n`
}

function partyNode(invoice: EInvoice, side: 'sender' | 'recipient'): Node {
  const { electronicAddress, name, address, country, vatNumber, registration } = invoice[side]
  const isWithout = invoice.vat.every(({ category }) => category === 'O')
  return {
    'cbc:EndpointID': tagged(electronicAddress.id, { schemeID: electronicAddress.scheme }),
    'cac:PartyName': { 'cbc:Name': name },
    'cac:PostalAddress': {
      'cbc:StreetName': address.line1?.trim() ?? null,
      'cbc:AdditionalStreetName': address.line2?.trim() ?? null,
      'cbc:CityName': address.city?.trim() ?? null,
      'cbc:PostalZone': address.postalCode?.trim() ?? null,
      'cbc:CountrySubentity': address.region?.trim() ?? null,
      'cac:AddressLine': otherLines(address),
      'cac:Country': { 'cbc:IdentificationCode': country },
    },
    // Of what is outside the scope of VAT no VAT number may be told (BR-O-02).
    'cac:PartyTaxScheme':
      vatNumber === null || isWithout
        ? null
        : { 'cbc:CompanyID': vatNumber, 'cac:TaxScheme': vatScheme },
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': name,
      'cbc:CompanyID': registration && registered(registration),
    },
    'cac:Contact': contactNode(invoice, side),
  }
}

function otherLines({ line3, line4 }: EInvoiceParty['address']): Node {
  const line = [line3, line4].flatMap((each) => each?.trim() || []).join(', ')
  return line === '' ? null : { 'cbc:Line': line }
}

function registered({ scheme, id }: { scheme: string | null; id: string }) {
  return scheme === null ? id : tagged(id, { schemeID: scheme })
}

function contactNode({ parties }: EInvoice, side: 'sender' | 'recipient'): Node {
  const { sender, recipient } = parties
  const contact =
    side === 'sender'
      ? { 'cbc:Telephone': sender.phone, 'cbc:ElectronicMail': sender.email }
      : { 'cbc:Name': recipient.attentionTo, 'cbc:ElectronicMail': recipient.email }
  return Object.values(contact).some((text) => text !== '') ? contact : null
}

function paymentNodes(invoice: EInvoice, words: EInvoiceWords): Record<string, Node> {
  const { credits, number, totalMinor } = invoice
  const { iban, bic, name } = invoice.parties.sender
  // What a credit owes the client says when (BR-CO-25): it is set off.
  if (totalMinor < 0 && credits !== null) {
    return { 'cac:PaymentTerms': { 'cbc:Note': words.setOff } }
  }
  if (totalMinor <= 0) return {}
  return {
    'cac:PaymentMeans': {
      'cbc:PaymentMeansCode': '30',
      'cbc:PaymentID': number,
      'cac:PayeeFinancialAccount': {
        'cbc:ID': iban,
        'cbc:Name': name,
        'cac:FinancialInstitutionBranch': bic === '' ? null : { 'cbc:ID': bic },
      },
    },
  }
}

function totalNodes(invoice: EInvoice, words: EInvoiceWords): Record<string, Node> {
  const { subtotalMinor, taxMinor, totalMinor, vat } = invoice
  const money = moneyOf(invoice)
  return {
    'cac:TaxTotal': {
      'cbc:TaxAmount': money(taxMinor),
      'cac:TaxSubtotal': vat.map((group) => ({
        'cbc:TaxableAmount': money(group.netMinor),
        'cbc:TaxAmount': money(group.taxMinor),
        'cac:TaxCategory': {
          'cbc:ID': group.category,
          'cbc:Percent': group.category === 'O' ? null : plainDecimal(group.percentage),
          ...exemptionNodes(group, words),
          'cac:TaxScheme': vatScheme,
        },
      })),
    },
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': money(subtotalMinor),
      'cbc:TaxExclusiveAmount': money(subtotalMinor),
      'cbc:TaxInclusiveAmount': money(totalMinor),
      'cbc:PayableAmount': money(totalMinor),
    },
  }
}

function exemptionNodes(
  { category, reason }: EInvoice['vat'][number],
  words: EInvoiceWords,
): Record<string, Node> {
  if (category === 'S' || category === 'Z') return {}
  if (category === 'E') return { 'cbc:TaxExemptionReason': reason }
  const exemption = category === 'AE' ? 'reverse_charge' : 'outside_scope'
  return {
    'cbc:TaxExemptionReasonCode': exemptionCodes[category],
    'cbc:TaxExemptionReason': exemptionSentence(
      { exemption, exemptionReason: reason },
      words.exemptions,
    ),
  }
}

function lineNode(
  invoice: EInvoice,
  line: NetLine,
  { index, words }: { index: number; words: EInvoiceWords },
): Node {
  const isCredit = invoice.credits !== null
  const category = categoryOf(line)
  const [name = '', ...more] = line.description.split('\n')
  // A price is never below zero (BR-27): the quantity is, then.
  const isBelowZero = line.netPrice.startsWith('-')
  const isTurned = isBelowZero !== isCredit
  return {
    'cbc:ID': String(index + 1),
    [isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity']: tagged(
      plainDecimal(isTurned ? negated(line.quantity) : line.quantity),
      { unitCode: units[line.unit] },
    ),
    'cbc:LineExtensionAmount': moneyOf(invoice)(line.netMinor),
    'cac:AllowanceCharge': allowanceNode(invoice, line, words),
    'cac:Item': {
      'cbc:Description': more.length > 0 ? line.description : null,
      'cbc:Name': name.trim() || '–',
      'cac:ClassifiedTaxCategory': {
        'cbc:ID': category,
        'cbc:Percent': category === 'O' ? null : plainDecimal(line.vatPercentage),
        'cac:TaxScheme': vatScheme,
      },
    },
    'cac:Price': {
      'cbc:PriceAmount': tagged(plainDecimal(line.netPrice.replace('-', '')), {
        currencyID: invoice.currency,
      }),
    },
  }
}

// Without its percentage and base: of a part that is credited they may be a cent off, which the rules forbid.
function allowanceNode(invoice: EInvoice, line: NetLine, words: EInvoiceWords): Node {
  const { discountPercentage, discountMinor } = line
  if (Number(discountPercentage) === 0) return null
  return {
    'cbc:ChargeIndicator': 'false',
    'cbc:AllowanceChargeReasonCode': discountCode,
    'cbc:AllowanceChargeReason': `${words.discount} ${plainDecimal(discountPercentage)}%`,
    'cbc:Amount': moneyOf(invoice)(discountMinor),
  }
}

function moneyOf({ credits, currency }: Pick<EInvoice, 'credits' | 'currency'>) {
  return (minor: number) =>
    // Not -0, which is no amount.
    tagged(minorToDecimal(credits === null || minor === 0 ? minor : -minor), {
      currencyID: currency,
    })
}

function negated(decimal: string): string {
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`
}

/** '-0.00' is '0', '95.0000' is '95'. */
function plainDecimal(decimal: string): string {
  const short = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
  return /^-0*$/.test(short) ? '0' : short
}

function tagged(text: string, attributes: Record<string, string>): Tagged {
  return { '#': text, attributes }
}

function isTagged(node: Exclude<Node, null | string> | Tagged): node is Tagged {
  return '#' in node
}

function children(node: Record<string, Node | Node[] | Tagged>, depth: number): string {
  return Object.entries(node)
    .flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.map((each) => element(name, each, depth))
        : element(name, value, depth),
    )
    .join('')
}

/** Nothing for what is not there: an empty element is against the rules (PEPPOL-EN16931-R008). */
function element(name: string, node: Node | Tagged, depth: number): string {
  const space = '  '.repeat(depth)
  if (node === null) return ''
  if (typeof node === 'string') {
    const text = escaped(node).trim()
    return text === '' ? '' : `${space}<${name}>${text}</${name}>\n`
  }
  if (isTagged(node)) {
    const attributes = Object.entries(node.attributes).map(
      ([key, value]) => ` ${key}="${escaped(value)}"`,
    )
    return `${space}<${name}${attributes.join('')}>${escaped(node['#'])}</${name}>\n`
  }
  return `${space}<${name}>\n${children(node, depth + 1)}${space}</${name}>\n`
}

function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
  )
}
