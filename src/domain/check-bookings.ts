import { say } from './words/say.ts'
import { type FindingCode, findingPlaces } from './finding-words.ts'
import { type Finding, finding, type FindingAbout, type Fix } from './findings.ts'
import { type MappingRule, ruleKey, type Tracking } from './line-mapping.ts'
import type { LiveTrackingOption } from './export-plan.ts'
import type { OpenWork } from './open-work.ts'
import {
  accountRefusal,
  type AccountPurpose,
  type LedgerAccount,
  debtorsAccountName,
  type SalesTarget,
  suggestDebtorsAccount,
} from './xero-settings.ts'

export type CheckedAccount = LedgerAccount & { accountId: string }
export type CheckedItem = {
  code: string
  name: string
  isSold: boolean
  salesAccountCode: string | null
}
export type NamedRule = MappingRule & {
  name: string
  /** Its product is what the task or product names for the default administration: nothing of this one to clear. */
  isItemOfDefault: boolean
}

/** What the administration has, what was chosen of it, and what is open. */
export type CheckedBookings = {
  defaultItemCode: string | null
  salesAccountCode: string | null
  debtorsAccountCode: string | null
  /** Only journals are booked on the debtors account. */
  salesTarget: SalesTarget
  rules: readonly NamedRule[]
  accounts: readonly CheckedAccount[]
  items: readonly CheckedItem[]
  trackingOptions: readonly LiveTrackingOption[]
  work: Pick<OpenWork, 'items' | 'byAccount' | 'behindByRule'>
}

const defaultItem = { subject: 'default_item', subjectId: null } as const
const salesAccount = { subject: 'sales_account', subjectId: null } as const
const debtorsAccount = { subject: 'debtors_account', subjectId: null } as const

/** What is wrong with the product and the accounts that were chosen, and with the mappings. */
export function checkBookings(checked: CheckedBookings): Finding[] {
  const { defaultItemCode, salesAccountCode, work } = checked
  const behind = work.behindByRule.get('default') ?? 0
  return [
    ...(defaultItemCode === null
      ? [noItem(checked)]
      : checkItem(checked, {
          about: defaultItem,
          name: findingPlaces.default_item,
          itemCode: defaultItemCode,
          behind,
          otherwise: onlyItem(checked.items),
        })),
    ...(salesAccountCode === null
      ? [noAccount('sales_account_not_chosen', onlySalesAccount(checked.accounts))]
      : checkAccount(checked, {
          about: salesAccount,
          name: findingPlaces.sales_account,
          accountCode: salesAccountCode,
          purpose: 'sales',
          behind: work.byAccount.get(salesAccountCode) ?? 0,
          otherwise: onlySalesAccount(checked.accounts),
        })),
    ...(checked.salesTarget === 'invoice' ? [] : checkDebtors(checked)),
    ...checked.rules.flatMap((rule) => checkRule(checked, rule)),
  ]
}

function checkDebtors(checked: CheckedBookings): Finding[] {
  const { debtorsAccountCode } = checked
  return debtorsAccountCode === null
    ? [noAccount('debtors_account_not_chosen', newDebtorsAccount(checked.accounts))]
    : checkAccount(checked, {
        about: debtorsAccount,
        name: findingPlaces.debtors_account,
        accountCode: debtorsAccountCode,
        purpose: 'debtors',
        behind: 0,
        otherwise: newDebtorsAccount(checked.accounts),
      })
}

function noItem({ salesAccountCode, items }: CheckedBookings): Finding {
  const effect = salesAccountCode === null ? 'blocks' : 'warns'
  return finding(defaultItem, { code: 'default_item_not_chosen', effect, fix: onlyItem(items) })
}

function noAccount(
  code: 'sales_account_not_chosen' | 'debtors_account_not_chosen',
  fix: Fix | null,
): Finding {
  const about = code === 'sales_account_not_chosen' ? salesAccount : debtorsAccount
  return finding(about, { code, effect: 'warns', fix })
}

function checkRule(checked: CheckedBookings, rule: NamedRule): Finding[] {
  const about: FindingAbout = rule
  const { name, itemCode, accountCode } = rule
  const behind = checked.work.behindByRule.get(ruleKey(rule)) ?? 0
  const clearing: Fix = { kind: 'clear_booking', choice: '', value: '' }
  const otherwise = rule.isItemOfDefault && accountCode === null ? null : clearing
  const gone = rule.tracking.filter(
    ({ categoryId, optionId }) =>
      !checked.trackingOptions.some(
        (each) => each.categoryId === categoryId && each.optionId === optionId,
      ),
  )
  return [
    ...(itemCode === null ? [] : checkItem(checked, { about, name, itemCode, behind, otherwise })),
    ...(accountCode === null
      ? []
      : checkAccount(checked, { about, name, accountCode, purpose: 'line', behind, otherwise })),
    ...(gone.length > 0
      ? [
          finding(about, {
            code: 'tracking_is_gone',
            effect: effectOf(behind),
            itemCount: behind,
            facts: { name },
            fix: bringingBack(gone, checked) ?? { kind: 'clear_tracking', choice: '', value: '' },
          }),
        ]
      : []),
  ]
}

/** An option whose name is known, of a category that is still there. */
function bringingBack(
  gone: readonly Tracking[],
  { trackingOptions }: Pick<CheckedBookings, 'trackingOptions'>,
): Fix | null {
  for (const { categoryId, optionId, optionName } of gone) {
    const category = trackingOptions.find((each) => each.categoryId === categoryId)
    if (!category || !optionName) continue
    const choice = `${category.categoryName}: ${optionName}`
    return { kind: 'create_tracking_option', choice, value: optionId, name: optionName }
  }
  return null
}

type Asked = {
  about: FindingAbout
  name: string
  /** Open items that are hit. */
  behind: number
  /** What helps when it cannot be mended where it is. */
  otherwise: Fix | null
}

function checkItem(
  { items, accounts, work }: CheckedBookings,
  { about, name, itemCode, behind, otherwise }: Asked & { itemCode: string },
): Finding[] {
  const item = items.find((each) => each.code === itemCode)
  const given = { facts: { name, item: itemCode }, itemCount: behind, effect: effectOf(behind) }
  if (!item) {
    const fix: Fix = { kind: 'create_item', choice: itemCode, value: itemCode, name }
    return [finding(about, { ...given, code: 'item_is_gone', fix })]
  }
  if (!item.isSold) return [finding(about, { ...given, code: 'item_is_not_sold', fix: otherwise })]
  const { salesAccountCode } = item
  if (salesAccountCode === null) return []
  const { account, reason } = accountProblem(accounts, salesAccountCode, 'line') ?? {}
  if (reason === undefined) return []
  const hit = work.byAccount.get(salesAccountCode) ?? 0
  return [
    finding(about, {
      code: 'item_account_is_unusable',
      effect: effectOf(hit),
      itemCount: hit,
      facts: { name, item: itemCode, reason },
      fix: restoring(account) ?? otherwise,
    }),
  ]
}

function checkAccount(
  { accounts }: CheckedBookings,
  asked: Asked & { accountCode: string; purpose: AccountPurpose },
): Finding[] {
  const { about, name, accountCode, purpose, behind, otherwise } = asked
  const problem = accountProblem(accounts, accountCode, purpose)
  if (!problem) return []
  const { code, account, reason } = problem
  const facts = { name, account: account ? named(account) : accountCode, reason }
  const fix = restoring(account) ?? otherwise
  return [finding(about, { code, effect: effectOf(behind), itemCount: behind, facts, fix })]
}

type AccountProblem = { code: FindingCode; reason: string; account: CheckedAccount | undefined }

function accountProblem(
  accounts: readonly CheckedAccount[],
  accountCode: string,
  purpose: AccountPurpose,
): AccountProblem | undefined {
  const account = accounts.find((each) => each.code === accountCode)
  if (!account) {
    return {
      code: 'account_is_gone',
      reason: say('Xero has no account {{account}}.', { account: accountCode }),
      account,
    }
  }
  const refusal = accountRefusal(account, purpose)
  if (!refusal) return undefined
  const code = account.isActive ? 'account_is_unusable' : 'account_is_archived'
  return { code, reason: refusal.message, account }
}

function restoring(account: CheckedAccount | undefined): Fix | null {
  if (!account || account.isActive) return null
  return { kind: 'restore_account', choice: named(account), value: account.accountId }
}

/** With one product there is nothing to mistake; without any, one can be made. */
function onlyItem(items: readonly CheckedItem[]): Fix | null {
  const [first, ...others] = items.filter((each) => each.isSold)
  if (!first) {
    const isFree = !items.some((each) => each.code === 'HOURS')
    const name = findingPlaces.hours
    return isFree ? { kind: 'create_item', choice: 'HOURS', value: 'HOURS', name } : null
  }
  if (others.length > 0) return null
  return { kind: 'choose_setting', choice: `${first.code} - ${first.name}`, value: first.code }
}

function onlySalesAccount(accounts: readonly CheckedAccount[]): Fix | null {
  const [first, ...others] = accounts.filter((each) => accountRefusal(each, 'sales') === null)
  if (!first || others.length > 0 || first.code === null) return null
  return { kind: 'choose_setting', choice: named(first), value: first.code }
}

/** One that was made for it before, else a new one. */
function newDebtorsAccount(accounts: readonly CheckedAccount[]): Fix {
  const made = accounts.find(
    (each) => each.name.startsWith(debtorsAccountName) && accountRefusal(each, 'debtors') === null,
  )
  if (made?.code) return { kind: 'choose_setting', choice: named(made), value: made.code }
  const { code, name } = suggestDebtorsAccount(accounts)
  return { kind: 'create_debtors_account', choice: `${code} - ${name}`, value: code, name }
}

function named({ code, name }: LedgerAccount): string {
  return code === null ? name : `${code} - ${name}`
}

function effectOf(items: number): 'fails' | 'warns' {
  return items > 0 ? 'fails' : 'warns'
}
