import { BadRequest, NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { echo, writeElements, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { zeroId } from './ids.ts'
import { choiceIn, decimalIn, elementsOf, listIn, textIn, type Input } from './input.ts'
import { atScale, fineScale } from './money.ts'
import type { AccountClass, TaxRate, TrackingCategory, TrackingOption } from './records.ts'
import { optionJson, taxRateJson } from './settings.ts'

const longestName = 100

/** PUT and POST of /TaxRates; one rate a call. */
export function writeTaxRates(call: Call): ApiAnswer {
  if (call.method !== 'PUT' && call.method !== 'POST') throw new NotImplemented()
  const inputs = elementsOf(call.body, 'TaxRates')
  if (inputs.length > 1)
    throw new BadRequest('Only one tax rate can be created or updated per call.')
  return writeElements(call, 'TaxRates', (input) => writeTaxRate(call, input), inputs)
}

function writeTaxRate(call: Call, input: Input): Outcome {
  const { organisation } = call
  const asked = textIn(input, 'TaxType')
  const existing =
    call.method === 'POST'
      ? organisation.taxRates.find((rate) => rate.taxType === asked)
      : undefined
  if (call.method === 'POST' && !existing) throw new NotFound()
  const reportTaxType = textIn(input, 'ReportTaxType') ?? existing?.reportTaxType
  const rate: TaxRate = {
    taxType: existing?.taxType ?? freeTaxType(organisation.taxRates),
    name: (textIn(input, 'Name') ?? existing?.name ?? '').trim(),
    reportTaxType: reportTaxType ?? 'OUTPUT',
    status: choiceIn(input, 'Status', ['ACTIVE', 'DELETED']) ?? existing?.status ?? 'ACTIVE',
    components: componentsIn(call, input) ?? existing?.components ?? [],
    appliesTo: existing?.appliesTo ?? classesFor(reportTaxType),
  }
  const errors = taxRateErrors(call, rate, reportTaxType)
  if (errors.length > 0) return { json: echo(input, 'TaxType', rate.taxType), errors, warnings: [] }
  organisation.taxRates = existing
    ? organisation.taxRates.map((each) => (each === existing ? rate : each))
    : [...organisation.taxRates, rate]
  return { json: taxRateJson(rate), errors, warnings: [] }
}

function componentsIn(call: Call, input: Input): TaxRate['components'] | undefined {
  const { rounding } = call.world.switches
  return listIn(input, 'TaxComponents')?.map((component) => {
    const percent = decimalIn(component, 'Rate')
    return {
      name: (textIn(component, 'Name') ?? '').trim(),
      rateFine: percent ? atScale(percent, fineScale, rounding) : 0,
    }
  })
}

const allClasses: AccountClass[] = ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY', 'REVENUE']

/** What is filed as a purchase is none of sales; what says nothing may go anywhere. */
function classesFor(reportTaxType: string | undefined): AccountClass[] {
  if (reportTaxType === undefined) return allClasses
  const other = reportTaxType.includes('INPUT') ? 'REVENUE' : 'EXPENSE'
  return allClasses.filter((each) => each !== other)
}

const filing = ['AU', 'NZ', 'GB']

function taxRateErrors(call: Call, rate: TaxRate, reportTaxType: string | undefined): string[] {
  const { organisation, world } = call
  const errors: string[] = []
  if (rate.name === '') errors.push('Name cannot be empty.')
  if (rate.components.length === 0) errors.push('At least one tax component is required.')
  const files = filing.includes(organisation.profile.countryCode)
  if (files && world.switches.reportTaxTypeIsRequired && reportTaxType === undefined) {
    errors.push('ReportTaxType is required.')
  }
  const twin = organisation.taxRates.find(
    (each) => each.taxType !== rate.taxType && fold(each.name) === fold(rate.name),
  )
  if (twin && world.switches.settingsNamesAreUnique) {
    errors.push(`A tax rate with the name '${rate.name}' already exists.`)
  }
  return errors
}

function freeTaxType(rates: readonly TaxRate[]): string {
  for (let number = 1; ; number += 1) {
    const taxType = `TAX${String(number).padStart(3, '0')}`
    if (!rates.some((rate) => rate.taxType === taxType)) return taxType
  }
}

/** PUT of options into a category, and POST or DELETE of one of them. */
export function writeTrackingOptions(call: Call): ApiAnswer {
  const [id = '', part, optionId] = call.path
  const category = call.organisation.trackingCategories.get(id)
  if (part?.toLowerCase() !== 'options') throw new NotImplemented()
  const existing = category?.options.find((each) => each.id === optionId)
  if (!category || (optionId !== undefined && !existing)) throw new NotFound()
  if (call.method === 'DELETE' && existing) return removeOption(call, category, existing)
  if (call.method !== (existing ? 'POST' : 'PUT')) throw new NotImplemented()
  return writeElements(call, 'Options', (input) => writeOption(call, { id, input, existing }))
}

type OptionWrite = { id: string; input: Input; existing: TrackingOption | undefined }

function writeOption(call: Call, { id, input, existing }: OptionWrite): Outcome {
  // Several in one call: each sees those before it.
  const category = call.organisation.trackingCategories.get(id)
  if (!category) throw new NotFound()
  const option: TrackingOption = {
    id: existing?.id ?? call.world.freshId(),
    name: (textIn(input, 'Name') ?? existing?.name ?? '').trim(),
    status: choiceIn(input, 'Status', ['ACTIVE', 'ARCHIVED']) ?? existing?.status ?? 'ACTIVE',
  }
  const errors: string[] = []
  if (option.name === '') errors.push('The tracking option name must be specified.')
  if (option.name.length > longestName) {
    errors.push(`The tracking option name must be ${longestName} characters or less.`)
  }
  const twin = category.options.find(
    (each) => each.id !== option.id && fold(each.name) === fold(option.name),
  )
  if (twin && call.world.switches.settingsNamesAreUnique) {
    errors.push(`A tracking option with the name '${option.name}' already exists.`)
  }
  if (errors.length > 0) {
    const json = echo(input, 'TrackingOptionID', existing?.id ?? zeroId)
    return { json, errors, warnings: [] }
  }
  const options = existing
    ? category.options.map((each) => (each.id === option.id ? option : each))
    : [...category.options, option]
  call.writes.set(call.organisation.trackingCategories, {
    ...category,
    options,
    updatedAt: call.now,
  })
  return { json: optionJson(option), errors, warnings: [] }
}

function removeOption(call: Call, category: TrackingCategory, option: TrackingOption): ApiAnswer {
  const options = category.options.filter((each) => each.id !== option.id)
  call.writes.set(call.organisation.trackingCategories, {
    ...category,
    options,
    updatedAt: call.now,
  })
  return writeElements(
    call,
    'Options',
    () => ({ json: { ...optionJson(option), Status: 'DELETED' }, errors: [], warnings: [] }),
    [{ value: {}, path: '' }],
  )
}
