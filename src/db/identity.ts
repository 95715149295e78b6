import type { Role } from '#domain/permissions.ts'
import type { Database, Transaction } from './database.ts'

// The front door. Signing in is what finds the workspace, so these few reads cannot name one yet.

export type Identity = {
  workspaceId: string
  memberId: string
  name: string
  email: string
  role: Role
}

const identity = ['workspace_id as workspaceId', 'id as memberId', 'name', 'email', 'role'] as const

/** The workspaces a signed-in user belongs to, the oldest first. */
export async function listIdentitiesOfUser(
  db: Database,
  { userId }: { userId: string },
): Promise<Identity[]> {
  return await db
    .selectFrom('members')
    .where('user_id', '=', userId)
    .where('archived_at', 'is', null)
    .select(identity)
    .orderBy('created_at')
    .orderBy('workspace_id')
    .execute()
}

/** Whom a token speaks for. The token itself names its workspace. */
export async function findIdentityOfToken(
  db: Database,
  { workspaceId, secretHash }: { workspaceId: string; secretHash: string },
): Promise<(Identity & { tokenId: string }) | undefined> {
  return await db
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
    .select([
      'members.workspace_id as workspaceId',
      'members.id as memberId',
      'members.name',
      'members.email',
      'members.role',
      'api_tokens.id as tokenId',
    ])
    .executeTakeFirst()
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
