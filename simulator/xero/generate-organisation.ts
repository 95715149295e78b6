import { generateContacts } from './generate-contacts.ts'
import { randomFrom, uuidFrom, type Random } from './ids.ts'
import type { Account, Item, Organisation, OrganisationProfile } from './records.ts'
import { chartOfAccounts, taxRatesFor, type ChartRow } from './chart.ts'
import { emptyOrganisation, type World } from './world.ts'

export interface OrganisationRequest {
  name: string
  baseCurrency?: string
  countryCode?: string
  timezone?: string
  /** How many contacts to invent. */
  contacts?: number
  seed?: number
  isDemo?: boolean
  isMulticurrency?: boolean
  /** Further currencies besides the base. */
  currencies?: readonly string[]
  /** Without items the organisation has none to choose as a default product. */
  withItems?: boolean
}

const versions: Readonly<Record<string, string>> = { NZ: 'NZ', AU: 'AU', GB: 'UK', US: 'US' }
const timezones: Readonly<Record<string, string>> = {
  NL: 'WEUROPESTANDARDTIME',
  DE: 'WEUROPESTANDARDTIME',
  NZ: 'NEWZEALANDSTANDARDTIME',
  GB: 'GMTSTANDARDTIME',
}
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' })

/** Adds an organisation with a chart of accounts, tax rates, items and invented contacts. */
export function generateOrganisation(world: World, request: OrganisationRequest): Organisation {
  const random = randomFrom(request.seed ?? world.organisations.size + 1)
  const now = world.clock.now()
  const countryCode = request.countryCode ?? 'NL'
  const baseCurrency = request.baseCurrency ?? 'EUR'
  const profile: OrganisationProfile = {
    name: request.name,
    legalName: request.name,
    version: versions[countryCode] ?? 'GLOBAL',
    countryCode,
    baseCurrency,
    isDemo: request.isDemo ?? false,
    timezone: request.timezone ?? timezones[countryCode] ?? 'UTC',
    shortCode: shortCode(world, random),
    plan: request.isDemo ? 'DEMO' : 'PREMIUM',
    taxNumber: countryCode === 'NL' ? 'NL812345678B01' : null,
    financialYearEndDay: 31,
    financialYearEndMonth: countryCode === 'NZ' ? 3 : 12,
    periodLockDate: null,
    endOfYearLockDate: null,
    isMulticurrency: request.isMulticurrency ?? true,
    createdAt: now - 400 * 86_400_000,
  }
  const organisation = emptyOrganisation(freeId(world, random), profile)
  organisation.taxRates = taxRatesFor(countryCode)
  organisation.currencies = [baseCurrency, ...(request.currencies ?? [])].map((code) => ({
    code,
    description: currencyNames.of(code) ?? code,
  }))
  for (const row of chartOfAccounts(countryCode)) {
    organisation.accounts.set(accountFrom(row, organisation, random))
  }
  if (request.withItems ?? true) addItems(organisation, random)
  addTracking(organisation, random)
  generateContacts(organisation, request.contacts ?? 0, random, now)
  world.organisations.set(organisation.id, organisation)
  world.changed()
  return organisation
}

const shortCodeLetters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

function shortCode(world: World, random: Random): string {
  for (;;) {
    const code = `!${Array.from({ length: 5 }, () => shortCodeLetters.charAt(random.below(shortCodeLetters.length))).join('')}`
    const isTaken = [...world.organisations.values()].some(
      (each) => each.profile.shortCode === code,
    )
    if (!isTaken) return code
  }
}

function freeId(world: World, random: Random): string {
  for (;;) {
    const id = uuidFrom(random)
    if (!world.organisations.has(id)) return id
  }
}

function accountFrom(row: ChartRow, organisation: Organisation, random: Random): Account {
  const isBank = row.type === 'BANK'
  return {
    id: uuidFrom(random),
    updatedAt: organisation.profile.createdAt,
    code: row.code,
    name: row.name,
    type: row.type,
    status: row.isArchived ? 'ARCHIVED' : 'ACTIVE',
    taxType: row.taxType,
    description: row.description ?? null,
    systemAccount: row.systemAccount ?? null,
    enablePayments: row.takesPayments ?? false,
    showInExpenseClaims: row.type === 'EXPENSE',
    bankAccountNumber: isBank
      ? `NL00DEMO${String(random.below(10 ** 10)).padStart(10, '0')}`
      : null,
    bankAccountType: isBank ? 'BANK' : null,
    currencyCode: isBank ? organisation.profile.baseCurrency : null,
    reportingCode: null,
    reportingCodeName: null,
  }
}

const itemRows = [
  ['CONSULT', 'Consulting', 'Consulting hours', 1_100_000],
  ['DESIGN', 'Design', 'Design work', 950_000],
  ['DEV', 'Software development', 'Software development hours', 1_050_000],
  ['SUPPORT', 'Support', 'Support and maintenance', 850_000],
  ['TRAINING', 'Training', 'Training day', 9_500_000],
  ['TRAVEL', 'Travel', 'Travel, per kilometre', 2_300],
  ['EXPENSE', 'Expenses', 'Expenses on behalf of the client', null],
] as const

function addItems(organisation: Organisation, random: Random) {
  const sales = organisation.accounts.find('code', '200')[0]
  for (const [code, name, description, unitPriceFine] of itemRows) {
    const item: Item = {
      id: uuidFrom(random),
      updatedAt: organisation.profile.createdAt,
      code,
      name,
      description,
      purchaseDescription: null,
      isSold: true,
      isPurchased: false,
      sales: { unitPriceFine, accountCode: '200', taxType: sales?.taxType ?? null },
      purchase: { unitPriceFine: null, accountCode: null, taxType: null },
    }
    organisation.items.set(item)
  }
}

function addTracking(organisation: Organisation, random: Random) {
  const rows = [
    ['Department', ['Studio', 'Engineering', 'Advice']],
    ['Region', ['North', 'South', 'Abroad']],
  ] as const
  for (const [name, options] of rows) {
    organisation.trackingCategories.set({
      id: uuidFrom(random),
      updatedAt: organisation.profile.createdAt,
      name,
      status: 'ACTIVE',
      options: options.map((each) => ({ id: uuidFrom(random), name: each, status: 'ACTIVE' })),
    })
  }
}
