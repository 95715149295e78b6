import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { documentProofNames, documentProofs } from './document-proofs.ts'
import {
  type BrokenRow,
  type Counted,
  itemProofNames,
  itemProofs,
  type Proof,
} from './ledger-proofs.ts'

export const proofNames = [...itemProofNames, ...documentProofNames] as const
export type ProofName = (typeof proofNames)[number]

/** The workspaces, all or one; they are asked for by the command that proves the ledger of a whole database. */
export async function listProvenWorkspaces(
  db: Database,
  { workspaceId }: { workspaceId?: string | undefined },
): Promise<{ workspaceId: string; name: string }[]> {
  return await db
    .selectFrom('workspaces')
    .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId ?? ''))
    .select(['workspace_id as workspaceId', 'name'])
    .orderBy('workspace_id')
    .execute()
}

/** Reads, and only reads, the database as it is at one moment, whatever others write meanwhile. */
export async function inSnapshot<Result>(
  db: Database,
  read: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(read)
}

/** What each proof of a workspace looks at, and where it does not hold. */
export function proofsOf(workspaceId: string): Record<ProofName, Proof> {
  return { ...itemProofs(workspaceId), ...documentProofs(workspaceId) }
}

/** How many things a proof looks at. */
export async function countProven(tx: Transaction, { counts }: Proof): Promise<number> {
  const { rows } = await sql<Counted>`${counts}`.execute(tx)
  return Number(rows[0]?.count ?? 0)
}

const rowsAtOnce = 500

/** Where a proof does not hold, some rows at a time, however many there are. */
export async function* streamBroken(tx: Transaction, { broken }: Proof): AsyncGenerator<BrokenRow> {
  await sql`declare broken no scroll cursor for ${broken}`.execute(tx)
  for (;;) {
    const { rows } = await sql<BrokenRow>`fetch ${sql.lit(rowsAtOnce)} from broken`.execute(tx)
    yield* rows
    if (rows.length < rowsAtOnce) break
  }
  await sql`close broken`.execute(tx)
}
