import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { msDate } from './dates.ts'
import { BadRequest } from './call.ts'
import { echo, listAnswer, writeElements, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { isUuid, zeroId } from './ids.ts'
import { choiceIn, elementsOf, flagIn, textIn, type Input } from './input.ts'
import { listRecords } from './lists.ts'
import type { Account, AccountClass, Organisation } from './records.ts'
import type { Fields } from './where.ts'

const classByType: Readonly<Record<string, AccountClass>> = {
  BANK: 'ASSET',
  CURRENT: 'ASSET',
  CURRLIAB: 'LIABILITY',
  DEPRECIATN: 'EXPENSE',
  DIRECTCOSTS: 'EXPENSE',
  EQUITY: 'EQUITY',
  EXPENSE: 'EXPENSE',
  FIXED: 'ASSET',
  INVENTORY: 'ASSET',
  LIABILITY: 'LIABILITY',
  NONCURRENT: 'ASSET',
  OTHERINCOME: 'REVENUE',
  OVERHEADS: 'EXPENSE',
  PREPAYMENT: 'ASSET',
  REVENUE: 'REVENUE',
  SALES: 'REVENUE',
  TERMLIAB: 'LIABILITY',
  PAYG: 'LIABILITY',
}

const accountTypes = Object.keys(classByType)

export const classOf = (account: Account): AccountClass => classByType[account.type] ?? 'ASSET'

function accountJson(account: Account): Record<string, unknown> {
  return {
    AccountID: account.id,
    ...(account.code !== null && { Code: account.code }),
    Name: account.name,
    Status: account.status,
    Type: account.type,
    TaxType: account.taxType,
    ...(account.description !== null && { Description: account.description }),
    Class: classOf(account),
    ...(account.systemAccount !== null && { SystemAccount: account.systemAccount }),
    EnablePaymentsToAccount: account.enablePayments,
    ShowInExpenseClaims: account.showInExpenseClaims,
    ...(account.bankAccountNumber !== null && { BankAccountNumber: account.bankAccountNumber }),
    ...(account.bankAccountType !== null && { BankAccountType: account.bankAccountType }),
    ...(account.currencyCode !== null && { CurrencyCode: account.currencyCode }),
    ...(account.reportingCode !== null && { ReportingCode: account.reportingCode }),
    ...(account.reportingCodeName !== null && { ReportingCodeName: account.reportingCodeName }),
    HasAttachments: false,
    UpdatedDateUTC: msDate(account.updatedAt),
    AddToWatchlist: false,
  }
}

const accountFields: Fields<Account> = {
  accountid: (account) => account.id,
  code: (account) => account.code,
  name: (account) => account.name,
  type: (account) => account.type,
  status: (account) => account.status,
  class: classOf,
  taxtype: (account) => account.taxType,
  systemaccount: (account) => account.systemAccount,
  enablepaymentstoaccount: (account) => account.enablePayments,
  showinexpenseclaims: (account) => account.showInExpenseClaims,
  bankaccountnumber: (account) => account.bankAccountNumber,
  currencycode: (account) => account.currencyCode,
  updateddateutc: (account) => ({ at: account.updatedAt }),
}

/** Finds an account by its code as typed; deleted ones are gone. */
export const accountByCode = (organisation: Organisation, code: string): Account | undefined =>
  organisation.accounts.find('code', fold(code))[0]

/** GET, PUT and POST of /Accounts; writes take one account a call. */
export function accountsResource(call: Call): ApiAnswer {
  const { accounts } = call.organisation
  const [id] = call.path
  if (call.method === 'GET') {
    if (id) return listAnswer(call.world, 'Accounts', [JSON.stringify(accountJson(one(call, id)))])
    return listRecords(call, accounts, {
      plural: 'Accounts',
      fields: accountFields,
      keep: (account) => account.status !== 'DELETED',
      json: (account) => JSON.stringify(accountJson(account)),
    })
  }
  if (call.method === 'DELETE' && id) return removeAccount(call, one(call, id))
  if (call.method !== 'PUT' && call.method !== 'POST') throw new NotImplemented()
  const inputs = elementsOf(call.body, 'Accounts')
  if (inputs.length > 1)
    throw new BadRequest('Only one account can be created or updated per call.')
  return writeElements(
    call,
    'Accounts',
    (input) => {
      const existing = call.method === 'POST' ? existingAccount(call, input) : undefined
      return writeAccount(call, input, existing)
    },
    inputs,
  )
}

function one(call: Call, id: string): Account {
  const account = isUuid(id) ? call.organisation.accounts.get(id) : undefined
  if (!account) throw new NotFound()
  return account
}

function existingAccount(call: Call, input: Input): Account | undefined {
  const id = call.path[0] ?? textIn(input, 'AccountID')
  if (id) return one(call, id)
  return accountByCode(call.organisation, textIn(input, 'Code') ?? '')
}

function writeAccount(call: Call, input: Input, existing: Account | undefined): Outcome {
  const type = choiceIn(input, 'Type', accountTypes) ?? existing?.type
  const currency = type === 'BANK' ? call.organisation.profile.baseCurrency : null
  const account: Account = {
    id: existing?.id ?? call.world.freshId(),
    updatedAt: call.now,
    code: textIn(input, 'Code') ?? existing?.code ?? null,
    name: (textIn(input, 'Name') ?? existing?.name ?? '').trim(),
    type: type ?? '',
    status: choiceIn(input, 'Status', ['ACTIVE', 'ARCHIVED']) ?? existing?.status ?? 'ACTIVE',
    taxType: textIn(input, 'TaxType') ?? existing?.taxType ?? 'NONE',
    description: textIn(input, 'Description') ?? existing?.description ?? null,
    systemAccount: existing?.systemAccount ?? null,
    enablePayments: flagIn(input, 'EnablePaymentsToAccount') ?? existing?.enablePayments ?? false,
    showInExpenseClaims:
      flagIn(input, 'ShowInExpenseClaims') ?? existing?.showInExpenseClaims ?? false,
    bankAccountNumber: textIn(input, 'BankAccountNumber') ?? existing?.bankAccountNumber ?? null,
    bankAccountType: type === 'BANK' ? (existing?.bankAccountType ?? 'BANK') : null,
    currencyCode: textIn(input, 'CurrencyCode') ?? existing?.currencyCode ?? currency,
    reportingCode: existing?.reportingCode ?? null,
    reportingCodeName: existing?.reportingCodeName ?? null,
  }
  const errors = accountErrors(call, account, existing)
  if (errors.length > 0) {
    return { json: echo(input, 'AccountID', existing?.id ?? zeroId), errors, warnings: [] }
  }
  call.writes.set(call.organisation.accounts, account)
  return { json: accountJson(account), errors, warnings: [] }
}

function accountErrors(call: Call, account: Account, existing: Account | undefined): string[] {
  const { accounts } = call.organisation
  const isOther = (each: Account) => each.id !== account.id
  const errors: string[] = []
  if (account.type === '') errors.push('Account Type must be specified.')
  if (account.name === '') errors.push('Please enter a Name.')
  if (account.name.length > 150) errors.push('Name must not be longer than 150 characters.')
  if (account.code === null && account.type !== 'BANK') errors.push('Please enter a Code.')
  if ((account.code ?? '').length > 10) errors.push('Code must not be longer than 10 characters.')
  if (account.code && accounts.find('code', fold(account.code)).some(isOther)) {
    errors.push('Please enter a unique Code.')
  }
  if (accounts.find('name', fold(account.name)).some(isOther)) {
    errors.push('Please enter a unique Name.')
  }
  if (account.type === 'BANK' && account.bankAccountNumber === null) {
    errors.push('Please enter a Bank Account Number.')
  }
  if (!call.organisation.taxRates.some((rate) => rate.taxType === account.taxType)) {
    errors.push(`The TaxType code '${account.taxType}' does not exist or cannot be used.`)
  }
  if (existing?.systemAccount && account.status === 'ARCHIVED') {
    errors.push('System accounts cannot be archived.')
  }
  return errors
}

function removeAccount(call: Call, account: Account): ApiAnswer {
  return writeElements(
    call,
    'Accounts',
    () => {
      const deleted: Account = { ...account, status: 'DELETED', updatedAt: call.now }
      const errors = account.systemAccount ? ['System accounts cannot be deleted.'] : []
      if (isUsed(call.organisation, account.id)) {
        errors.push('Accounts that are used on a transaction cannot be deleted.')
      }
      if (errors.length === 0) call.writes.set(call.organisation.accounts, deleted)
      return { json: accountJson(errors.length > 0 ? account : deleted), errors, warnings: [] }
    },
    [{ value: {}, path: '' }],
  )
}

function isUsed(organisation: Organisation, accountId: string): boolean {
  for (const invoice of organisation.invoices.values()) {
    if (invoice.lines.some((line) => line.accountId === accountId)) return true
  }
  for (const journal of organisation.manualJournals.values()) {
    if (journal.lines.some((line) => line.accountId === accountId)) return true
  }
  return false
}
