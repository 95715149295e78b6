import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { accountView, isFound } from '#app/parts/xero-list-views.ts'
import { readXeroAccounts } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'
import { type AccountPurpose, suggestDebtorsAccount } from '#domain/xero-settings.ts'

/** The live chart of accounts, each account with whether it can be chosen for the purpose and why not. */
export async function listXeroAccounts(
  ctx: Context,
  {
    q,
    purpose,
    refresh,
    connectionId,
  }: { q?: string | undefined; purpose: AccountPurpose; refresh: boolean } & Asked,
) {
  allow(ctx, 'xero:read')
  const connection = await requireAdministration(ctx, { connectionId })
  const accounts = expectXero(await readXeroAccounts(ctx, { connection, isFresh: refresh }))
  const views = accounts
    .filter((account) => isFound(account, q))
    .map((account) => accountView(account, purpose))
  return {
    items: views.toSorted(bySelectableThenCode),
    nextCursor: null,
    suggestion: purpose === 'debtors' ? suggestDebtorsAccount(accounts) : null,
  }
}

type View = ReturnType<typeof accountView>

function bySelectableThenCode(left: View, right: View): number {
  if (left.isSelectable !== right.isSelectable) return left.isSelectable ? -1 : 1
  return (left.code ?? '').localeCompare(right.code ?? '', 'en', { numeric: true })
}
