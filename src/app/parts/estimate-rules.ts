import { findClient } from '#db/clients.ts'
import type { Database, Transaction } from '#db/database.ts'
import { type Estimate, type EstimateFields, lockEstimate } from '#db/estimates.ts'
import type { AuditAction } from '#domain/audit.ts'
import { type EstimateAction, estimateRefusal } from '#domain/estimate-state.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import type { Audited } from './audit.ts'
import { today } from './today.ts'

/** Holds an estimate that allows the action today; refuses where it does not. */
export async function lockEstimateFor(
  ctx: Context,
  tx: Transaction,
  { estimateId, action }: { estimateId: string; action: EstimateAction },
): Promise<Estimate> {
  const estimate = await lockEstimate(tx, { workspaceId: ctx.workspaceId, estimateId })
  if (!estimate) refuse('estimate_not_found')
  const refusal = estimateRefusal(estimate, action, await today(ctx, tx))
  if (refusal) refuse(refusal)
  return estimate
}

/** Refuses days in the wrong order, and a client that is not there or is archived; the one it has may be. */
export async function refuseImpossibleEstimate(
  db: Database,
  given: { workspaceId: string; fields: EstimateFields; clientWas?: string },
): Promise<void> {
  const { workspaceId, fields, clientWas } = given
  const { clientId, issuedOn, validUntil } = fields
  if (validUntil < issuedOn) refuse('valid_until_is_before_issued', { field: 'validUntil' })
  if (clientId === clientWas) return
  const client = await findClient(db, { workspaceId, clientId })
  if (!client) refuse('client_not_found', { field: 'clientId' })
  if (client.archivedAt !== null) refuse('client_is_archived', { field: 'clientId' })
}

export function estimateEntry(action: AuditAction, estimate: Estimate): Audited {
  const { id, number, title, clientName, totalMinor } = estimate
  const name = [number, title, clientName].filter((each) => each !== null).join(' · ')
  return { action, subject: 'estimate', id, name, after: { totalMinor } }
}
