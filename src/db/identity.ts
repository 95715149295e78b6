import type { Role } from '#domain/permissions.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import type { RecordedWrite } from './idempotency-keys.ts'

// The front door. Signing in is what finds the workspace, so these few reads cannot name one yet.

export type Identity = {
  workspaceId: string
  memberId: string
  name: string
  email: string
  role: Role
}

/** Who asks, how their workspace writes, and what they wrote before under the key of this request. */
export type Asking = Identity & { formats: Formats; earlier: RecordedWrite | null }

type Formats = { dateFormat: string; numberFormat: string }

const identity = [
  'members.workspace_id as workspaceId',
  'members.id as memberId',
  'members.name',
  'members.email',
  'members.role',
] as const

// Found by its key, in the same statement.
const formats = sql<Formats>`(select json_build_object('dateFormat', w.date_format, 'numberFormat', w.number_format)
  from workspaces w where w.workspace_id = members.workspace_id)`

/** The workspaces a signed-in user belongs to, the oldest first. */
export async function listIdentitiesOfUser(
  db: Database,
  { userId, writeKey }: { userId: string; writeKey?: string | undefined },
): Promise<Asking[]> {
  const rows = await db
    .selectFrom('members')
    .where('user_id', '=', userId)
    .where('archived_at', 'is', null)
    .select(identity)
    .select([formats.as('formats'), earlierWrite(writeKey).as('earlier')])
    .orderBy('created_at')
    .orderBy('workspace_id')
    .execute()
  return rows.map(asking)
}

/** Whose session has this token: their oldest workspace. One statement, since every request asks it. */
export async function findIdentityOfSession(
  db: Database,
  request: { token: string; expiresAfter: Date; writeKey?: string | undefined },
): Promise<(Asking & { sessionId: string }) | undefined> {
  const { token, expiresAfter, writeKey } = request
  const { rows } = await sql<IdentityRow & { sessionId: string }>`
    select members.workspace_id as "workspaceId", members.id as "memberId", members.name, members.email, members.role,
      s.id as "sessionId", ${formats} as formats, ${earlierWrite(writeKey)} as earlier
    from auth."session" s
    join members on members.user_id = s."userId" and members.archived_at is null
    where s."token" = ${token} and s."expiresAt" > ${expiresAfter}
    order by members.created_at, members.workspace_id limit 1`.execute(db)
  return rows.map(asking)[0]
}

/** Whom a token speaks for. The token itself names its workspace. */
export async function findIdentityOfToken(
  db: Database,
  request: { workspaceId: string; secretHash: string; writeKey?: string | undefined },
): Promise<(Asking & { tokenId: string }) | undefined> {
  const { workspaceId, secretHash, writeKey } = request
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('members', (join) =>
      join
        .onRef('members.workspace_id', '=', 'api_tokens.workspace_id')
        .onRef('members.id', '=', 'api_tokens.member_id'),
    )
    .where('api_tokens.workspace_id', '=', workspaceId)
    .where('api_tokens.secret_hash', '=', secretHash)
    .where('api_tokens.revoked_at', 'is', null)
    .where('members.archived_at', 'is', null)
    .select(identity)
    .select(['api_tokens.id as tokenId', formats.as('formats')])
    .select(earlierWrite(writeKey).as('earlier'))
    .executeTakeFirst()
  return row && asking(row)
}

// Looked for in the same statement: a write with a key asks for it each time.
type EarlierRow = (Omit<RecordedWrite, 'createdAt'> & { createdAt: string }) | null
type IdentityRow = Identity & { formats: Formats; earlier: EarlierRow }

function earlierWrite(key: string | undefined): RawBuilder<EarlierRow> {
  if (key === undefined) return sql`null::json`
  return sql`(select json_build_object('requestHash', k.request_hash, 'status', k.status, 'response', k.response,
      'createdAt', k.created_at)
    from idempotency_keys k
    where k.workspace_id = members.workspace_id and k.member_id = members.id and k.key = ${key})`
}

function asking<Row extends IdentityRow>({ earlier, ...row }: Row) {
  return { ...row, earlier: earlier && { ...earlier, createdAt: new Date(earlier.createdAt) } }
}

/** Whether anybody has made a workspace here yet. */
export async function hasAnyWorkspace(db: Database): Promise<boolean> {
  return (await db.selectFrom('workspaces').select('workspace_id').limit(1).execute()).length > 0
}

/** The demo workspace's owner, for the hint on the sign-in page. */
export async function findDemoOwner(db: Database): Promise<{ email: string } | undefined> {
  return await db
    .selectFrom('workspaces')
    .innerJoin('members', 'members.workspace_id', 'workspaces.workspace_id')
    .where('workspaces.is_demo', '=', true)
    .where('members.role', '=', 'owner')
    .select('members.email')
    .executeTakeFirst()
}

/** A new workspace with its owner and a VAT rate of 0 %, the default until others are made. */
export async function insertWorkspaceWithOwner(
  tx: Transaction,
  values: {
    workspaceId: string
    memberId: string
    userId: string
    name: string
    currency: string
    timeZone: string
    isDemo: boolean
    ownerName: string
    ownerEmail: string
    createdAt: Date
    vatRateId: string
  },
): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({
      workspace_id: values.workspaceId,
      name: values.name,
      currency: values.currency,
      time_zone: values.timeZone,
      is_demo: values.isDemo,
      created_at: values.createdAt,
    })
    .execute()
  await tx
    .insertInto('members')
    .values({
      workspace_id: values.workspaceId,
      id: values.memberId,
      user_id: values.userId,
      name: values.ownerName,
      email: values.ownerEmail,
      role: 'owner',
      created_at: values.createdAt,
    })
    .execute()
  await tx
    .insertInto('vat_rates')
    .values({
      workspace_id: values.workspaceId,
      id: values.vatRateId,
      name: 'No VAT',
      percentage: '0.00',
      is_default: true,
      created_at: values.createdAt,
    })
    .execute()
}
