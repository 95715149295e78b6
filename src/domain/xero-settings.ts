import { say } from './words/say.ts'
import type { RefusalCode } from './refusals.ts'

/** What the workspace has chosen in Xero, and how the connection stands. */
export type XeroChoices = {
  state: 'offered' | 'active' | 'reconnect' | 'scope_missing' | 'disconnected'
  name: string
  baseCurrency: string | null
  defaultItemCode: string | null
  salesAccountCode: string | null
  debtorsAccountCode: string | null
}

/** What a sales transaction becomes: a manual journal, or an approved sales invoice. */
export const salesTargets = ['manual_journal', 'invoice'] as const
export type SalesTarget = (typeof salesTargets)[number]

export type Missing = { code: RefusalCode; message: string }

/** Whether documents can be sent, and what stands in the way. */
export type XeroReadiness = {
  missing: Missing[]
  exportRefusal: Missing | null
  /** For what the workspace makes of sales transactions, and for each thing they can become. */
  salesTransactionRefusal: Missing | null
  salesRefusals: Record<SalesTarget, Missing | null>
}

/** What is still missing before anything can be sent. `administration` is the chosen one; null before that. */
export function xeroReadiness(
  { administration, hasOffers }: { administration: XeroChoices | null; hasOffers: boolean },
  { currency, salesTarget }: { currency: string; salesTarget: SalesTarget },
): XeroReadiness {
  const connection = connectionRefusal(administration, hasOffers)
  if (connection || !administration) {
    const missing = connection ?? notConnected
    const salesRefusals = { manual_journal: missing, invoice: missing }
    return {
      missing: [missing],
      exportRefusal: missing,
      salesTransactionRefusal: missing,
      salesRefusals,
    }
  }
  const blocking = currencyRefusal(administration, currency)
  const noItem = administration.defaultItemCode === null
  const noSales = administration.salesAccountCode === null
  const noDebtors = administration.debtorsAccountCode === null
  const missing = [
    blocking,
    noItem ? itemMissing : null,
    noSales ? salesMissing : null,
    noDebtors && salesTarget === 'manual_journal' ? debtorsMissing : null,
  ].filter((each) => each !== null)
  const invoice = blocking ?? (noSales ? salesMissing : null)
  // Xero itself keeps what is owed on its invoices.
  const salesRefusals = { invoice, manual_journal: invoice ?? (noDebtors ? debtorsMissing : null) }
  return {
    missing,
    // Without a product, lines can still name the sales account.
    exportRefusal: blocking ?? (noItem && noSales ? itemMissing : null),
    salesTransactionRefusal: salesRefusals[salesTarget],
    salesRefusals,
  }
}

const notConnected: Missing = {
  code: 'xero_is_not_connected',
  message: say('Connect to Xero first.'),
}
const itemMissing: Missing = {
  code: 'default_item_not_chosen',
  message: say('Choose the default product.'),
}
const salesMissing: Missing = {
  code: 'sales_account_not_chosen',
  message: say('Choose the journal sale code.'),
}
const debtorsMissing: Missing = {
  code: 'debtors_account_not_chosen',
  message: say('Choose the ledger account of debtors code.'),
}

/** Why nothing can be sent through the connection as it stands; null when it works. */
function connectionRefusal(
  administration: Pick<XeroChoices, 'state' | 'name'> | null,
  hasOffers = false,
): Missing | null {
  if (!administration) {
    if (!hasOffers) return notConnected
    return {
      code: 'xero_administration_not_chosen',
      message: say('Choose the administration that invoices go to.'),
    }
  }
  const { name } = administration
  switch (administration.state) {
    case 'active':
      return null
    case 'reconnect':
      return {
        code: 'xero_needs_reconnection',
        message: say('Xero no longer lets Hourbook into {{name}}. Connect again.', { name }),
      }
    case 'scope_missing':
      return {
        code: 'xero_scope_is_missing',
        message: say('Xero wants more permissions for {{name}}. Update the permissions.', { name }),
      }
    case 'offered':
    case 'disconnected':
      return {
        ...notConnected,
        message: say('{{name}} is not connected. Connect it again.', { name }),
      }
  }
}

/** Money is never converted: what is sent is in the one currency of both sides. Names both when they differ. */
export function currencyRefusal(
  { name, baseCurrency }: { name: string; baseCurrency: string | null },
  currency: string,
): Missing | null {
  if (baseCurrency === null || baseCurrency === currency) return null
  return {
    code: 'currency_differs',
    message: say(
      '{{name}} keeps its books in {{baseCurrency}}, but this workspace uses {{currency}}. Change the currency under Settings, Regional, or choose another administration.',
      { name, baseCurrency, currency },
    ),
  }
}

export type LedgerAccount = {
  code: string | null
  name: string
  type: string
  class: string
  systemAccount: string | null
  isActive: boolean
}

/** 'line': any account that a line of an invoice can name. */
export type AccountPurpose = 'sales' | 'debtors' | 'line'

/** Why an account cannot be chosen for a purpose; null when it can. */
export function accountRefusal(account: LedgerAccount, purpose: AccountPurpose): Missing | null {
  const named = account.code === null ? account.name : `${account.code} - ${account.name}`
  if (!account.isActive) {
    return {
      code: 'xero_account_is_archived',
      message: say('{{named}} is archived in Xero. Restore it there, or choose another account.', {
        named,
      }),
    }
  }
  if (account.systemAccount !== null) {
    return { code: 'xero_account_is_system', message: systemWords(named, account, purpose) }
  }
  if (account.code === null) {
    return {
      code: 'xero_account_does_not_fit',
      message: say('{{named}} has no code in Xero. Give it one there, or choose another account.', {
        named,
      }),
    }
  }
  if (purpose === 'sales') return salesRefusal(account, named)
  if (purpose === 'line') return lineRefusal(account, named)
  if (account.class === 'ASSET' && account.type === 'CURRENT') return null
  return {
    code: 'xero_account_does_not_fit',
    message: say(
      '{{named}} is not a current asset. Debtors are kept on an account of the type Current Asset; choose or create one.',
      { named },
    ),
  }
}

function salesRefusal(account: LedgerAccount, named: string): Missing | null {
  if (account.class === 'REVENUE') return null
  return {
    code: 'xero_account_does_not_fit',
    message: say(
      '{{named}} is not a revenue account. Sales are booked on an account of the class Revenue.',
      { named },
    ),
  }
}

function lineRefusal(account: LedgerAccount, named: string): Missing | null {
  if (account.type !== 'BANK') return null
  return {
    code: 'xero_account_does_not_fit',
    message: say(
      '{{named}} is a bank account, which no line of an invoice can name. Choose another account.',
      { named },
    ),
  }
}

function systemWords(named: string, account: LedgerAccount, purpose: AccountPurpose): string {
  if (account.systemAccount === 'DEBTORS') {
    return purpose === 'debtors'
      ? say(
          '{{named}} is kept by Xero itself and takes no journals. Create a current asset account for debtors, such as “Debtors Hourbook”.',
          { named },
        )
      : say('{{named}} is kept by Xero itself for what customers owe. Choose a revenue account.', {
          named,
        })
  }
  return say('{{named}} is a system account that Xero keeps itself. Choose another account.', {
    named,
  })
}

/**
 * The code that a person means: typed as it is, in other case, or picked and pasted as "200 - Sales". Undefined when no
 * known code fits.
 */
export function codeFromTyped(typed: string, codes: readonly string[]): string | undefined {
  const wanted = typed.trim()
  const [beforeDash = ''] = wanted.split(/\s+[-–—:]\s+|\s*[–—:]\s*/)
  const candidates = [wanted, beforeDash.trim()]
  for (const candidate of candidates) {
    const exact = codes.find((code) => code === candidate)
    const folded = codes.filter((code) => code.toLowerCase() === candidate.toLowerCase())
    const found = exact ?? (folded.length === 1 ? folded[0] : undefined)
    if (found !== undefined) return found
  }
  return undefined
}

export const debtorsAccountName = 'Debtors Hourbook'

/** A free code and name for an account that takes our journals of what customers owe, next to Xero's own. */
export function suggestDebtorsAccount(accounts: readonly LedgerAccount[]): {
  code: string
  name: string
} {
  const codes = new Set(accounts.map((account) => account.code))
  const names = new Set(accounts.map((account) => account.name.toLowerCase()))
  const debtors = accounts.find((account) => account.systemAccount === 'DEBTORS')?.code
  const start = debtors && /^\d{1,6}$/.test(debtors) ? Number(debtors) : 610
  let code = start + 1
  while (codes.has(String(code))) code += 1
  const name = debtorsAccountName
  return { code: String(code), name: names.has(name.toLowerCase()) ? `${name} ${code}` : name }
}
