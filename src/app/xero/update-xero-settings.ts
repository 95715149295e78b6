import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { requireTheme } from '#app/parts/branding-themes.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { refuse } from '#app/refuse.ts'
import {
  forgetXeroLists,
  readXeroAccounts,
  readXeroItems,
  readXeroOrganisation,
} from '#app/parts/xero-lists.ts'
import { readContactGroups } from '#app/parts/contact-groups.ts'
import { makeDefault } from '#app/parts/make-default.ts'
import { type Asked, describeXero, requireAdministration } from '#app/parts/xero-settings.ts'
import type { Transaction } from '#db/database.ts'
import { getWorkspace, setWorkspaceSettings } from '#db/workspaces.ts'
import {
  isAdministration,
  lockConnections,
  setXeroSettings,
  type XeroConnection,
  type XeroSettings,
} from '#db/xero-connections.ts'
import {
  type AccountPurpose,
  accountRefusal,
  codeFromTyped,
  currencyRefusal,
  type SalesTarget,
} from '#domain/xero-settings.ts'

/**
 * Changes the default product, the two accounts, how invoices look, how sales transactions arrive, and the nightly import of
 * an administration, or makes it the default one; and what the workspace makes of sales transactions.
 * Codes are checked against the live organisation and may be typed as "200 - Sales"; null clears.
 */
export async function updateXeroSettings(
  ctx: Context,
  {
    connectionId,
    isDefault,
    salesTarget,
    ...changes
  }: Partial<Omit<XeroSettings, 'importGroupName' | 'brandingThemeName'>> &
    Asked & { isDefault?: true | undefined; salesTarget?: SalesTarget | undefined },
): Promise<void> {
  allow(ctx, 'xero:connect')
  const { workspaceId } = ctx
  const { nightlyImport, journalStatus, importScope, importGroupId, ...fromLists } = changes
  const { brandingThemeId, ...codes } = fromLists
  const namesNothing = Object.keys(fromLists).length === 0
  const connection = namesNothing
    ? await anyAdministration(ctx, { connectionId })
    : await requireAdministration(ctx, { connectionId })
  if (Object.keys(codes).length > 0) {
    // What is saved is checked against Xero as it is now, not as it was a minute ago.
    forgetXeroLists(connection)
    await refuseOtherCurrency(ctx, connection)
  }

  if (importGroupId && importScope !== 'group') {
    const detail = say('A group goes with importScope "group" only.')
    refuse('input_is_not_valid', { field: 'importGroupId', detail })
  }

  const { defaultItemCode, salesAccountCode, debtorsAccountCode } = codes
  const scope =
    importScope === undefined
      ? {}
      : await chosenContacts(ctx, connection, { importScope, importGroupId: importGroupId ?? null })
  const settings: Partial<XeroSettings> = {
    ...(nightlyImport !== undefined && { nightlyImport }),
    ...(journalStatus !== undefined && { journalStatus }),
    ...(brandingThemeId !== undefined && (await chosenTheme(ctx, connection, brandingThemeId))),
    ...scope,
    ...(defaultItemCode !== undefined && {
      defaultItemCode: await itemCode(ctx, connection, defaultItemCode),
    }),
    ...(salesAccountCode !== undefined && {
      salesAccountCode: await accountCode(ctx, connection, {
        field: 'salesAccountCode',
        purpose: 'sales',
        typed: salesAccountCode,
      }),
    }),
    ...(debtorsAccountCode !== undefined && {
      debtorsAccountCode: await accountCode(ctx, connection, {
        field: 'debtorsAccountCode',
        purpose: 'debtors',
        typed: debtorsAccountCode,
      }),
    }),
  }
  await inTransaction(ctx, async (tx) => {
    if (isDefault) await becomeDefault(tx, { workspaceId, connectionId: connection.id })
    if (Object.keys(settings).length > 0) {
      await setXeroSettings(tx, { workspaceId, connectionId: connection.id, settings })
    }
    const { salesTarget: before } = await getWorkspace(tx, { workspaceId })
    if (salesTarget) await setWorkspaceSettings(tx, { workspaceId, changes: { salesTarget } })
    const about = { subject: 'xero_connection', id: connection.id, name: connection.name } as const
    const chosen = { salesTarget: salesTarget ?? before }
    const after = { ...connection, ...settings, ...(isDefault && { isDefault }), ...chosen }
    const kept = { ...connection, salesTarget: before }
    await audit(ctx, tx, { action: 'changed', ...about, before: kept, after })
  })
}

/** Which contacts come in; a group must be one of those that Xero has now. */
async function chosenContacts(
  ctx: Context,
  connection: XeroConnection,
  { importScope, importGroupId }: Pick<XeroSettings, 'importScope' | 'importGroupId'>,
): Promise<Partial<XeroSettings>> {
  if (importScope !== 'group') return { importScope }
  const groups = expectXero(await readContactGroups(ctx, connection))
  const group = groups.find(({ id }) => id === importGroupId)
  if (!group) refuse('xero_contact_group_not_found', { field: 'importGroupId' })
  return { importScope, importGroupId: group.id, importGroupName: group.name }
}

async function chosenTheme(
  ctx: Context,
  connection: XeroConnection,
  themeId: string | null,
): Promise<Partial<XeroSettings>> {
  if (themeId === null) return { brandingThemeId: null, brandingThemeName: null }
  const { name } = await requireTheme(ctx, connection, themeId)
  return { brandingThemeId: themeId, brandingThemeName: name }
}

/** The schedule may be changed while Xero does not let us in. */
async function anyAdministration(ctx: Context, asked: Asked): Promise<XeroConnection> {
  const { administration } = await describeXero(ctx, asked)
  return administration ?? (await requireAdministration(ctx, asked))
}

/** No client moves by it: those of the former default one stay there. */
async function becomeDefault(
  tx: Transaction,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): Promise<void> {
  const connections = await lockConnections(tx, { workspaceId })
  const chosen = connections.find((each) => each.id === connectionId)
  if (!chosen || !isAdministration(chosen)) refuse('xero_connection_not_found')
  const former = connections.find((each) => each.isDefault)
  if (former?.id === chosen.id) return
  await makeDefault(tx, { workspaceId, chosen, former, clientsOfFormer: 'stay' })
}

async function refuseOtherCurrency(ctx: Context, connection: XeroConnection): Promise<void> {
  const organisation = expectXero(await readXeroOrganisation(ctx, { connection }))
  const { currency } = await getWorkspace(ctx.db, { workspaceId: ctx.workspaceId })
  const refusal = currencyRefusal(organisation, currency)
  if (refusal) refuse(refusal.code, { detail: refusal.message })
}

async function itemCode(
  ctx: Context,
  connection: XeroConnection,
  typed: string | null,
): Promise<string | null> {
  if (typed === null) return null
  const field = 'defaultItemCode'
  const items = expectXero(await readXeroItems(ctx, { connection }))
  const code = codeFromTyped(
    typed,
    items.map((item) => item.code),
  )
  const item = items.find((each) => each.code === code)
  if (!item) {
    refuse('xero_item_not_found', {
      field,
      detail: say('{{name}} has no product “{{typed}}”.', { name: connection.name, typed }),
    })
  }
  if (!item.isSold) refuse('xero_item_is_not_sold', { field })
  return item.code
}

async function accountCode(
  ctx: Context,
  connection: XeroConnection,
  { field, purpose, typed }: { field: string; purpose: AccountPurpose; typed: string | null },
): Promise<string | null> {
  if (typed === null) return null
  const accounts = expectXero(await readXeroAccounts(ctx, { connection }))
  const code = codeFromTyped(
    typed,
    accounts.flatMap((account) => account.code ?? []),
  )
  const account = accounts.find((each) => each.code !== null && each.code === code)
  if (!account) {
    refuse('xero_account_not_found', {
      field,
      detail: say('{{name}} has no account “{{typed}}”.', { name: connection.name, typed }),
    })
  }
  const refusal = accountRefusal(account, purpose)
  if (refusal) refuse(refusal.code, { field, detail: refusal.message })
  return account.code
}
