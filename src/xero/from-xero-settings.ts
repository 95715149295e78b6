import type {
  Account,
  BrandingTheme,
  Item,
  KeptTrackingOption,
  LinkedOrganisation,
  Organisation,
  Permits,
  TaxRate,
  TrackingOption,
} from '#app/ports/accounting.ts'
import {
  dayIn,
  elementsOf,
  flagIn,
  isWire,
  listIn,
  numberIn,
  requiredId,
  requiredText,
  textIn,
  UnexpectedAnswer,
  wire,
  type Wire,
} from './wire-values.ts'

export function fromXeroOrganisation(body: unknown): Organisation {
  const [organisation] = elementsOf(body, 'Organisations')
  if (!organisation) throw new UnexpectedAnswer('Expected an organisation')
  return {
    tenantId: requiredId(organisation, 'OrganisationID'),
    name: requiredText(organisation, 'Name'),
    shortCode: textIn(organisation, 'ShortCode') ?? '',
    baseCurrency: requiredText(organisation, 'BaseCurrency'),
    countryCode: textIn(organisation, 'CountryCode') ?? '',
    isDemoCompany: flagIn(organisation, 'IsDemoCompany'),
    periodLockOn: dayIn(organisation, 'PeriodLockDate'),
    endOfYearLockOn: dayIn(organisation, 'EndOfYearLockDate'),
  }
}

/** What Xero does not name is allowed: it tells of an action that is not. */
export function fromXeroActions(body: unknown): Permits {
  const refused = new Set(
    elementsOf(body, 'Actions')
      .filter((action) => textIn(action, 'Status') === 'NOT-ALLOWED')
      .map((action) => textIn(action, 'Name')),
  )
  return {
    mayDraft: !refused.has('CreateDraftInvoice'),
    mayApprove: !refused.has('CreateApprovedInvoice'),
    mayAttach: !refused.has('AttachFilesIntoInvoice'),
  }
}

export function fromXeroAccounts(body: unknown): Account[] {
  return elementsOf(body, 'Accounts').map(fromXeroAccount)
}

function fromXeroAccount(account: Wire): Account {
  return {
    // Xero's documents write AccountId in one place.
    accountId: textIn(account, 'AccountID') ?? requiredText(account, 'AccountId'),
    code: textIn(account, 'Code'),
    name: textIn(account, 'Name') ?? '',
    type: textIn(account, 'Type') ?? '',
    class: textIn(account, 'Class') ?? '',
    systemAccount: textIn(account, 'SystemAccount'),
    isActive: textIn(account, 'Status') === 'ACTIVE',
    taxType: textIn(account, 'TaxType'),
  }
}

export function fromXeroItems(body: unknown): Item[] {
  return elementsOf(body, 'Items').map(fromXeroItem)
}

function fromXeroItem(item: Wire): Item {
  const sales = isWire(item['SalesDetails']) ? item['SalesDetails'] : {}
  const code = requiredText(item, 'Code')
  return {
    itemId: requiredText(item, 'ItemID'),
    code,
    name: textIn(item, 'Name') ?? textIn(item, 'Description') ?? code,
    isSold: item['IsSold'] === undefined || flagIn(item, 'IsSold'),
    salesAccountCode: textIn(sales, 'AccountCode'),
    salesTaxType: textIn(sales, 'TaxType'),
  }
}

export function fromXeroTaxRates(body: unknown): TaxRate[] {
  return elementsOf(body, 'TaxRates').map((rate) => ({
    taxType: requiredText(rate, 'TaxType'),
    name: textIn(rate, 'Name') ?? '',
    percentage: (numberIn(rate, 'EffectiveRate') ?? 0).toFixed(2),
    isActive: textIn(rate, 'Status') === 'ACTIVE',
    canApplyToRevenue: flagIn(rate, 'CanApplyToRevenue'),
  }))
}

/** What can be named on a line now: both the category and the option are active. */
export function fromXeroTrackingCategories(body: unknown): TrackingOption[] {
  const active = (each: Wire) => (textIn(each, 'Status') ?? 'ACTIVE') === 'ACTIVE'
  return elementsOf(body, 'TrackingCategories')
    .filter(active)
    .flatMap((category) =>
      listIn(category, 'Options')
        .filter(active)
        .map((option) => ({
          categoryId: requiredId(category, 'TrackingCategoryID'),
          categoryName: textIn(category, 'Name') ?? '',
          optionId: requiredId(option, 'TrackingOptionID'),
          optionName: textIn(option, 'Name') ?? '',
        })),
    )
}

/** The options of the one category that was asked for. */
export function fromXeroTrackingCategory(body: unknown): KeptTrackingOption[] {
  return elementsOf(body, 'TrackingCategories').flatMap((category) =>
    listIn(category, 'Options').map(fromXeroTrackingOption),
  )
}

export function fromXeroTrackingOptions(body: unknown): KeptTrackingOption[] {
  return elementsOf(body, 'Options').map(fromXeroTrackingOption)
}

function fromXeroTrackingOption(option: Wire): KeptTrackingOption {
  return {
    optionId: requiredId(option, 'TrackingOptionID'),
    optionName: textIn(option, 'Name') ?? '',
    isActive: (textIn(option, 'Status') ?? 'ACTIVE') === 'ACTIVE',
  }
}

export function fromXeroBrandingThemes(body: unknown): BrandingTheme[] {
  const rankOf = (theme: Wire) => numberIn(theme, 'SortOrder') ?? Number.MAX_SAFE_INTEGER
  return elementsOf(body, 'BrandingThemes')
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((theme) => ({
      themeId: requiredId(theme, 'BrandingThemeID'),
      name: textIn(theme, 'Name') ?? '',
      isDefault: rankOf(theme) === 0,
    }))
}

/** The organisations among the connections; a practice is none. This list has no envelope and writes camelCase. */
export function fromXeroConnections(body: unknown): LinkedOrganisation[] {
  if (!Array.isArray(body)) throw new UnexpectedAnswer('Expected a list of connections')
  return body
    .map((each) => wire(each, 'a connection'))
    .filter((each) => textIn(each, 'tenantType') === 'ORGANISATION')
    .map((each) => ({
      xeroConnectionId: requiredId(each, 'id'),
      tenantId: requiredId(each, 'tenantId'),
      name: textIn(each, 'tenantName') ?? '',
      authEventId: textIn(each, 'authEventId'),
    }))
}
