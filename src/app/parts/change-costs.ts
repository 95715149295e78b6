import {
  type CostKind,
  forgetCostVersions,
  insertCostVersions,
  keepCostVersions,
  listCostVersions,
  writeCostVersions,
} from '#db/cost-versions.ts'
import type { Transaction } from '#db/database.ts'
import { forgetUnusedFiles } from '#db/files.ts'
import { forgetRemovedReceipts, putReceiptsBack } from '#db/receipts.ts'
import { isClosed } from '#domain/closed-period.ts'
import { type ItemAction, itemStatusOf, type Standing, whyNot } from '#domain/item-status.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { secondsAfter } from '#lib/clock.ts'
import type { Context } from '../context.ts'
import { refuseViolations } from '../refuse-violations.ts'
import { refuse } from '../refuse.ts'
import { closedWords, readClosedThrough } from './closed-period.ts'
import { collectErrors, fieldAlone, fieldOfItem, type FieldOf } from './item-errors.ts'
import { byId, reaches } from './registering.ts'

// What changing expenses and trips has in common: a state has a name, and can be gone back to for a day.

/** An expense or trip that somebody wants to change, and which state of it they saw; any, when they do not say. */
export type AskedCost = { id: string; expectedUpdatedAt?: Date | undefined }

type Held = Standing & { id: string; memberId: string; updatedAt: Date }

const secondsPerDay = 86_400

const refusalsOf = {
  expense: { missing: 'expense_not_found', changed: 'expense_was_changed' },
  mileage: { missing: 'mileage_not_found', changed: 'mileage_was_changed' },
} as const satisfies Record<CostKind, Record<string, RefusalCode>>

type Holding<Cost> = {
  kind: CostKind
  asked: AskedCost[]
  action: ItemAction
  fieldOf: FieldOf
  lock: (ids: string[]) => Promise<Cost[]>
  dayOf: (cost: Cost) => string
}

/** Holds what was asked for, in that order; refuses what is not there, does not allow this, or was changed in the meantime. */
export async function holdCosts<Cost extends Held>(
  ctx: Context,
  tx: Transaction,
  { kind, asked, action, fieldOf, lock, dayOf }: Holding<Cost>,
): Promise<Cost[]> {
  const locked = byId(await lock(asked.map(({ id }) => id)))
  const through = await readClosedThrough(ctx, tx)
  const errors = collectErrors()
  const seen = new Set<string>()
  const costs = asked.flatMap((each, index) => {
    const cost = locked.get(each.id)
    const refusal = seen.has(each.id)
      ? 'input_is_not_valid'
      : refusalOf(ctx, {
          kind,
          cost,
          each,
          action,
          isClosed: cost !== undefined && isClosed(dayOf(cost), through),
        })
    seen.add(each.id)
    // One alone is named by its address, not by a field.
    const words = refusal === 'period_is_closed' ? closedWords(through) : undefined
    if (refusal && fieldOf === fieldAlone) refuse(refusal, words ? { detail: words } : {})
    if (refusal) errors.add(fieldOf(index, 'id'), refusal, words)
    return cost ?? []
  })
  errors.refuseIfAny()
  return costs
}

type Wanted = {
  kind: CostKind
  cost: Held | undefined
  each: AskedCost
  action: ItemAction
  isClosed: boolean
}

function refusalOf(
  ctx: Context,
  { kind, cost, each, action, isClosed: isInClosed }: Wanted,
): RefusalCode | undefined {
  if (!cost || !reaches(ctx, cost.memberId)) return refusalsOf[kind].missing
  const expected = each.expectedUpdatedAt?.getTime()
  const isChanged = expected !== undefined && expected !== cost.updatedAt.getTime()
  const locked = whyNot(action, itemStatusOf(cost), { isClosed: isInClosed })
  return locked ?? (isChanged ? refusalsOf[kind].changed : undefined)
}

/** Keeps these as they are now, and forgets what was kept for a day. */
export async function keepForUndo(
  ctx: Context,
  tx: Transaction,
  { kind, ids }: { kind: CostKind; ids: string[] },
): Promise<void> {
  if (ids.length === 0) return
  const { workspaceId } = ctx
  const replacedAt = ctx.clock.now()
  const before = secondsAfter(replacedAt, -secondsPerDay)
  await keepCostVersions(tx, { workspaceId, kind, ids, replacedAt })
  await forgetCostVersions(tx, { workspaceId, before })
  const fileIds = await forgetRemovedReceipts(tx, { workspaceId, before })
  await forgetUnusedFiles(tx, { workspaceId, fileIds })
}

export type RestoredCost = {
  id: string
  /** The state to go back to, named by the updatedAt it had. */
  updatedAt: Date
  /** The state it must be in now: null when it must be deleted. */
  expectedUpdatedAt: Date | null
}

type Restoring<Cost> = Pick<Holding<Cost>, 'kind' | 'lock' | 'dayOf'> & { items: RestoredCost[] }

/** Makes expenses or trips again what they were, with their ids and rates, unless somebody changed them since. */
export async function putCostsBack<Cost extends Held>(
  ctx: Context,
  tx: Transaction,
  { kind, lock, dayOf, items }: Restoring<Cost>,
): Promise<void> {
  const { workspaceId } = ctx
  const there = byId(await lock(items.map(({ id }) => id)))
  const stateOf = ({ id }: { id: string }) => there.get(id)?.updatedAt.getTime() ?? null
  // Restored already: doing it twice is doing it once.
  const left = new Set(items.filter((item) => stateOf(item) !== item.updatedAt.getTime()))
  const versions = byId(await listCostVersions(tx, { workspaceId, kind, versions: [...left] }))

  const through = await readClosedThrough(ctx, tx)
  const errors = collectErrors()
  for (const [index, item] of items.entries()) {
    if (!left.has(item)) continue
    const version = versions.get(item.id)
    const now = there.get(item.id)
    const isInClosed =
      (version !== undefined && isClosed(version.on, through)) ||
      (now !== undefined && isClosed(dayOf(now), through))
    const locked = whyNot('change', now ? itemStatusOf(now) : 'open', { isClosed: isInClosed })
    if (!version || !reaches(ctx, version.memberId)) {
      errors.add(fieldOfItem(index, 'id'), 'earlier_state_not_found')
    } else if (locked) {
      const words = locked === 'period_is_closed' ? closedWords(through) : undefined
      errors.add(fieldOfItem(index, 'id'), locked, words)
    } else if (stateOf(item) !== (item.expectedUpdatedAt?.getTime() ?? null)) {
      errors.add(fieldOfItem(index, 'id'), refusalsOf[kind].changed)
    }
  }
  errors.refuseIfAny()

  const changed = [...versions.values()].filter(({ id }) => there.has(id))
  const gone = [...versions.values()].filter(({ id }) => !there.has(id))
  await keepForUndo(ctx, tx, { kind, ids: changed.map(({ id }) => id) })
  await refuseViolations(whatIsGone, async () => {
    await writeCostVersions(tx, { workspaceId, kind, versions: changed })
    await insertCostVersions(tx, { workspaceId, kind, versions: gone })
  })
  if (kind === 'expense') {
    await putReceiptsBack(tx, { workspaceId, expenseIds: gone.map(({ id }) => id) })
  }
}

// What the earlier state names can have been deleted since, as nothing used it any more.
const whatIsGone: Record<string, RefusalCode> = {
  expenses_workspace_id_project_id_fkey: 'earlier_state_not_found',
  expenses_workspace_id_product_id_fkey: 'earlier_state_not_found',
  expenses_workspace_id_vat_rate_id_fkey: 'earlier_state_not_found',
  mileages_workspace_id_project_id_fkey: 'earlier_state_not_found',
}
