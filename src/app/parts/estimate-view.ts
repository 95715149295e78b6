import type { Database } from '#db/database.ts'
import { type Estimate, type EstimateLine, listEstimateLines } from '#db/estimates.ts'
import {
  type EstimateAction,
  estimateRefusal,
  type EstimateState,
  estimateStateOn,
} from '#domain/estimate-state.ts'
import { without } from '#lib/without.ts'
import { may } from '../allow.ts'
import { type Allowance, allowanceOf } from '../allowance.ts'
import type { Context } from '../context.ts'
import { today } from './today.ts'

export type EstimateSummary = Omit<Estimate, 'state' | 'notes'> & { state: EstimateState }
export type EstimateView = EstimateSummary & {
  notes: string
  lines: EstimateLine[]
  can: Record<
    | 'edit'
    | 'extend'
    | 'delete'
    | 'send'
    | 'accept'
    | 'decline'
    | 'createProject'
    | 'createInvoice',
    Allowance
  >
}

/** An estimate as it stands on a day. */
export function viewEstimate(estimate: Estimate, day: string): EstimateSummary {
  return { ...without(estimate, 'notes'), state: estimateStateOn(estimate, day) }
}

/** An estimate with its lines, and what may be done with it now. */
export async function viewEstimateIn(
  ctx: Context,
  db: Database,
  estimate: Estimate,
): Promise<EstimateView> {
  const { workspaceId } = ctx
  const day = await today(ctx, db)
  const writes = (action: EstimateAction) =>
    allowanceOf(may(ctx, 'invoices:write') ? estimateRefusal(estimate, action, day) : 'not_allowed')
  return {
    ...viewEstimate(estimate, day),
    notes: estimate.notes,
    lines: await listEstimateLines(db, { workspaceId, estimateId: estimate.id }),
    can: {
      edit: writes('edit'),
      extend: writes('extend'),
      delete: writes('delete'),
      send: writes('send'),
      accept: writes('accept'),
      decline: writes('decline'),
      createProject: may(ctx, 'projects:write')
        ? writes('create_project')
        : allowanceOf('not_allowed'),
      createInvoice: writes('create_invoice'),
    },
  }
}
