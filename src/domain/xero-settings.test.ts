import { expect, test } from 'vitest'
import {
  accountRefusal,
  codeFromTyped,
  currencyRefusal,
  type LedgerAccount,
  suggestDebtorsAccount,
  type SalesTarget,
  type XeroChoices,
  xeroReadiness,
} from './xero-settings.ts'

const sales: LedgerAccount = {
  code: '200',
  name: 'Sales',
  type: 'REVENUE',
  class: 'REVENUE',
  systemAccount: null,
  isActive: true,
}
const receivable = {
  ...sales,
  code: '610',
  type: 'CURRENT',
  class: 'ASSET',
  systemAccount: 'DEBTORS',
}
const clearing = { ...receivable, code: '611', systemAccount: null }

test.each([
  [sales, 'sales', null],
  [sales, 'debtors', 'xero_account_does_not_fit'],
  [clearing, 'debtors', null],
  [clearing, 'sales', 'xero_account_does_not_fit'],
  [receivable, 'debtors', 'xero_account_is_system'],
  [receivable, 'sales', 'xero_account_is_system'],
  [{ ...sales, isActive: false }, 'sales', 'xero_account_is_archived'],
  [{ ...clearing, type: 'BANK' }, 'debtors', 'xero_account_does_not_fit'],
  [{ ...clearing, code: null }, 'debtors', 'xero_account_does_not_fit'],
] as const)('%j for %s: %s', (account, purpose, code) => {
  expect(accountRefusal(account, purpose)?.code ?? null).toBe(code)
})

test.each([
  ['200', '200'],
  [' 200 - Sales ', '200'],
  ['200 — Sales', '200'],
  ['sal', 'SAL'],
  ['A-1 - Work', 'A-1'],
  ['A-1', 'A-1'],
  ['20', undefined],
  ['dup', undefined],
  ['Dup', 'Dup'],
  ['', undefined],
])('"%s" means %s', (typed, code) => {
  expect(codeFromTyped(typed, ['200', 'SAL', 'A-1', 'Dup', 'DUP'])).toBe(code)
})

test.each([
  [[receivable], '611'],
  [[receivable, clearing], '612'],
  [[{ ...receivable, code: 'DEB' }], '611'],
  [[sales], '611'],
])('a free code next to %j is %s', (accounts, code) => {
  expect(suggestDebtorsAccount(accounts).code).toBe(code)
})

const complete: XeroChoices = {
  state: 'active',
  name: 'Demo',
  baseCurrency: 'EUR',
  defaultItemCode: 'HOURS',
  salesAccountCode: '200',
  debtorsAccountCode: '611',
}
const codes = (
  choices: Partial<XeroChoices> | null,
  currency = 'EUR',
  salesTarget: SalesTarget = 'manual_journal',
) => {
  const administration = choices && { ...complete, ...choices }
  const readiness = xeroReadiness({ administration, hasOffers: false }, { currency, salesTarget })
  return [
    readiness.missing.map((each) => each.code),
    readiness.exportRefusal?.code ?? null,
    readiness.salesTransactionRefusal?.code ?? null,
  ]
}

test('what is missing decides what can be sent', () => {
  const item = 'default_item_not_chosen'
  const account = 'sales_account_not_chosen'
  const debtors = 'debtors_account_not_chosen'
  expect(codes({})).toEqual([[], null, null])
  const noDebtors = { debtorsAccountCode: null }
  expect(codes(noDebtors, 'EUR', 'invoice')).toEqual([[], null, null])
  expect(codes({ ...noDebtors, salesAccountCode: null }, 'EUR', 'invoice')).toEqual([
    [account],
    null,
    account,
  ])
  expect(codes({ defaultItemCode: null })).toEqual([[item], null, null])
  expect(codes({ salesAccountCode: null })).toEqual([[account], null, account])
  expect(codes({ debtorsAccountCode: null })).toEqual([[debtors], null, debtors])
  expect(codes({ defaultItemCode: null, salesAccountCode: null })).toEqual([
    [item, account],
    item,
    account,
  ])
  expect(codes({}, 'USD')).toEqual([['currency_differs'], 'currency_differs', 'currency_differs'])
  const none = 'xero_is_not_connected'
  expect(codes(null)).toEqual([[none], none, none])
  const again = 'xero_needs_reconnection'
  expect(codes({ state: 'reconnect' })).toEqual([[again], again, again])
  const scope = 'xero_scope_is_missing'
  expect(codes({ state: 'scope_missing' })).toEqual([[scope], scope, scope])
})

test('a difference of currencies names both', () => {
  const refusal = currencyRefusal({ name: 'Kiwi', baseCurrency: 'NZD' }, 'EUR')
  expect(refusal?.message).toMatch(/NZD.*EUR/)
  expect(currencyRefusal({ name: 'Kiwi', baseCurrency: null }, 'EUR')).toBeNull()
})
