import type { Database, Transaction } from './database.ts'

export type XeroConsent = {
  id: string
  memberId: string
  codeVerifier: string | null
  createdAt: Date
  usedAt: Date | null
}

export async function insertConsent(
  tx: Transaction,
  values: {
    workspaceId: string
    id: string
    memberId: string
    stateHash: string
    codeVerifier: string | null
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('xero_consents')
    .values({
      workspace_id: values.workspaceId,
      id: values.id,
      member_id: values.memberId,
      state_hash: values.stateHash,
      code_verifier: values.codeVerifier,
      created_at: values.createdAt,
      used_at: null,
    })
    .execute()
}

/** Locks the consent that a state stands for, so that it is used once. */
export async function lockConsent(
  tx: Transaction,
  { workspaceId, stateHash }: { workspaceId: string; stateHash: string },
): Promise<XeroConsent | undefined> {
  return await tx
    .selectFrom('xero_consents')
    .where('workspace_id', '=', workspaceId)
    .where('state_hash', '=', stateHash)
    .select([
      'id',
      'member_id as memberId',
      'code_verifier as codeVerifier',
      'created_at as createdAt',
      'used_at as usedAt',
    ])
    .forUpdate()
    .executeTakeFirst()
}

export async function setConsentUsed(
  tx: Transaction,
  { workspaceId, consentId, usedAt }: { workspaceId: string; consentId: string; usedAt: Date },
): Promise<void> {
  await tx
    .updateTable('xero_consents')
    .set({ used_at: usedAt, code_verifier: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', consentId)
    .execute()
}

/** Forgets consents that were started before a moment. */
export async function deleteConsentsBefore(
  tx: Transaction,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('xero_consents')
    .where('workspace_id', '=', workspaceId)
    .where('created_at', '<', before)
    .execute()
}

/** The consents of every workspace that may still be answered and that hold a secret. Only the change of keys asks this. */
export async function listOpenConsents(
  db: Database,
): Promise<{ workspaceId: string; consentId: string; codeVerifier: string }[]> {
  return await db
    .selectFrom('xero_consents')
    .where('used_at', 'is', null)
    .where('code_verifier', 'is not', null)
    .select(['workspace_id as workspaceId', 'id as consentId'])
    .select((eb) => eb.ref('code_verifier').$notNull().as('codeVerifier'))
    .execute()
}

export async function setCodeVerifier(
  tx: Transaction,
  {
    workspaceId,
    consentId,
    codeVerifier,
  }: { workspaceId: string; consentId: string; codeVerifier: string },
): Promise<void> {
  await tx
    .updateTable('xero_consents')
    .set({ code_verifier: codeVerifier })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', consentId)
    .execute()
}
