import type { AccountClass, TaxRate } from './records.ts'

export interface ChartRow {
  code: string | null
  name: string
  type: string
  taxType: string
  systemAccount?: string
  description?: string
  takesPayments?: boolean
  isArchived?: boolean
}

const salesClasses: AccountClass[] = ['ASSET', 'EQUITY', 'LIABILITY', 'REVENUE']
const purchaseClasses: AccountClass[] = ['ASSET', 'EQUITY', 'LIABILITY', 'EXPENSE']
const allClasses: AccountClass[] = ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY', 'REVENUE']

const rate = (
  taxType: string,
  name: string,
  percent: number,
  reportTaxType: string,
  appliesTo: AccountClass[],
): TaxRate => ({
  taxType,
  name,
  reportTaxType,
  status: 'ACTIVE',
  components: [{ name: 'VAT', rateFine: percent * 10_000 }],
  appliesTo,
})

/** The tax types of lines on sales and on purchases. */
const typesOf = (countryCode: string) =>
  ['NZ', 'GB'].includes(countryCode)
    ? { sales: 'OUTPUT2', purchases: 'INPUT2' }
    : { sales: 'OUTPUT', purchases: 'INPUT' }

const percentages: Readonly<Record<string, readonly [high: number, low: number | null]>> = {
  NL: [21, 9],
  DE: [19, 7],
  NZ: [15, null],
  GB: [20, 5],
}

/** The tax rates of an organisation: high, low, zero and none, for sales and for purchases. */
export function taxRatesFor(countryCode: string): TaxRate[] {
  const [high, low] = percentages[countryCode] ?? [20, 5]
  const { sales, purchases } = typesOf(countryCode)
  const zero = countryCode === 'NZ' ? 'ZERORATED' : 'TAX002'
  return [
    rate(sales, `${high}% VAT on sales`, high, 'OUTPUT', salesClasses),
    ...(low === null ? [] : [rate('TAX001', `${low}% VAT on sales`, low, 'OUTPUT', salesClasses)]),
    rate(zero, '0% VAT on sales (EU and export)', 0, 'ZERORATEDOUTPUT', salesClasses),
    rate(purchases, `${high}% VAT on purchases`, high, 'INPUT', purchaseClasses),
    ...(low === null
      ? []
      : [rate('TAX003', `${low}% VAT on purchases`, low, 'INPUT', purchaseClasses)]),
    rate('NONE', 'No VAT', 0, 'NONE', allClasses),
    {
      ...rate('TAX004', '19% VAT on sales (until 2012)', 19, 'OUTPUT', salesClasses),
      status: 'DELETED',
    },
  ]
}

type Row = readonly [
  code: string | null,
  name: string,
  type: string,
  tax: 'sales' | 'purchases' | 'none',
  more?: Omit<ChartRow, 'code' | 'name' | 'type' | 'taxType'>,
]

const rows: readonly Row[] = [
  [null, 'Business Bank Account', 'BANK', 'none', { takesPayments: true }],
  ['091', 'Savings Account', 'BANK', 'none', { takesPayments: true }],
  ['200', 'Sales', 'REVENUE', 'sales', { description: 'Income from any normal business activity' }],
  ['210', 'Consulting Revenue', 'REVENUE', 'sales'],
  ['215', 'Subscriptions', 'REVENUE', 'sales'],
  ['220', 'Travel Recharged', 'REVENUE', 'sales'],
  ['230', 'Old Web Shop', 'REVENUE', 'sales', { isArchived: true }],
  ['260', 'Other Revenue', 'REVENUE', 'sales'],
  ['270', 'Interest Income', 'OTHERINCOME', 'none'],
  ['310', 'Cost of Goods Sold', 'DIRECTCOSTS', 'purchases'],
  ['320', 'Subcontractors', 'DIRECTCOSTS', 'purchases'],
  ['400', 'Advertising', 'EXPENSE', 'purchases'],
  ['404', 'Bank Fees', 'EXPENSE', 'none'],
  ['408', 'Cleaning', 'EXPENSE', 'purchases'],
  ['412', 'Consulting and Accounting', 'EXPENSE', 'purchases'],
  ['416', 'Depreciation', 'DEPRECIATN', 'none'],
  ['420', 'Entertainment', 'EXPENSE', 'purchases'],
  ['429', 'General Expenses', 'EXPENSE', 'purchases'],
  ['433', 'Insurance', 'EXPENSE', 'none'],
  ['437', 'Interest Expense', 'EXPENSE', 'none'],
  ['445', 'Light, Power, Heating', 'EXPENSE', 'purchases'],
  ['449', 'Motor Vehicle Expenses', 'EXPENSE', 'purchases'],
  ['461', 'Printing and Stationery', 'EXPENSE', 'purchases'],
  ['469', 'Rent', 'EXPENSE', 'purchases'],
  ['477', 'Salaries', 'EXPENSE', 'none'],
  ['485', 'Software Subscriptions', 'EXPENSE', 'purchases'],
  ['489', 'Telephone and Internet', 'EXPENSE', 'purchases'],
  ['493', 'Travel', 'EXPENSE', 'purchases'],
  ['497', 'Bank Revaluations', 'EXPENSE', 'none', { systemAccount: 'BANKCURRENCYGAIN' }],
  [
    '498',
    'Unrealised Currency Gains',
    'EXPENSE',
    'none',
    { systemAccount: 'UNREALISEDCURRENCYGAIN' },
  ],
  ['499', 'Realised Currency Gains', 'EXPENSE', 'none', { systemAccount: 'REALISEDCURRENCYGAIN' }],
  ['610', 'Accounts Receivable', 'CURRENT', 'none', { systemAccount: 'DEBTORS' }],
  [
    '615',
    'Debtors Clearing',
    'CURRENT',
    'none',
    { description: 'Sales transactions of other systems' },
  ],
  ['620', 'Prepayments', 'CURRENT', 'none'],
  ['625', 'Work in Progress', 'CURRENT', 'none'],
  ['630', 'Inventory', 'INVENTORY', 'none'],
  ['710', 'Office Equipment', 'FIXED', 'purchases'],
  ['720', 'Computer Equipment', 'FIXED', 'purchases'],
  ['800', 'Accounts Payable', 'CURRLIAB', 'none', { systemAccount: 'CREDITORS' }],
  ['801', 'Unpaid Expense Claims', 'CURRLIAB', 'none', { systemAccount: 'UNPAIDEXPCLM' }],
  ['820', 'VAT', 'CURRLIAB', 'none', { systemAccount: 'GST' }],
  ['835', 'Deferred Revenue', 'CURRLIAB', 'none'],
  ['840', 'Historical Adjustment', 'CURRLIAB', 'none', { systemAccount: 'HISTORICAL' }],
  ['860', 'Rounding', 'CURRLIAB', 'none', { systemAccount: 'ROUNDING' }],
  ['877', 'Tracking Transfers', 'CURRLIAB', 'none', { systemAccount: 'TRACKINGTRANSFERS' }],
  ['900', 'Loan', 'TERMLIAB', 'none'],
  ['960', 'Retained Earnings', 'EQUITY', 'none', { systemAccount: 'RETAINEDEARNINGS' }],
  ['970', 'Owner Funds Introduced', 'EQUITY', 'none'],
]

/** A small service business's chart of accounts, with the accounts that Xero keeps for itself. */
export function chartOfAccounts(countryCode: string): ChartRow[] {
  const taxTypes = { ...typesOf(countryCode), none: 'NONE' }
  return rows.map(([code, name, type, tax, more]) => ({
    code,
    name,
    type,
    taxType: taxTypes[tax],
    ...more,
  }))
}
