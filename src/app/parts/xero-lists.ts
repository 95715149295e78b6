import type { XeroConnection } from '#db/xero-connections.ts'
import { callXero } from './call-xero.ts'
import type { Context } from '../context.ts'
import type {
  Account,
  Item,
  Organisation,
  Outcome,
  TaxRate,
  TrackingOption,
} from '../ports/accounting.ts'
import type { SyncPurpose } from './record-xero-call.ts'

/** What is read live from an organisation and remembered for a minute. */
type Lists = {
  organisation: Organisation
  accounts: Account[]
  items: Item[]
  taxRates: TaxRate[]
  trackingOptions: TrackingOption[]
}
type ListName = keyof Lists
type Remembered = { outcome: Outcome<unknown>; readAtMs: number }
type Ask = { connection: Pick<XeroConnection, 'id'>; isFresh?: boolean | undefined }

const rememberedMs = 60_000
const rememberedLimit = 1000
const remembered = new Map<string, Remembered>()

const purposes: Record<ListName, SyncPurpose> = {
  organisation: 'read_organisation',
  accounts: 'read_accounts',
  items: 'read_items',
  taxRates: 'read_tax_rates',
  trackingOptions: 'read_tracking_categories',
}

export async function readXeroOrganisation(ctx: Context, ask: Ask): Promise<Outcome<Organisation>> {
  return await readList(ctx, 'organisation', ask)
}

export async function readXeroAccounts(ctx: Context, ask: Ask): Promise<Outcome<Account[]>> {
  return await readList(ctx, 'accounts', ask)
}

export async function readXeroItems(ctx: Context, ask: Ask): Promise<Outcome<Item[]>> {
  return await readList(ctx, 'items', ask)
}

export async function readXeroTaxRates(ctx: Context, ask: Ask): Promise<Outcome<TaxRate[]>> {
  return await readList(ctx, 'taxRates', ask)
}

export async function readXeroTrackingOptions(
  ctx: Context,
  ask: Ask,
): Promise<Outcome<TrackingOption[]>> {
  return await readList(ctx, 'trackingOptions', ask)
}

/** Forgets what was read, after something was created in the organisation or another consent was given. */
export function forgetXeroLists({ id }: Pick<XeroConnection, 'id'>): void {
  for (const name of Object.keys(purposes)) remembered.delete(`${id} ${name}`)
}

async function readList<Name extends ListName>(
  ctx: Context,
  name: Name,
  { connection, isFresh = false }: Ask,
): Promise<Outcome<Lists[Name]>> {
  const key = `${connection.id} ${name}`
  const nowMs = ctx.clock.now().getTime()
  const known = remembered.get(key)
  if (known && !isFresh && Math.abs(nowMs - known.readAtMs) < rememberedMs) {
    return known.outcome as Outcome<Lists[Name]> // The key says which list it is.
  }
  const call = { connectionId: connection.id, purpose: purposes[name] }
  const ask: { [Each in ListName]: () => Promise<Outcome<Lists[Each]>> } = {
    organisation: () => callXero(ctx, call, ctx.accounting.getOrganisation),
    accounts: () => callXero(ctx, call, ctx.accounting.listAccounts),
    items: () => callXero(ctx, call, ctx.accounting.listItems),
    taxRates: () => callXero(ctx, call, ctx.accounting.listTaxRates),
    trackingOptions: () => callXero(ctx, call, ctx.accounting.listTrackingOptions),
  }
  const outcome = await ask[name]()
  remembered.delete(key)
  if (outcome.kind === 'ok') remember(key, { outcome, readAtMs: nowMs })
  return outcome
}

function remember(key: string, value: Remembered): void {
  const [oldest] = remembered.keys()
  if (remembered.size >= rememberedLimit && oldest !== undefined) remembered.delete(oldest)
  remembered.set(key, value)
}
