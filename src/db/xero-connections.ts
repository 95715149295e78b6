import { type Selectable, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import type { Tables } from './tables.ts'
import { type SealedTokens, sealedTokenColumns } from './xero-token-sets.ts'

export type ConnectionState = Tables['xero_connections']['state']
/** A draft reaches the ledger when somebody posts it in Xero. */
export type JournalStatus = 'DRAFT' | 'POSTED'
export type NightlyImport = 'off' | 'new' | 'new_and_changed'

/** A Xero organisation that the workspace may speak to, and what was chosen for it. */
export type XeroConnection = {
  id: string
  tokenSetId: string
  tenantId: string
  xeroConnectionId: string
  name: string
  state: ConnectionState
  /** Clients that belong to no other go here. It stays the default while Xero does not let us in. */
  isDefault: boolean
  shortCode: string | null
  baseCurrency: string | null
  countryCode: string | null
  isDemoCompany: boolean
  defaultItemCode: string | null
  salesAccountCode: string | null
  debtorsAccountCode: string | null
  /** How its invoices look; null: Xero takes the theme of the contact, else its own default. */
  brandingThemeId: string | null
  brandingThemeName: string | null
  /** How sales transactions arrive there. */
  journalStatus: JournalStatus
  nightlyImport: NightlyImport
  importScope: ImportScope
  importGroupId: string | null
  importGroupName: string | null
  nightlyLastStartedOn: string | null
  contactsModifiedSince: Date | null
  connectedBy: string
  connectedAt: Date
  lastSuccessAt: Date | null
  lastErrorAt: Date | null
  lastError: string | null
}

/** Which contacts come in. */
export type ImportScope = 'all' | 'customers' | 'group'

export type XeroSettings = Pick<
  XeroConnection,
  | 'defaultItemCode'
  | 'salesAccountCode'
  | 'debtorsAccountCode'
  | 'brandingThemeId'
  | 'brandingThemeName'
  | 'journalStatus'
  | 'nightlyImport'
  | 'importScope'
  | 'importGroupId'
  | 'importGroupName'
>

type Key = { workspaceId: string; connectionId: string }

const administrationStates = ['active', 'reconnect', 'scope_missing'] as const

/** Whether documents go to it, now or as soon as somebody connects it again. */
export function isAdministration({ state }: Pick<XeroConnection, 'state'>): boolean {
  return state !== 'offered' && state !== 'disconnected'
}

export async function findConnection(
  db: Database,
  { workspaceId, connectionId }: Key,
): Promise<XeroConnection | undefined> {
  const row = await db
    .selectFrom('xero_connections')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .selectAll()
    .executeTakeFirst()
  return row && toConnection(row)
}

/** A connection, and the tokens of its consent: every call asks for both. */
export async function findConnectionToCall(
  db: Database,
  { workspaceId, connectionId }: Key,
): Promise<{ connection: XeroConnection; tokens: SealedTokens } | undefined> {
  const row = await db
    .selectFrom('xero_connections as connections')
    .innerJoin('xero_token_sets as tokens', (join) =>
      join
        .onRef('tokens.workspace_id', '=', 'connections.workspace_id')
        .onRef('tokens.id', '=', 'connections.token_set_id'),
    )
    .where('connections.workspace_id', '=', workspaceId)
    .where('connections.id', '=', connectionId)
    .selectAll('connections')
    .select(sealedTokenColumns)
    .executeTakeFirst()
  return row && { connection: toConnection(row), tokens: row }
}

export async function listConnections(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<XeroConnection[]> {
  const rows = await db
    .selectFrom('xero_connections')
    .where('workspace_id', '=', workspaceId)
    .selectAll()
    .orderBy('tenant_name')
    .orderBy('id')
    .execute()
  return rows.map(toConnection)
}

/** Locks all connections of the workspace, so that only one of them becomes the default. */
export async function lockConnections(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<XeroConnection[]> {
  const rows = await tx
    .selectFrom('xero_connections')
    .where('workspace_id', '=', workspaceId)
    .selectAll()
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toConnection)
}

/**
 * Records the organisations of a consent. One that is known keeps its settings; an administration that waited for a new
 * consent works again, any other is offered.
 */
export async function upsertConnections(
  tx: Transaction,
  values: {
    workspaceId: string
    tokenSetId: string
    connectedBy: string
    connectedAt: Date
    organisations: { id: string; tenantId: string; xeroConnectionId: string; name: string }[]
  },
): Promise<void> {
  const { workspaceId, tokenSetId, connectedBy, connectedAt, organisations } = values
  await tx
    .insertInto('xero_connections')
    .values(
      organisations.map((each) => ({
        workspace_id: workspaceId,
        id: each.id,
        token_set_id: tokenSetId,
        tenant_id: each.tenantId,
        xero_connection_id: each.xeroConnectionId,
        tenant_name: each.name,
        state: 'offered' as const,
        short_code: null,
        base_currency: null,
        country_code: null,
        default_item_code: null,
        sales_account_code: null,
        debtors_account_code: null,
        nightly_last_started_on: null,
        contacts_modified_since: null,
        connected_by: connectedBy,
        connected_at: connectedAt,
        last_success_at: null,
        last_error_at: null,
        last_error: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'tenant_id']).doUpdateSet((eb) => ({
        token_set_id: eb.ref('excluded.token_set_id'),
        xero_connection_id: eb.ref('excluded.xero_connection_id'),
        tenant_name: eb.ref('excluded.tenant_name'),
        connected_by: eb.ref('excluded.connected_by'),
        connected_at: eb.ref('excluded.connected_at'),
        last_error: null,
        state: eb
          .case()
          .when('xero_connections.state', 'in', administrationStates)
          .then(sql<ConnectionState>`'active'`)
          .else(sql<ConnectionState>`'offered'`)
          .end(),
      })),
    )
    .execute()
}

export async function setConnectionState(
  tx: Transaction,
  { workspaceId, connectionId, state }: Key & { state: ConnectionState },
): Promise<void> {
  await tx
    .updateTable('xero_connections')
    .set({ state })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

/** Makes a connection the default, or not: at most one of a workspace is. */
export async function setDefaultFlag(
  tx: Transaction,
  { workspaceId, connectionId, isDefault }: Key & { isDefault: boolean },
): Promise<void> {
  await tx
    .updateTable('xero_connections')
    .set({ is_default: isDefault })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

/** The organisations of a dead grant wait for a new consent; those only offered are gone with it. */
export async function setGrantDead(
  tx: Transaction,
  { workspaceId, tokenSetId }: { workspaceId: string; tokenSetId: string },
): Promise<void> {
  await tx
    .updateTable('xero_connections')
    .set((eb) => ({
      state: eb
        .case()
        .when('state', '=', 'offered')
        .then(sql<ConnectionState>`'disconnected'`)
        .else(sql<ConnectionState>`'reconnect'`)
        .end(),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('token_set_id', '=', tokenSetId)
    .where('state', '!=', 'disconnected')
    .execute()
}

export async function setOrganisationFacts(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    ...facts
  }: Key & {
    name: string
    shortCode: string
    baseCurrency: string
    countryCode: string
    isDemoCompany: boolean
  },
): Promise<void> {
  await tx
    .updateTable('xero_connections')
    .set({
      tenant_name: facts.name,
      short_code: facts.shortCode,
      base_currency: facts.baseCurrency,
      country_code: facts.countryCode,
      is_demo_company: facts.isDemoCompany,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

export async function setXeroSettings(
  tx: Transaction,
  { workspaceId, connectionId, settings }: Key & { settings: Partial<XeroSettings> },
): Promise<void> {
  const { defaultItemCode, salesAccountCode, debtorsAccountCode, nightlyImport } = settings
  const { importScope, importGroupId = null, importGroupName = null } = settings
  const { brandingThemeId, brandingThemeName = null, journalStatus } = settings
  await tx
    .updateTable('xero_connections')
    .set({
      ...(defaultItemCode !== undefined && { default_item_code: defaultItemCode }),
      ...(salesAccountCode !== undefined && { sales_account_code: salesAccountCode }),
      ...(debtorsAccountCode !== undefined && { debtors_account_code: debtorsAccountCode }),
      ...(brandingThemeId !== undefined && {
        branding_theme_id: brandingThemeId,
        branding_theme_name: brandingThemeName,
      }),
      ...(journalStatus !== undefined && { journal_status: journalStatus }),
      ...(nightlyImport !== undefined && { nightly_import: nightlyImport }),
      ...(importScope !== undefined && {
        import_scope: importScope,
        import_group_id: importGroupId,
        import_group_name: importGroupName,
      }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

/** What the last call to the organisation taught us about it. */
export async function setCallOutcome(
  tx: Transaction,
  values: Key & {
    at: Date
    /** Null when the call succeeded. */
    error: string | null
    /** The state that follows from it, when it changes anything. */
    state?: ConnectionState
  },
): Promise<void> {
  const { workspaceId, connectionId, at, error, state } = values
  await tx
    .updateTable('xero_connections')
    .set({
      ...(error === null ? { last_success_at: at } : { last_error_at: at, last_error: error }),
      ...(state && { state }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

export type NightlyCandidate = {
  workspaceId: string
  connectionId: string
  timeZone: string
  nightlyImport: 'new' | 'new_and_changed'
  lastStartedOn: string | null
}

/** Every organisation, of any workspace, whose contacts are imported at night. Only the schedule asks this. */
export async function listNightlyCandidates(db: Database): Promise<NightlyCandidate[]> {
  return await db
    .selectFrom('xero_connections')
    .innerJoin('workspaces', 'workspaces.workspace_id', 'xero_connections.workspace_id')
    .where('xero_connections.state', '=', 'active')
    .where('xero_connections.nightly_import', '!=', 'off')
    .select([
      'xero_connections.workspace_id as workspaceId',
      'xero_connections.id as connectionId',
      'workspaces.time_zone as timeZone',
      'xero_connections.nightly_last_started_on as lastStartedOn',
    ])
    .select((eb) =>
      eb
        .ref('xero_connections.nightly_import')
        .$castTo<'new' | 'new_and_changed'>()
        .as('nightlyImport'),
    )
    .orderBy('xero_connections.workspace_id')
    .execute()
}

/** Every organisation, of any workspace, that was not spoken to since these moments. Only the schedule asks this. */
export async function listIdleConnections(
  db: Database,
  { activeSince, offeredSince }: { activeSince: Date; offeredSince: Date },
): Promise<{ workspaceId: string; connectionId: string }[]> {
  return await db
    .selectFrom('xero_connections')
    .select(['workspace_id as workspaceId', 'id as connectionId'])
    .where((eb) => {
      const idleSince = (state: ConnectionState, moment: Date) =>
        eb.and([
          eb('state', '=', state),
          eb(eb.fn.coalesce('last_success_at', 'connected_at'), '<', moment),
        ])
      return eb.or([idleSince('active', activeSince), idleSince('offered', offeredSince)])
    })
    .orderBy('workspace_id')
    .orderBy('id')
    .execute()
}

/** Writes down which night was started last; false when another worker changed it since we looked. */
export async function setNightStarted(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    startedOn,
    insteadOf,
  }: Key & { startedOn: string | null; insteadOf: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable('xero_connections')
    .set({ nightly_last_started_on: startedOn })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .where('nightly_last_started_on', 'is not distinct from', insteadOf)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function setContactsModifiedSince(
  tx: Transaction,
  { workspaceId, connectionId, modifiedSince }: Key & { modifiedSince: Date },
): Promise<void> {
  await tx
    .updateTable('xero_connections')
    .set({ contacts_modified_since: modifiedSince })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

function toConnection(row: Selectable<Tables['xero_connections']>): XeroConnection {
  return {
    id: row.id,
    tokenSetId: row.token_set_id,
    tenantId: row.tenant_id,
    xeroConnectionId: row.xero_connection_id,
    name: row.tenant_name,
    state: row.state,
    isDefault: row.is_default,
    shortCode: row.short_code,
    baseCurrency: row.base_currency,
    countryCode: row.country_code,
    isDemoCompany: row.is_demo_company,
    defaultItemCode: row.default_item_code,
    salesAccountCode: row.sales_account_code,
    debtorsAccountCode: row.debtors_account_code,
    brandingThemeId: row.branding_theme_id,
    brandingThemeName: row.branding_theme_name,
    journalStatus: row.journal_status,
    nightlyImport: row.nightly_import,
    importScope: row.import_scope,
    importGroupId: row.import_group_id,
    importGroupName: row.import_group_name,
    nightlyLastStartedOn: row.nightly_last_started_on,
    contactsModifiedSince: row.contacts_modified_since,
    connectedBy: row.connected_by,
    connectedAt: row.connected_at,
    lastSuccessAt: row.last_success_at,
    lastErrorAt: row.last_error_at,
    lastError: row.last_error,
  }
}

/** How many organisations are connected through the app of this Hourbook, in whichever workspace: Xero counts them so. */
export async function countConnectedOrganisations(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct tenant_id)::integer as count from xero_connections
    where workspace_id is not null and state <> 'disconnected'`.execute(db)
  return rows[0]?.count ?? 0
}

/** How often Xero answered contacts that were to be created with anything but a yes. */
export async function findContactRefusals(
  db: Database,
  { workspaceId, connectionId }: Key,
): Promise<number> {
  const row = await db
    .selectFrom('xero_connections')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .select('contact_refusals as count')
    .executeTakeFirst()
  return row?.count ?? 0
}

/** Xero remembers such an answer for six minutes: the next call is to have another key. */
export async function countContactRefusal(
  tx: Transaction,
  { workspaceId, connectionId }: Key,
): Promise<void> {
  await tx
    .updateTable('xero_connections')
    .set({ contact_refusals: sql<number>`contact_refusals + 1` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}
