import type { Database, Transaction } from './database.ts'

// The front door: who signs in with Xero is known before any workspace is.

export type XeroSignIn = {
  userId: string | null
  returnTo: string | null
  createdAt: Date
  usedAt: Date | null
  xeroUserId: string | null
  email: string | null
  name: string | null
}

export async function insertXeroSignIn(
  tx: Transaction,
  values: { stateHash: string; userId: string | null; returnTo: string | null; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('auth.xero_sign_ins')
    .values({
      state_hash: values.stateHash,
      user_id: values.userId,
      return_to: values.returnTo,
      created_at: values.createdAt,
      used_at: null,
      xero_user_id: null,
      email: null,
      name: null,
    })
    .execute()
}

/** Locks the way to Xero and back that a state stands for, so that it is gone once. */
export async function lockXeroSignIn(
  tx: Transaction,
  { stateHash }: { stateHash: string },
): Promise<XeroSignIn | undefined> {
  return await signIns(tx).where('state_hash', '=', stateHash).forUpdate().executeTakeFirst()
}

export async function findXeroSignIn(
  db: Database,
  { stateHash }: { stateHash: string },
): Promise<XeroSignIn | undefined> {
  return await signIns(db).where('state_hash', '=', stateHash).executeTakeFirst()
}

function signIns(db: Database) {
  return db
    .selectFrom('auth.xero_sign_ins')
    .select([
      'user_id as userId',
      'return_to as returnTo',
      'created_at as createdAt',
      'used_at as usedAt',
      'xero_user_id as xeroUserId',
      'email',
      'name',
    ])
}

export async function setXeroSignInUsed(
  tx: Transaction,
  { stateHash, usedAt }: { stateHash: string; usedAt: Date },
): Promise<void> {
  await tx
    .updateTable('auth.xero_sign_ins')
    .set({ used_at: usedAt })
    .where('state_hash', '=', stateHash)
    .execute()
}

/** Keeps who came back, for the sign-up that may follow. */
export async function setXeroSignInPerson(
  tx: Transaction,
  values: { stateHash: string; xeroUserId: string; email: string; name: string | null },
): Promise<void> {
  await tx
    .updateTable('auth.xero_sign_ins')
    .set({ xero_user_id: values.xeroUserId, email: values.email, name: values.name })
    .where('state_hash', '=', values.stateHash)
    .execute()
}

export async function deleteXeroSignIn(
  tx: Transaction,
  { stateHash }: { stateHash: string },
): Promise<void> {
  await tx.deleteFrom('auth.xero_sign_ins').where('state_hash', '=', stateHash).execute()
}

export async function deleteXeroSignInsBefore(
  tx: Transaction,
  { before }: { before: Date },
): Promise<void> {
  await tx.deleteFrom('auth.xero_sign_ins').where('created_at', '<', before).execute()
}

type XeroIdentity = {
  xeroUserId: string
  userId: string
  email: string | null
  name: string | null
  linkedAt: Date
}

/** Links an account with a person at Xero; false when either of them is linked already. */
export async function insertXeroIdentity(
  tx: Transaction,
  identity: XeroIdentity,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('auth.xero_identities')
    .values({
      xero_user_id: identity.xeroUserId,
      user_id: identity.userId,
      email: identity.email,
      name: identity.name,
      linked_at: identity.linkedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function findXeroIdentity(
  db: Database,
  { xeroUserId }: { xeroUserId: string },
): Promise<XeroIdentity | undefined> {
  return await identities(db).where('xero_user_id', '=', xeroUserId).executeTakeFirst()
}

export async function findXeroIdentityOfUser(
  db: Database,
  { userId }: { userId: string },
): Promise<XeroIdentity | undefined> {
  return await identities(db).where('user_id', '=', userId).executeTakeFirst()
}

function identities(db: Database) {
  return db
    .selectFrom('auth.xero_identities')
    .select([
      'xero_user_id as xeroUserId',
      'user_id as userId',
      'email',
      'name',
      'linked_at as linkedAt',
    ])
}

/** False when there was none. */
export async function deleteXeroIdentity(
  tx: Transaction,
  { userId }: { userId: string },
): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('auth.xero_identities')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return deleted.numDeletedRows === 1n
}

/** Somebody who can sign in; false when somebody does with this e-mail address. */
export async function insertUser(
  tx: Transaction,
  user: { id: string; name: string; email: string },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('auth.user')
    .values({ ...user, email: user.email.toLowerCase(), emailVerified: false })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** Holds an account while its ways in are changed. */
export async function lockUser(tx: Transaction, { userId }: { userId: string }): Promise<void> {
  await tx.selectFrom('auth.user').where('id', '=', userId).select('id').forUpdate().execute()
}

/** The first password of an account, as the sign-in library looks for it; what is kept is its hash. */
export async function insertPassword(
  tx: Transaction,
  { id, userId, password, setAt }: { id: string; userId: string; password: string; setAt: Date },
): Promise<void> {
  const ofLibrary = { accountId: userId, providerId: 'credential', updatedAt: setAt }
  await tx
    .insertInto('auth.account')
    .values({ id, userId, password, ...ofLibrary })
    .execute()
}

export async function hasUserWithEmail(
  db: Database,
  { email }: { email: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('auth.user')
    .where('email', '=', email.toLowerCase())
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

/** The account that a member signs in with; undefined for who cannot. */
export async function findUserOfMember(
  db: Database,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<{ userId: string; email: string; hasPassword: boolean } | undefined> {
  return await db
    .selectFrom('members')
    .innerJoin('auth.user as user', 'user.id', 'members.user_id')
    .where('members.workspace_id', '=', workspaceId)
    .where('members.id', '=', memberId)
    .select(['user.id as userId', 'user.email'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('auth.account as account')
            .whereRef('account.userId', '=', 'user.id')
            .where('account.password', 'is not', null)
            .select('account.id'),
        )
        .$castTo<boolean>()
        .as('hasPassword'),
    )
    .executeTakeFirst()
}
