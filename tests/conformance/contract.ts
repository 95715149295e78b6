import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { parse } from 'yaml'

type Node = Record<string, unknown>

const folder = process.env['XERO_OPENAPI']
  ? pathToFileURL(`${process.env['XERO_OPENAPI']}/`)
  : new URL('../../../shared/xero-openapi/', import.meta.url)

/** Xero's published description of its API is not part of this repository; it may be absent. */
export const hasContract = existsSync(new URL('xero_accounting.yaml', folder))

// What real answers carry although the description does not name it (it is in its examples).
const unnamed: Readonly<Record<string, readonly string[]>> = {
  Invoice: ['DateString', 'DueDateString', 'ExpectedPaymentDateString', 'PlannedPaymentDateString'],
  LineItem: ['ValidationErrors'],
  Payment: ['HasAccount'],
  ContactGroup: ['HasValidationErrors'],
  HistoryRecord: ['DateUTCString'],
  CreditNote: ['ID', 'Attachments', 'DateString', 'DueDateString'],
  TrackingOption: ['HasValidationErrors', 'IsDeleted', 'IsArchived', 'IsActive'],
}
const envelope = ['Id', 'Status', 'ProviderName', 'DateTimeUTC']
const validated = new Set([
  'Organisations',
  'Actions',
  'Accounts',
  'Items',
  'TaxRates',
  'TrackingCategories',
  'Currencies',
  'Contacts',
  'Invoices',
  'ManualJournals',
  'Attachments',
  'HistoryRecords',
  'Payments',
  'CreditNotes',
  'Allocations',
  'OnlineInvoices',
  'BrandingThemes',
  'Users',
  'ContactGroups',
  'TrackingOptions',
])
// The one list that is not called as its schema.
const optionsOfCategory = 'Options'

let ajv: Ajv | null = null
const validators = new Map<string, ValidateFunction>()

function validatorFor(file: string, schema: string): ValidateFunction {
  ajv ??= createAjv()
  const name = `${file}#/components/schemas/${schema}`
  const known = validators.get(name)
  if (known) return known
  const validator = ajv.compile({ $ref: name })
  validators.set(name, validator)
  return validator
}

function createAjv(): Ajv {
  const created = new Ajv({ strict: false, allErrors: true })
  formats.default(created)
  for (const format of ['double', 'float']) created.addFormat(format, true)
  // Xero's own examples of connections leave the zone out.
  created.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/)
  for (const file of ['xero_accounting.yaml', 'xero-identity.yaml', 'xero-webhooks.yaml']) {
    const document = parse(readFileSync(new URL(file, folder), 'utf8')) as Node
    const components = document['components'] as { schemas: Record<string, Node> }
    for (const [name, schema] of Object.entries(components.schemas)) close(name, schema)
    created.addSchema({ components: { schemas: components.schemas } }, file)
  }
  return created
}

/** Turns "may have these properties" into "has no others", so that misspelt names are found. */
function close(name: string, schema: Node) {
  const properties = schema['properties'] as Record<string, Node> | undefined
  if (!properties || name === 'Error' || name === 'Element') return
  const more = [...(unnamed[name] ?? []), ...(validated.has(name) ? envelope : [])]
  for (const each of more) properties[each] ??= {}
  schema['additionalProperties'] = false
}

/** What is wrong with an answer, by Xero's own description. Empty = nothing. */
export function contractErrors(path: string, status: number, json: unknown): string[] {
  if (!hasContract) return []
  if (path.startsWith('/connections')) {
    const validate = validatorFor('xero-identity.yaml', 'Connection')
    return (json as unknown[]).flatMap((each) => errorsOf(validate, each))
  }
  if (status === 400) return errorsOf(validatorFor('xero_accounting.yaml', 'Error'), json)
  if (status !== 200) return []
  if (/\/Allocations\/[^/]+$/.test(path)) {
    return errorsOf(validatorFor('xero_accounting.yaml', 'Allocation'), json)
  }
  const keys = Object.keys(json as Node)
  const isOptions = keys.includes(optionsOfCategory)
  const plural = isOptions ? 'TrackingOptions' : keys.find((key) => validated.has(key))
  if (!plural) return [`no known list in ${keys.join(', ')}`]
  return errorsOf(validatorFor('xero_accounting.yaml', plural), json)
}

/** What is wrong with the body of a webhook. */
export const webhookErrors = (json: unknown): string[] =>
  hasContract ? errorsOf(validatorFor('xero-webhooks.yaml', 'WebhookEvent'), json) : []

function errorsOf(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  )
}
