/** The granular scopes and what each lets an app do, in the words of the consent page. */
export const scopeWords: Readonly<Record<string, string>> = {
  openid: 'Know that it is you',
  profile: 'See your name',
  email: 'See your email address',
  offline_access: 'Stay connected while you are away',
  'accounting.contacts': 'See and change contacts',
  'accounting.contacts.read': 'See contacts',
  'accounting.invoices': 'See and change invoices, credit notes and quotes',
  'accounting.invoices.read': 'See invoices, credit notes and quotes',
  'accounting.payments': 'See and change payments',
  'accounting.payments.read': 'See payments',
  'accounting.banktransactions': 'See and change bank transactions',
  'accounting.banktransactions.read': 'See bank transactions',
  'accounting.manualjournals': 'See and change manual journals',
  'accounting.manualjournals.read': 'See manual journals',
  'accounting.settings': 'See and change accounts, items, tax rates and other settings',
  'accounting.settings.read': 'See the organisation, accounts, items and tax rates',
  'accounting.attachments': 'See and add files',
  'accounting.attachments.read': 'See files',
  'accounting.budgets.read': 'See budgets',
  'accounting.journals.read': 'See the general ledger',
  'accounting.reports.aged.read': 'See aged receivables and payables',
  'accounting.reports.balancesheet.read': 'See the balance sheet',
  'accounting.reports.banksummary.read': 'See the bank summary',
  'accounting.reports.budgetsummary.read': 'See the budget summary',
  'accounting.reports.executivesummary.read': 'See the executive summary',
  'accounting.reports.profitandloss.read': 'See profit and loss',
  'accounting.reports.trialbalance.read': 'See the trial balance',
  'accounting.reports.taxreports.read': 'See tax reports',
  'accounting.reports.tenninetynine.read': 'See the 1099 report',
  files: 'See and change the file library',
  'files.read': 'See the file library',
}

/** Scopes that new apps cannot ask for any more are unknown here, as misspelt ones are. */
export const unknownScopes = (scopes: readonly string[]): string[] =>
  scopes.filter((scope) => !Object.hasOwn(scopeWords, scope))

const identityScopes = new Set(['openid', 'profile', 'email', 'offline_access'])

/** Who only wants to know who somebody is, as at "Sign up with Xero", is given no organisation. */
export const asksForOrganisation = (scopes: readonly string[]): boolean =>
  scopes.some((scope) => !identityScopes.has(scope))

/** The scopes, any of which opens what a path names. */
export function scopesFor(
  [resource = '', , part = '']: readonly string[],
  method: string,
  itemsScope: 'settings' | 'invoices',
): string[] {
  const isFile = part.toLowerCase() === 'attachments'
  const base = isFile ? 'accounting.attachments' : (bases[resource] ?? 'accounting.settings')
  const names = [base]
  if (resource === 'items' && itemsScope === 'invoices') names.push('accounting.invoices')
  return method === 'GET' ? names.flatMap((name) => [name, `${name}.read`]) : names
}

const bases: Readonly<Record<string, string>> = {
  contacts: 'accounting.contacts',
  contactgroups: 'accounting.contacts',
  invoices: 'accounting.invoices',
  creditnotes: 'accounting.invoices',
  manualjournals: 'accounting.manualjournals',
  payments: 'accounting.payments',
}
