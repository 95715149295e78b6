import { isTrue } from './lists.ts'
import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { listAnswer, writeElements } from './envelope.ts'
import { textIn } from './input.ts'
import { fineAsNumber } from './money.ts'
import type { Currency, TaxRate, TrackingCategory, TrackingOption } from './records.ts'
import { compileOrder, compileWhere, type Fields } from './where.ts'

/** The percentage of a tax rate in ten-thousandths: 21 % is 210,000. */
export const rateOf = (taxRate: TaxRate): number =>
  taxRate.components.reduce((sum, component) => sum + component.rateFine, 0)

const classes = ['Assets', 'Equity', 'Expenses', 'Liabilities', 'Revenue'] as const
const classByFlag = {
  Assets: 'ASSET',
  Equity: 'EQUITY',
  Expenses: 'EXPENSE',
  Liabilities: 'LIABILITY',
  Revenue: 'REVENUE',
} as const

export function taxRateJson(taxRate: TaxRate): Record<string, unknown> {
  const flags = classes.map((name) => [
    `CanApplyTo${name}`,
    taxRate.appliesTo.includes(classByFlag[name]),
  ])
  return {
    Name: taxRate.name,
    TaxType: taxRate.taxType,
    ReportTaxType: taxRate.reportTaxType,
    ...Object.fromEntries(flags),
    DisplayTaxRate: fineAsNumber(rateOf(taxRate)),
    EffectiveRate: fineAsNumber(rateOf(taxRate)),
    Status: taxRate.status,
    TaxComponents: taxRate.components.map((component) => ({
      Name: component.name,
      Rate: fineAsNumber(component.rateFine),
      IsCompound: false,
      IsNonRecoverable: false,
    })),
  }
}

const taxRateFields: Fields<TaxRate> = {
  name: (rate) => rate.name,
  taxtype: (rate) => rate.taxType,
  status: (rate) => rate.status,
  reporttaxtype: (rate) => rate.reportTaxType,
  effectiverate: (rate) => fineAsNumber(rateOf(rate)),
  displaytaxrate: (rate) => fineAsNumber(rateOf(rate)),
  canapplytorevenue: (rate) => rate.appliesTo.includes('REVENUE'),
  canapplytoassets: (rate) => rate.appliesTo.includes('ASSET'),
  canapplytoexpenses: (rate) => rate.appliesTo.includes('EXPENSE'),
  canapplytoequity: (rate) => rate.appliesTo.includes('EQUITY'),
  canapplytoliabilities: (rate) => rate.appliesTo.includes('LIABILITY'),
}

/** GET /TaxRates and GET /TaxRates/{TaxType}. */
export function taxRatesResource(call: Call): ApiAnswer {
  const [taxType] = call.path
  const rates = call.organisation.taxRates
  const found = taxType ? rates.filter((rate) => rate.taxType === taxType) : rates
  if (taxType && found.length === 0) throw new NotFound()
  return plainList(call, 'TaxRates', found, taxRateFields, taxRateJson)
}

function plainList<T>(
  call: Call,
  plural: string,
  records: readonly T[],
  fields: Fields<T>,
  json: (record: T) => Record<string, unknown>,
): ApiAnswer {
  const where = call.query.get('where')
  const order = call.query.get('order')
  const found = where ? records.filter(compileWhere(where, fields)) : records
  const ordered = order ? found.toSorted(compileOrder(order, fields)) : found
  return listAnswer(
    call.world,
    plural,
    ordered.map((record) => JSON.stringify(json(record))),
  )
}

const trackingFields: Fields<TrackingCategory> = {
  name: (category) => category.name,
  status: (category) => category.status,
  trackingcategoryid: (category) => category.id,
}

/** GET /TrackingCategories; archived ones only with includeArchived=true. */
export function trackingCategoriesResource(call: Call): ApiAnswer {
  const [id] = call.path
  const withArchived = isTrue(call, 'includeArchived') || id !== undefined
  const isShown = (status: string) => withArchived || status === 'ACTIVE'
  const all = [...call.organisation.trackingCategories.values()]
  const found = all.filter((category) => (id ? category.id === id : isShown(category.status)))
  if (id && found.length === 0) throw new NotFound()
  return plainList(call, 'TrackingCategories', found, trackingFields, (category) => ({
    Name: category.name,
    Status: category.status,
    TrackingCategoryID: category.id,
    Options: category.options.filter((option) => isShown(option.status)).map(optionJson),
  }))
}

export const optionJson = (option: TrackingOption): Record<string, unknown> => ({
  TrackingOptionID: option.id,
  Name: option.name,
  Status: option.status,
  HasValidationErrors: false,
  IsDeleted: false,
  IsArchived: option.status === 'ARCHIVED',
  IsActive: option.status === 'ACTIVE',
})

const currencyFields: Fields<Currency> = {
  code: (currency) => currency.code,
  description: (currency) => currency.description,
}

const currencyJson = (currency: Currency) => ({
  Code: currency.code,
  Description: currency.description,
})

/** GET /Currencies (the base currency is among them) and PUT of one more. */
export function currenciesResource(call: Call): ApiAnswer {
  const { organisation } = call
  if (call.method === 'GET') {
    return plainList(call, 'Currencies', organisation.currencies, currencyFields, currencyJson)
  }
  if (call.method !== 'PUT') throw new NotImplemented()
  return writeElements(call, 'Currencies', (input) => {
    const code = (textIn(input, 'Code') ?? '').toUpperCase()
    const isKnown = organisation.currencies.some((currency) => currency.code === code)
    const description = currencyNames.of(code.length === 3 ? code : 'XXX') ?? code
    const errors = /^[A-Z]{3}$/.test(code)
      ? organisation.profile.isMulticurrency
        ? []
        : ['The organisation does not have the Multicurrency feature enabled.']
      : [`Currency Code '${code}' is not valid.`]
    if (errors.length === 0 && !isKnown) {
      organisation.currencies = [...organisation.currencies, { code, description }]
    }
    return { json: { Code: code, Description: description }, errors, warnings: [] }
  })
}

const currencyNames = new Intl.DisplayNames('en', { type: 'currency' })
