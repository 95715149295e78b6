import type { Context } from '#app/context.ts'
import { chooseXeroAdministration } from '#app/xero/choose-xero-administration.ts'
import { createXeroAccount } from '#app/xero/create-xero-account.ts'
import { finishXeroConsent } from '#app/xero/finish-xero-consent.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { listXeroAccounts } from '#app/xero/list-xero-accounts.ts'
import { listXeroItems } from '#app/xero/list-xero-items.ts'
import { startXeroConsent } from '#app/xero/start-xero-consent.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import type { XeroSettings } from '#db/xero-connections.ts'
import { assert } from '#lib/assert.ts'
import type { Simulator } from '#simulator/server.ts'

type Connected = { connectionId: string; tenantId: string }
type Options = {
  /** The organisation's name in the simulator; the demo company without it. */
  organisation?: string
  /** What is chosen under Settings → Xero; null chooses nothing. */
  settings?: Partial<XeroSettings> | null
  /** Beside the administrations there are, not in the place of the default one. */
  isAdditional?: boolean
}

const demoCompany = 'Demo Company (NL)'
/** Answers the consent page as a person would, and tells where it sends the browser back to. */
export async function answerConsent(
  authorizeUrl: string,
  answer: { organisationIds: string[] } | 'cancel',
): Promise<URL> {
  const url = new URL(authorizeUrl)
  const form = new URLSearchParams(url.search)
  form.set('decision', answer === 'cancel' ? 'cancel' : 'allow')
  if (answer !== 'cancel') for (const id of answer.organisationIds) form.append('organisation', id)
  const response = await fetch(`${url.origin}${url.pathname}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const location = response.headers.get('location')
  assert(location, `the consent page answers with a redirect, not ${response.status}`)
  return new URL(location)
}

/** Goes through consent and settings, as a person would, to an administration that works. */
export async function connectXero(
  { ctx, xero }: { ctx: Context; xero: Simulator },
  { organisation = demoCompany, settings, isAdditional = false }: Options = {},
): Promise<Connected> {
  const found = xero.control.organisations.list().find((each) => each.name === organisation)
  assert(found, `the simulator has ${organisation}`)
  const { authorizeUrl } = await startXeroConsent(ctx)
  const back = await answerConsent(authorizeUrl, { organisationIds: [found.id] })
  await finishXeroConsent(ctx, {
    state: back.searchParams.get('state') ?? '',
    code: back.searchParams.get('code'),
    error: null,
  })
  const { offered, organisation: present } = await getXeroConnection(ctx)
  const connection = offered.find((each) => each.tenantId === found.id) ?? present
  assert(connection, 'the organisation is offered')
  const { connectionId, tenantId } = connection
  await chooseXeroAdministration(ctx, { connectionId, isAdditional })
  if (settings === null) return { connectionId, tenantId }
  const chosen = settings ?? (await fittingSettings(ctx, { connectionId }))
  await updateXeroSettings(ctx, { ...chosen, connectionId })
  return { connectionId, tenantId }
}

async function fittingSettings(
  ctx: Context,
  asked: { connectionId: string },
): Promise<Partial<XeroSettings>> {
  const search = { refresh: false, ...asked }
  const items = await listXeroItems(ctx, search)
  const sales = await listXeroAccounts(ctx, { purpose: 'sales', ...search })
  const { suggestion } = await listXeroAccounts(ctx, { purpose: 'debtors', ...search })
  assert(suggestion, 'a debtors account is suggested')
  const debtors = await createXeroAccount(ctx, { purpose: 'debtors', ...suggestion, ...asked })
  const first = (list: { code: string | null; isSelectable: boolean }[]) =>
    list.find((each) => each.isSelectable)?.code ?? null
  return {
    defaultItemCode: first(items.items),
    salesAccountCode: first(sales.items),
    debtorsAccountCode: debtors.code,
  }
}
