import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { draftOf, removeEntries, writeChanges } from '#app/parts/change-time-entries.ts'
import { readClosedThrough } from '#app/parts/closed-period.ts'
import { collectErrors } from '#app/parts/item-errors.ts'
import { byId, memberOf } from '#app/parts/registering.ts'
import { priceAllThatCan, type CellProblem } from '#app/parts/price-all-that-can.ts'
import { refuse } from '#app/refuse.ts'
import type { Transaction } from '#db/database.ts'
import { lockMembers } from '#db/members.ts'
import { insertTimeEntries, type LockedTimeEntry, lockTimeEntries } from '#db/time-entries.ts'
import { type CellEntry, listCellEntries } from '#db/timesheet-weeks.ts'
import { type AskedCell, type CellState, whatToDo } from '#domain/timesheet-cells.ts'
import { refusals } from '#domain/refusals.ts'
import { newId } from '#lib/ids.ts'

export type SavedCell = {
  outcome: 'saved' | 'removed' | 'unchanged' | 'changed_elsewhere' | 'refused'
  problem: CellProblem | null
  /** What the cell holds now. */
  entries: CellEntry[]
}

type Plan = ReturnType<typeof whatToDo>

/**
 * Makes cells of a timesheet say what they should. Each cell stands by itself: what cannot be written, or was changed by
 * somebody else, is told and does not hold the others up. The same cells sent again change nothing.
 */
export async function saveTimesheetCells(
  ctx: Context,
  { memberId: asked, cells }: { memberId?: string | undefined; cells: AskedCell[] },
): Promise<SavedCell[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const memberId = memberOf(ctx, asked)
  refuseTwins(cells)
  return await inTransaction(ctx, async (tx) => {
    const { workspaceId } = ctx
    const ids = cells.flatMap(({ entryId }) => entryId ?? [])
    const locked = byId(await lockTimeEntries(tx, { workspaceId, ids }))
    // From here on nobody else writes hours of this person: an empty cell stays empty until we have filled it.
    const [member] = await lockMembers(tx, { workspaceId, memberIds: [memberId] })
    if (!member) refuse('member_not_found', { field: 'memberId' })
    const through = await readClosedThrough(ctx, tx)
    const before = await readCells(ctx, tx, { memberId, cells })
    const plans = cells.map((cell, index) => whatToDo(cell, before[index] ?? [], through))
    const problems = await write(ctx, tx, { memberId, cells, plans, locked })
    const after = await readCells(ctx, tx, { memberId, cells })
    return plans.map((plan, index) => savedCell(plan, problems[index], after[index] ?? []))
  })
}

function savedCell(plan: Plan, problem: CellProblem | undefined, entries: CellEntry[]): SavedCell {
  if (problem) return { outcome: 'refused', problem, entries }
  switch (plan.do) {
    case 'create':
    case 'change':
      return { outcome: 'saved', problem: null, entries }
    case 'remove':
      return { outcome: 'removed', problem: null, entries }
    case 'nothing':
      return { outcome: 'unchanged', problem: null, entries }
    case 'ask':
      return { outcome: 'changed_elsewhere', problem: null, entries }
    case 'refuse':
      return { outcome: 'refused', problem: problemOf(plan.refusal), entries }
  }
}

function problemOf(code: CellProblem['code']): CellProblem {
  return { code, message: refusals[code].title }
}

async function write(
  ctx: Context,
  tx: Transaction,
  request: {
    memberId: string
    cells: AskedCell[]
    plans: Plan[]
    locked: ReadonlyMap<string, LockedTimeEntry>
  },
): Promise<(CellProblem | undefined)[]> {
  const { memberId, cells, plans, locked } = request
  const entryOf = (plan: Plan) => (plan.do === 'change' ? locked.get(plan.entryId) : undefined)
  const drafts = cells.map((cell, index) => {
    const plan = plans[index]
    if (plan?.do !== 'create' && plan?.do !== 'change') return undefined
    const { work, projectId, taskId, workedOn } = cell
    const entry = entryOf(plan)
    if (entry) return draftOf(entry, work)
    const times = { startedAt: null, endedAt: null, pauseSeconds: 0, seconds: undefined, ...work }
    const rest = { notes: cell.notes ?? '', isBillable: undefined }
    return { memberId, projectId, taskId, workedOn, ...times, ...rest }
  })
  const { values, problems } = await priceAllThatCan(ctx, tx, drafts)
  const removed = plans.flatMap((plan) =>
    plan.do === 'remove' ? (locked.get(plan.entryId) ?? []) : [],
  )
  await removeEntries(ctx, tx, removed)
  const priced = plans.map((plan, index) => ({ plan, values: values[index] }))
  await writeChanges(
    ctx,
    tx,
    priced.flatMap(({ plan, values }) => {
      const entry = entryOf(plan)
      return entry && values ? [{ entry, values }] : []
    }),
  )
  const entries = priced.flatMap(({ plan, values }) =>
    plan.do === 'create' && values ? [{ ...values, id: newId() }] : [],
  )
  const { workspaceId } = ctx
  if (entries.length > 0) {
    await insertTimeEntries(tx, { workspaceId, entries, createdAt: ctx.clock.now() })
  }
  return problems
}

async function readCells(
  ctx: Context,
  tx: Transaction,
  { memberId, cells }: { memberId: string; cells: AskedCell[] },
): Promise<(CellEntry & CellState)[][]> {
  const days = cells.map(({ workedOn }) => workedOn).toSorted()
  const [from = '', to = ''] = [days[0], days.at(-1)]
  const entries = await listCellEntries(tx, { workspaceId: ctx.workspaceId, memberId, from, to })
  const byCell = Map.groupBy(entries, keyOf)
  return cells.map((cell) => byCell.get(keyOf(cell)) ?? [])
}

function keyOf(cell: { projectId: string; taskId: string | null; workedOn: string }): string {
  return `${cell.workedOn} ${cell.projectId} ${cell.taskId ?? ''}`
}

function refuseTwins(cells: AskedCell[]): void {
  const errors = collectErrors()
  const seen = new Set<string>()
  for (const [index, cell] of cells.entries()) {
    const key = keyOf(cell)
    if (seen.has(key))
      errors.add(`cells.${index}`, 'input_is_not_valid', say('This cell is given twice.'))
    seen.add(key)
  }
  errors.refuseIfAny()
}
