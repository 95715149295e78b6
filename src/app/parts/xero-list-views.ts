import { say } from '#domain/words/say.ts'
import { type AccountPurpose, accountRefusal } from '#domain/xero-settings.ts'
import type { Account, Item } from '../ports/accounting.ts'

/** Whether the words a person typed occur in the code or the name. */
export function isFound(
  item: { code: string | null; name: string },
  q: string | undefined,
): boolean {
  const wanted = q?.trim().toLowerCase()
  return !wanted || `${item.code ?? ''} - ${item.name}`.toLowerCase().includes(wanted)
}

export function accountView(account: Account, purpose: AccountPurpose) {
  const refusal = accountRefusal(account, purpose)
  return {
    code: account.code,
    name: account.name,
    type: account.type,
    class: account.class,
    systemAccount: account.systemAccount,
    isSelectable: refusal === null,
    reason: refusal?.message ?? null,
  }
}

export function itemView(item: Item) {
  return {
    code: item.code,
    name: item.name,
    salesAccountCode: item.salesAccountCode,
    isSelectable: item.isSold,
    reason: item.isSold
      ? null
      : say('{{item}} is not sold, according to Xero.', { item: `${item.code} - ${item.name}` }),
  }
}
