import type { XeroConnection } from '#db/xero-connections.ts'
import { callXero } from './call-xero.ts'
import type { Context } from '../context.ts'
import { contentHash } from '#lib/content-hash.ts'
import type {
  Account,
  BrandingTheme,
  Contact,
  Item,
  Organisation,
  Outcome,
  Permits,
  TaxRate,
  TrackingOption,
} from '../ports/accounting.ts'
import type { SyncPurpose } from './record-xero-call.ts'

/** What is read live from an organisation and remembered for a minute. */
type Lists = {
  organisation: Organisation
  permits: Permits
  accounts: Account[]
  items: Item[]
  taxRates: TaxRate[]
  trackingOptions: TrackingOption[]
  brandingThemes: BrandingTheme[]
}
type ListName = keyof Lists
type Remembered = { outcome: Outcome<unknown>; readAt: Date }
type Ask = { connection: Pick<XeroConnection, 'id'>; isFresh?: boolean | undefined }

const rememberedMs = 60_000
const rememberedLimit = 1000
const remembered = new Map<string, Remembered>()

const purposes: Record<ListName, SyncPurpose> = {
  organisation: 'read_organisation',
  permits: 'read_permits',
  accounts: 'read_accounts',
  items: 'read_items',
  taxRates: 'read_tax_rates',
  trackingOptions: 'read_tracking_categories',
  brandingThemes: 'read_branding_themes',
}

const whats = [
  'organisation',
  'permits',
  'accounts',
  'items',
  'taxRates',
  'trackingOptions',
  'brandingThemes',
  'contacts',
] as const
type What = (typeof whats)[number]

export async function readXeroOrganisation(ctx: Context, ask: Ask): Promise<Outcome<Organisation>> {
  return await readList(ctx, 'organisation', ask)
}

export async function readXeroPermits(ctx: Context, ask: Ask): Promise<Outcome<Permits>> {
  return await readList(ctx, 'permits', ask)
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

export async function readXeroBrandingThemes(
  ctx: Context,
  ask: Ask,
): Promise<Outcome<BrandingTheme[]>> {
  return await readList(ctx, 'brandingThemes', ask)
}

/** Contacts that were asked for by one question, which `about` tells from others. */
export async function rememberContacts(
  ctx: Context,
  {
    connection,
    isFresh = false,
    about,
    read,
  }: Ask & { about: unknown; read: () => Promise<Outcome<Contact[]>> },
): Promise<Outcome<Contact[]>> {
  const key = `${connection.id} contacts ${contentHash(about)}`
  return await askOrRemember(ctx, { key, isFresh, ask: read })
}

/** What is remembered of an organisation, and when it was read. */
export function rememberedLists({ id }: Pick<XeroConnection, 'id'>): { what: What; at: Date }[] {
  return whats.flatMap((what) => {
    const own = [...remembered].filter(([key]) => key.startsWith(`${id} ${what}`))
    const at = own.map(([, { readAt }]) => readAt).reduce(later, undefined)
    return at ? [{ what, at }] : []
  })
}

function later(one: Date | undefined, other: Date): Date {
  return one && one > other ? one : other
}

/**
 * Forgets what was read, after something was created in the organisation or another consent was given: all of it, or one
 * kind.
 */
export function forgetXeroLists({ id }: Pick<XeroConnection, 'id'>, what: What | '' = ''): void {
  const start = `${id} ${what}`
  for (const key of remembered.keys()) if (key.startsWith(start)) remembered.delete(key)
}

async function readList<Name extends ListName>(
  ctx: Context,
  name: Name,
  { connection, isFresh = false }: Ask,
): Promise<Outcome<Lists[Name]>> {
  const call = { connectionId: connection.id, purpose: purposes[name] }
  const ask: { [Each in ListName]: () => Promise<Outcome<Lists[Each]>> } = {
    organisation: () => callXero(ctx, call, ctx.accounting.getOrganisation),
    permits: () => callXero(ctx, call, ctx.accounting.getPermits),
    accounts: () => callXero(ctx, call, ctx.accounting.listAccounts),
    items: () => callXero(ctx, call, ctx.accounting.listItems),
    taxRates: () => callXero(ctx, call, ctx.accounting.listTaxRates),
    trackingOptions: () => callXero(ctx, call, ctx.accounting.listTrackingOptions),
    brandingThemes: () => callXero(ctx, call, ctx.accounting.listBrandingThemes),
  }
  return await askOrRemember(ctx, { key: `${connection.id} ${name}`, isFresh, ask: ask[name] })
}

async function askOrRemember<Value>(
  ctx: Context,
  { key, isFresh, ask }: { key: string; isFresh: boolean; ask: () => Promise<Outcome<Value>> },
): Promise<Outcome<Value>> {
  const now = ctx.clock.now()
  const known = remembered.get(key)
  if (known && !isFresh && Math.abs(Number(now) - Number(known.readAt)) < rememberedMs) {
    return known.outcome as Outcome<Value> // The key says what was asked.
  }
  const outcome = await ask()
  remembered.delete(key)
  if (outcome.kind === 'ok') remember(key, { outcome, readAt: now })
  return outcome
}

function remember(key: string, value: Remembered): void {
  const [oldest] = remembered.keys()
  if (remembered.size >= rememberedLimit && oldest !== undefined) remembered.delete(oldest)
  remembered.set(key, value)
}
