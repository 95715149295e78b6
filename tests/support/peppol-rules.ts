import { invoiceSchema } from '@e-invoice-eu/core'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { create } from 'xmlbuilder2'

/**
 * Checks an e-invoice. Structure, order, code lists and forms: the JSON schema that @e-invoice-eu/core makes of Peppol's published
 * syntax (https://docs.peppol.eu/poacc/billing/3.0/syntax/). Rules: written here after the published ones, under their ids
 * (https://docs.peppol.eu/poacc/billing/3.0/rules/): EN 16931 BR-*, PEPPOL-* and NL-R-*.
 */
export function brokenRules(xml: string): string[] {
  const root = read(xml)
  return [...brokenSchema(root), ...brokenOrder(root), ...rules.flatMap((rule) => rule(root))]
}

type XmlNode = {
  name: string
  attributes: Record<string, string>
  text: string
  children: XmlNode[]
}

type DomNode = {
  nodeType: number
  nodeName: string
  textContent: string | null
  childNodes: Iterable<DomNode>
  attributes?: Iterable<{ name: string; value: string }>
}

export function read(xml: string): XmlNode {
  const document = create(xml).root().node as unknown as DomNode
  return nodeOf(document)
}

function nodeOf(node: DomNode): XmlNode {
  return {
    name: node.nodeName,
    attributes: Object.fromEntries(
      [...(node.attributes ?? [])].map(({ name, value }) => [name, value]),
    ),
    text: node.textContent ?? '',
    children: [...node.childNodes].filter((each) => each.nodeType === 1).map(nodeOf),
  }
}

/** All nodes at a path of names without their prefix: 'TaxTotal/TaxSubtotal'. */
export function nodesAt(node: XmlNode, path: string): XmlNode[] {
  return path
    .split('/')
    .reduce<XmlNode[]>(
      (nodes, step) =>
        nodes.flatMap((each) => each.children.filter(({ name }) => name.split(':')[1] === step)),
      [node],
    )
}

export function textAt(node: XmlNode, path: string): string {
  return nodesAt(node, path)[0]?.text ?? ''
}

// Structure

type Schema = {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
}
const schema = invoiceSchema as unknown as Schema & { $defs: Record<string, unknown> }
const validate = new Ajv2019({ strict: false, allErrors: true }).compile(invoiceSchema)
const invoiceNames: Record<string, string> = {
  'cbc:CreditNoteTypeCode': 'cbc:InvoiceTypeCode',
  'cac:CreditNoteLine': 'cac:InvoiceLine',
  'cbc:CreditedQuantity': 'cbc:InvoicedQuantity',
}
const nameOf = ({ name }: XmlNode) => invoiceNames[name] ?? name

function resolved(given: Schema | undefined): Schema {
  if (!given?.$ref) return given ?? {}
  const path = given.$ref.replace('#/', '').split('/')
  const found = path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], schema)
  return { ...resolved(found as Schema), ...given }
}

function brokenSchema(root: XmlNode): string[] {
  const body = resolved(schema.properties?.['ubl:Invoice'])
  // A credit note has no due date of its own, and its own kind.
  const document = jsonOf(root, body) as Record<string, unknown>
  if (validate({ 'ubl:Invoice': document })) return []
  // The package takes a price for an amount; EN 16931 lets it have more than two decimals (its type is a unit price amount).
  const isPrice = (path: string) => path.endsWith('/cac:Price/cbc:PriceAmount')
  return (validate.errors ?? [])
    .filter((each) => !(isPrice(each.instancePath) && each.keyword === 'pattern'))
    .map((each) => `schema: ${each.instancePath} ${each.message}`)
}

function jsonOf(node: XmlNode, given: Schema): unknown {
  if (node.children.length === 0) return node.text
  const groups = Map.groupBy(node.children, nameOf)
  const json: Record<string, unknown> = {}
  for (const [name, each] of groups) {
    const inner = resolved(given.properties?.[name])
    const item = inner.type === 'array' ? resolved(inner.items) : inner
    const values = each.map((child) => jsonOf(child, item))
    json[name] = inner.type === 'array' || values.length > 1 ? values : values[0]
    for (const child of each) {
      for (const [attribute, value] of Object.entries(child.attributes)) {
        json[`${name}@${attribute}`] = value
      }
    }
  }
  return json
}

function brokenOrder(root: XmlNode): string[] {
  const walk = (node: XmlNode, given: Schema): string[] => {
    const order = Object.keys(given.properties ?? {})
    const places = node.children.map((child) => order.indexOf(nameOf(child)))
    const isInOrder = places.every((place, index) => place >= (places[index - 1] ?? 0))
    const below = node.children.flatMap((child) => {
      const inner = resolved(given.properties?.[nameOf(child)])
      return walk(child, inner.type === 'array' ? resolved(inner.items) : inner)
    })
    return isInOrder ? below : [`order: ${node.name}`, ...below]
  }
  return walk(root, resolved(schema.properties?.['ubl:Invoice']))
}

// Rules

type Rule = (root: XmlNode) => string[]

const decimals = 10
/** A decimal times 10^10. */
export function scaled(text: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] =
    /^(-?)(\d+)(?:\.(\d{1,10}))?$/.exec(text.trim()) ?? []
  const value = BigInt(whole + fraction.padEnd(decimals, '0'))
  return sign === '' ? value : -value
}
const one = 10n ** BigInt(decimals)
const cent = one / 100n
const sum = (nodes: readonly XmlNode[]) => nodes.reduce((all, { text }) => all + scaled(text), 0n)
const abs = (value: bigint) => (value < 0n ? -value : value)
const sayIf = (isBroken: boolean, id: string) => (isBroken ? [id] : [])
const isCredit = (root: XmlNode) => root.name === 'CreditNote'
const linesOf = (root: XmlNode) => nodesAt(root, isCredit(root) ? 'CreditNoteLine' : 'InvoiceLine')
const subtotals = (root: XmlNode) => nodesAt(root, 'TaxTotal/TaxSubtotal')
const seller = 'AccountingSupplierParty/Party'
const buyer = 'AccountingCustomerParty/Party'
const money = 'LegalMonetaryTotal'
const lineCategory = 'Item/ClassifiedTaxCategory'

function everyNode(node: XmlNode): XmlNode[] {
  return [node, ...node.children.flatMap(everyNode)]
}

function mustHave(id: string, path: string): Rule {
  return (root) => sayIf(textAt(root, path).trim() === '', id)
}

function eachLine(id: string, isKept: (line: XmlNode, root: XmlNode) => boolean): Rule {
  return (root) => sayIf(!linesOf(root).every((line) => isKept(line, root)), id)
}

function isBelgian(id: string): boolean {
  return /^\d{10}$/.test(id) && 97 - (Number(id.slice(0, 8)) % 97) === Number(id.slice(8))
}

/** What holds of every kind of VAT: BR-<kind>-01 and on. */
function kindRules(kind: 'S' | 'Z' | 'E' | 'AE' | 'O'): Rule[] {
  const onLines = (root: XmlNode) =>
    linesOf(root).filter((line) => textAt(line, `${lineCategory}/ID`) === kind)
  const groups = (root: XmlNode) =>
    subtotals(root).filter((each) => textAt(each, 'TaxCategory/ID') === kind)
  const isNothing = kind !== 'S'
  const saysWhy = kind === 'E' || kind === 'AE' || kind === 'O'
  const hasVatNumber = (root: XmlNode, party: string) =>
    textAt(root, `${party}/PartyTaxScheme/CompanyID`) !== ''
  return [
    (root) => {
      const [lines, found] = [onLines(root).length, groups(root).length]
      const isRight = lines === 0 ? found === 0 : isNothing ? found === 1 : found >= 1
      return sayIf(!isRight, `BR-${kind}-01`)
    },
    (root) => {
      if (onLines(root).length === 0) return []
      const isRight =
        kind === 'O'
          ? !hasVatNumber(root, seller) && !hasVatNumber(root, buyer)
          : hasVatNumber(root, seller) && (kind !== 'AE' || hasVatNumber(root, buyer))
      return sayIf(!isRight, `BR-${kind}-02`)
    },
    (root) =>
      sayIf(
        !onLines(root).every((line) => {
          const percent = textAt(line, `${lineCategory}/Percent`)
          if (kind === 'O') return percent === ''
          return kind === 'S' ? scaled(percent) > 0n : scaled(percent) === 0n
        }),
        `BR-${kind}-05`,
      ),
    (root) =>
      sayIf(
        !groups(root).every((group) => {
          const percent = textAt(group, 'TaxCategory/Percent')
          const its = onLines(root).filter(
            (line) => kind !== 'S' || textAt(line, `${lineCategory}/Percent`) === percent,
          )
          const net = sum(its.flatMap((line) => nodesAt(line, 'LineExtensionAmount')))
          return net === scaled(textAt(group, 'TaxableAmount'))
        }),
        `BR-${kind}-08`,
      ),
    (root) =>
      sayIf(
        !groups(root).every((group) => {
          const tax = abs(scaled(textAt(group, 'TaxAmount')))
          if (isNothing) return tax === 0n
          const net = abs(scaled(textAt(group, 'TaxableAmount')))
          const exact = (net * scaled(textAt(group, 'TaxCategory/Percent'))) / (100n * one)
          return abs(tax - exact) < one
        }),
        `BR-${kind}-09`,
      ),
    (root) =>
      sayIf(
        !groups(root).every((group) => {
          const why =
            textAt(group, 'TaxCategory/TaxExemptionReason') +
            textAt(group, 'TaxCategory/TaxExemptionReasonCode')
          return saysWhy ? why !== '' : why === ''
        }),
        `BR-${kind}-10`,
      ),
  ]
}

const isDutch = (root: XmlNode, party: string) =>
  textAt(root, `${party}/PostalAddress/Country/IdentificationCode`) === 'NL'
const hasPlace = (root: XmlNode, party: string) =>
  ['StreetName', 'CityName', 'PostalZone'].every(
    (each) => textAt(root, `${party}/PostalAddress/${each}`) !== '',
  )

const rules: Rule[] = [
  mustHave('BR-01', 'CustomizationID'),
  mustHave('BR-02', 'ID'),
  mustHave('BR-03', 'IssueDate'),
  (root) =>
    sayIf(textAt(root, `${root.name}TypeCode`) !== (isCredit(root) ? '381' : '380'), 'BR-04'),
  mustHave('BR-05', 'DocumentCurrencyCode'),
  mustHave('BR-06', `${seller}/PartyLegalEntity/RegistrationName`),
  mustHave('BR-07', `${buyer}/PartyLegalEntity/RegistrationName`),
  mustHave('BR-09', `${seller}/PostalAddress/Country/IdentificationCode`),
  mustHave('BR-11', `${buyer}/PostalAddress/Country/IdentificationCode`),
  mustHave('BR-12', `${money}/LineExtensionAmount`),
  mustHave('BR-13', `${money}/TaxExclusiveAmount`),
  mustHave('BR-14', `${money}/TaxInclusiveAmount`),
  mustHave('BR-15', `${money}/PayableAmount`),
  (root) => sayIf(linesOf(root).length === 0, 'BR-16'),
  eachLine('BR-21', (line) => textAt(line, 'ID') !== ''),
  eachLine('BR-23', (line) => {
    const [quantity] = [...nodesAt(line, 'InvoicedQuantity'), ...nodesAt(line, 'CreditedQuantity')]
    return Boolean(quantity?.attributes['unitCode'])
  }),
  eachLine('BR-24', (line) => textAt(line, 'LineExtensionAmount') !== ''),
  eachLine('BR-25', (line) => textAt(line, 'Item/Name') !== ''),
  eachLine('BR-27', (line) => /^\d/.test(textAt(line, 'Price/PriceAmount'))),
  (root) =>
    sayIf(
      !subtotals(root).every(
        (each) =>
          textAt(each, 'TaxCategory/ID') === 'O' || textAt(each, 'TaxCategory/Percent') !== '',
      ),
      'BR-48',
    ),
  (root) =>
    sayIf(
      !nodesAt(root, 'BillingReference').every(
        (each) => textAt(each, 'InvoiceDocumentReference/ID') !== '',
      ),
      'BR-55',
    ),
  (root) =>
    sayIf(
      !nodesAt(root, 'PaymentMeans').every(
        (each) => textAt(each, 'PayeeFinancialAccount/ID') !== '',
      ),
      'BR-61',
    ),
  ...[seller, buyer].map(
    (party, index): Rule =>
      (root) =>
        sayIf(!nodesAt(root, `${party}/EndpointID`)[0]?.attributes['schemeID'], `BR-6${index + 2}`),
  ),
  eachLine('BR-CO-04', (line) => textAt(line, `${lineCategory}/ID`) !== ''),
  (root) =>
    sayIf(
      ![seller, buyer]
        .flatMap((party) => nodesAt(root, `${party}/PartyTaxScheme/CompanyID`))
        .every(({ text }) => /^[A-Z]{2}[A-Z\d]+$/.test(text)),
      'BR-CO-09',
    ),
  (root) =>
    sayIf(
      scaled(textAt(root, `${money}/LineExtensionAmount`)) !==
        sum(linesOf(root).flatMap((line) => nodesAt(line, 'LineExtensionAmount'))),
      'BR-CO-10',
    ),
  (root) =>
    sayIf(
      scaled(textAt(root, `${money}/TaxExclusiveAmount`)) !==
        scaled(textAt(root, `${money}/LineExtensionAmount`)),
      'BR-CO-13',
    ),
  (root) =>
    sayIf(
      scaled(textAt(root, 'TaxTotal/TaxAmount')) !==
        sum(subtotals(root).flatMap((each) => nodesAt(each, 'TaxAmount'))),
      'BR-CO-14',
    ),
  (root) =>
    sayIf(
      scaled(textAt(root, `${money}/TaxInclusiveAmount`)) !==
        scaled(textAt(root, `${money}/TaxExclusiveAmount`)) +
          scaled(textAt(root, 'TaxTotal/TaxAmount')),
      'BR-CO-15',
    ),
  (root) =>
    sayIf(
      scaled(textAt(root, `${money}/PayableAmount`)) !==
        scaled(textAt(root, `${money}/TaxInclusiveAmount`)),
      'BR-CO-16',
    ),
  (root) => sayIf(subtotals(root).length === 0, 'BR-CO-18'),
  (root) =>
    sayIf(
      scaled(textAt(root, `${money}/PayableAmount`)) > 0n &&
        textAt(root, 'DueDate') === '' &&
        textAt(root, 'PaymentTerms/Note') === '',
      'BR-CO-25',
    ),
  (root) =>
    sayIf(
      textAt(root, `${seller}/PartyTaxScheme/CompanyID`) === '' &&
        textAt(root, `${seller}/PartyLegalEntity/CompanyID`) === '',
      'BR-CO-26',
    ),
  // BR-DEC-09 and on: no amount has more than two decimals but the price.
  (root) =>
    sayIf(
      !everyNode(root)
        .filter(({ name }) => name.endsWith('Amount') && !name.endsWith('PriceAmount'))
        .every(({ text }) => /^-?\d+(\.\d{1,2})?$/.test(text)),
      'BR-DEC',
    ),
  (root) =>
    sayIf(
      linesOf(root).some((line) => textAt(line, `${lineCategory}/ID`) === 'O') &&
        linesOf(root).some((line) => textAt(line, `${lineCategory}/ID`) !== 'O'),
      'BR-O-12',
    ),
  ...kindRules('S'),
  ...kindRules('Z'),
  ...kindRules('E'),
  ...kindRules('AE'),
  ...kindRules('O'),
  (root) =>
    sayIf(
      !/^urn:fdc:peppol\.eu:2017:poacc:billing:\d{2}:1\.0$/.test(textAt(root, 'ProfileID')),
      'PEPPOL-EN16931-R007',
    ),
  (root) =>
    sayIf(
      textAt(root, 'BuyerReference') === '' && textAt(root, 'OrderReference/ID') === '',
      'PEPPOL-EN16931-R003',
    ),
  (root) =>
    sayIf(
      textAt(root, 'CustomizationID') !==
        'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
      'PEPPOL-EN16931-R004',
    ),
  (root) =>
    sayIf(
      everyNode(root).some((node) => node.children.length === 0 && node.text.trim() === ''),
      'PEPPOL-EN16931-R008',
    ),
  mustHave('PEPPOL-EN16931-R010', `${buyer}/EndpointID`),
  mustHave('PEPPOL-EN16931-R020', `${seller}/EndpointID`),
  (root) => sayIf(nodesAt(root, 'TaxTotal').length !== 1, 'PEPPOL-EN16931-R053'),
  (root) =>
    sayIf(
      !everyNode(root)
        .filter(({ name }) => name.endsWith('Amount'))
        .every(
          ({ attributes }) => attributes['currencyID'] === textAt(root, 'DocumentCurrencyCode'),
        ),
      'PEPPOL-EN16931-R051',
    ),
  eachLine('PEPPOL-EN16931-R120', (line, root) => {
    const quantity = scaled(textAt(line, isCredit(root) ? 'CreditedQuantity' : 'InvoicedQuantity'))
    const exact = (quantity * scaled(textAt(line, 'Price/PriceAmount'))) / one
    const isCharge = (each: XmlNode) => textAt(each, 'ChargeIndicator') === 'true'
    const amounts = nodesAt(line, 'AllowanceCharge').map((each) => {
      const amount = scaled(textAt(each, 'Amount'))
      return isCharge(each) ? amount : -amount
    })
    const net = amounts.reduce((all, amount) => all + amount, exact)
    return abs(net - scaled(textAt(line, 'LineExtensionAmount'))) <= 2n * cent
  }),
  eachLine('BR-42', (line) =>
    nodesAt(line, 'AllowanceCharge').every(
      (each) => textAt(each, 'AllowanceChargeReason') || textAt(each, 'AllowanceChargeReasonCode'),
    ),
  ),
  (root) =>
    sayIf(
      !everyNode(root)
        .filter(({ attributes }) => attributes['schemeID'] === '0208')
        .every(({ text }) => isBelgian(text)),
      'PEPPOL-COMMON-R043',
    ),
  (root) =>
    sayIf(
      isDutch(root, seller) &&
        isCredit(root) &&
        textAt(root, 'BillingReference/InvoiceDocumentReference/ID') === '',
      'NL-R-001',
    ),
  (root) => sayIf(isDutch(root, seller) && !hasPlace(root, seller), 'NL-R-002'),
  (root) => {
    const [id] = nodesAt(root, `${seller}/PartyLegalEntity/CompanyID`)
    const scheme = id?.attributes['schemeID'] ?? ''
    return sayIf(isDutch(root, seller) && !['0106', '0190'].includes(scheme), 'NL-R-003')
  },
  (root) =>
    sayIf(isDutch(root, seller) && isDutch(root, buyer) && !hasPlace(root, buyer), 'NL-R-004'),
  (root) => {
    const payable = scaled(textAt(root, `${money}/PayableAmount`))
    const isOwed = isCredit(root) ? payable < 0n : payable > 0n
    return sayIf(
      isDutch(root, seller) && isOwed && nodesAt(root, 'PaymentMeans').length === 0,
      'NL-R-007',
    )
  },
  (root) =>
    sayIf(
      isDutch(root, seller) &&
        !nodesAt(root, 'PaymentMeans/PaymentMeansCode').every(({ text }) =>
          ['30', '48', '49', '57', '58', '59'].includes(text),
        ),
      'NL-R-008',
    ),
]
