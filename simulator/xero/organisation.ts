import { NotImplemented, NotFound, type Call, type ApiAnswer } from './call.ts'
import { dayToMs, msDate } from './dates.ts'
import { listAnswer } from './envelope.ts'
import type { Organisation } from './records.ts'

/** GET /Organisation and GET /Organisation/Actions. */
export function organisationResource(call: Call): ApiAnswer {
  if (call.method !== 'GET') throw new NotImplemented()
  const [sub] = call.path
  if (sub === undefined) {
    return listAnswer(call.world, 'Organisations', [JSON.stringify(profileJson(call.organisation))])
  }
  if (sub.toLowerCase() === 'actions') {
    const actions = actionsOf(call).map((action) => JSON.stringify(action))
    return listAnswer(call.world, 'Actions', actions)
  }
  throw new NotFound()
}

function profileJson({ id, profile }: Organisation): Record<string, unknown> {
  return {
    APIKey: id.replaceAll('-', '').toUpperCase().slice(0, 30),
    Name: profile.name,
    LegalName: profile.legalName,
    PaysTax: true,
    Version: profile.version,
    OrganisationType: 'COMPANY',
    BaseCurrency: profile.baseCurrency,
    CountryCode: profile.countryCode,
    IsDemoCompany: profile.isDemo,
    OrganisationStatus: 'ACTIVE',
    ...(profile.taxNumber !== null && { TaxNumber: profile.taxNumber }),
    FinancialYearEndDay: profile.financialYearEndDay,
    FinancialYearEndMonth: profile.financialYearEndMonth,
    SalesTaxBasis: 'ACCRUALS',
    SalesTaxPeriod: 'QUARTERLY',
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Exclusive',
    ...(profile.periodLockDate && { PeriodLockDate: msDate(dayToMs(profile.periodLockDate)) }),
    ...(profile.endOfYearLockDate && {
      EndOfYearLockDate: msDate(dayToMs(profile.endOfYearLockDate)),
    }),
    CreatedDateUTC: `/Date(${profile.createdAt})/`,
    OrganisationEntityType: 'COMPANY',
    Timezone: profile.timezone,
    ShortCode: profile.shortCode,
    OrganisationID: id,
    Edition: 'BUSINESS',
    Class: profile.plan,
    Addresses: [],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
  }
}

const allowedActions = [
  'CreateApprovedInvoice',
  'CreateDraftPurchaseOrder',
  'CreateApprovedBill',
  'AttachFilesIntoInvoice',
  'UseMulticurrency',
  'CreateDraftInvoice',
  'CreateRepeatingInvoice',
  'CreateRepeatingBill',
  'CreateSentQuote',
  'CreateInvoicePayment',
  'CreateApprovedPurchaseOrder',
  'CreateDraftQuote',
  'CreateDraftBill',
]

const actionsOf = ({ organisation: { profile } }: Call) =>
  allowedActions.map((Name) => {
    const isRefused = profile.refusedActions?.includes(Name) ?? false
    const isAllowed = !isRefused && (Name !== 'UseMulticurrency' || profile.isMulticurrency)
    return { Name, Status: isAllowed ? 'ALLOWED' : 'NOT-ALLOWED' }
  })
