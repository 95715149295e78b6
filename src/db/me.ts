import { sql } from 'kysely'
import type { Language } from '#lib/languages.ts'
import type { Database, Transaction } from './database.ts'

/** The workspace, the person, and how Xero stands: what every page needs to know. */
export async function findMe(
  db: Database,
  { workspaceId, memberId, now }: { workspaceId: string; memberId: string; now: Date },
) {
  return await db
    .selectFrom('workspaces')
    .innerJoin('members', 'members.workspace_id', 'workspaces.workspace_id')
    .where('workspaces.workspace_id', '=', workspaceId)
    .where('members.id', '=', memberId)
    .select([
      'members.id as memberId',
      'members.name as memberName',
      'members.email',
      'members.role',
      'members.language as memberLanguage',
      'members.wants_approval_emails as wantsApprovalEmails',
      'workspaces.name',
      'workspaces.currency',
      'workspaces.time_zone as timeZone',
      'workspaces.language',
      'workspaces.date_format as dateFormat',
      'workspaces.time_format as timeFormat',
      'workspaces.number_format as numberFormat',
      'workspaces.duration_format as durationFormat',
      'workspaces.week_starts_on as weekStartsOn',
      'workspaces.is_demo as isDemo',
    ])
    .select((eb) =>
      eb
        .selectFrom('xero_connections as xero')
        .whereRef('xero.workspace_id', '=', 'workspaces.workspace_id')
        .select('xero.state')
        // The default administration, and any before those that are only offered.
        .orderBy('xero.is_default', 'desc')
        .orderBy((order) => order.case().when('xero.state', '=', 'offered').then(1).else(0).end())
        .limit(1)
        .as('xeroState'),
    )
    .select(administrationsAt(now).as('administrations'))
    .executeTakeFirst()
}

/** What the member chose to read; undefined where nobody did. */
export async function findMemberLanguage(
  db: Database,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<Language | undefined> {
  const row = await db
    .selectFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .select('language')
    .executeTakeFirst()
  return row?.language ?? undefined
}

/** Sets what a person chose for themselves; what is undefined stays. */
export async function setMemberChoices(
  tx: Transaction,
  chosen: {
    workspaceId: string
    memberId: string
    language?: Language | null | undefined
    wantsApprovalEmails?: boolean | undefined
  },
): Promise<void> {
  const { language, wantsApprovalEmails } = chosen
  await tx
    .updateTable('members')
    .where('workspace_id', '=', chosen.workspaceId)
    .where('id', '=', chosen.memberId)
    .set({
      ...(language !== undefined && { language }),
      ...(wantsApprovalEmails !== undefined && { wants_approval_emails: wantsApprovalEmails }),
    })
    .execute()
}

export type NamedAdministration = {
  connectionId: string
  name: string
  isDefault: boolean
  state: 'active' | 'reconnect' | 'scope_missing' | 'disconnected'
  /** Xero has it offline until then. */
  offlineUntil: string | null
}

const administrationsAt = (now: Date) => sql<NamedAdministration[]>`(
  select coalesce(json_agg(json_build_object('connectionId', x.id, 'name', x.tenant_name,
    'isDefault', x.is_default, 'state', x.state,
    'offlineUntil', case when o.offline_until > ${now}::timestamptz then o.offline_until end) order by x.is_default desc, x.tenant_name, x.id), '[]'::json)
  from xero_connections x left join xero_limits.organisations o on o.tenant_id = x.tenant_id
  where x.workspace_id = workspaces.workspace_id
    and (x.state in ('active', 'reconnect', 'scope_missing') or x.is_default and x.state = 'disconnected'))`
