import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { readDecider } from '#app/parts/decide.ts'
import { getApprovalSettings } from '#db/approval-settings.ts'
import { listWaitingItems, type WaitingItem } from '#db/approvals.ts'
import { type Approver, approversNeeded, decidesAs } from '#domain/approval.ts'
import { sumMinor, sumQuantities } from '#domain/money.ts'
import { weekOf } from '#domain/periods.ts'

type WaitingView = Omit<
  WaitingItem,
  'memberId' | 'memberName' | 'projectManagerId' | 'teamManagerIds'
> & {
  /** Who has yet to approve it. */
  waitsFor: Approver[]
}

export type WaitingWeek = {
  memberId: string
  memberName: string
  from: string
  to: string
  seconds: number
  km: string
  expensesMinor: number
  items: WaitingView[]
}

const mostItems = 5000

/** What waits for the person who asks, by person and week: hours, expenses and trips, with their totals. */
export async function listWaitingWork(
  ctx: Context,
): Promise<{ weeks: WaitingWeek[]; isComplete: boolean }> {
  allow(ctx, 'registrations:own', 'approvals:all')
  const { db, workspaceId } = ctx
  const { approvalBy, weekStartsOn } = await getApprovalSettings(db, { workspaceId })
  const needed = approversNeeded(approvalBy)
  if (needed.length === 0) return { weeks: [], isComplete: true }
  const decider = await readDecider(ctx, db)
  const waiting = await listWaitingItems(db, { workspaceId, limit: mostItems })
  const mine = waiting.flatMap((item) => {
    const waitsFor = needed.filter((each) => !item.approvedAs.includes(each))
    const { as } = decidesAs(item, decider, needed)
    return waitsFor.some((each) => as.includes(each)) ? [{ ...item, waitsFor }] : []
  })
  const byWeek = Map.groupBy(
    mine,
    (item) => `${item.memberId} ${weekOf(item.on, weekStartsOn).from}`,
  )
  const weeks = [...byWeek.values()].flatMap((items) => weekWith(items, weekStartsOn))
  return {
    weeks: weeks.toSorted(
      (a, b) => a.from.localeCompare(b.from) || a.memberName.localeCompare(b.memberName),
    ),
    isComplete: waiting.length < mostItems,
  }
}

type Mine = WaitingItem & { waitsFor: Approver[] }

function weekWith(items: Mine[], weekStartsOn: number): WaitingWeek[] {
  const [first] = items
  if (!first) return []
  const { memberId, memberName } = first
  const { from, to } = weekOf(first.on, weekStartsOn)
  return [
    {
      memberId,
      memberName,
      from,
      to,
      seconds: items.reduce((sum, item) => sum + (item.seconds ?? 0), 0),
      km: sumQuantities(items.flatMap((item) => item.km ?? [])),
      expensesMinor: sumMinor(items.map((item) => item.netMinor ?? 0)),
      items: items
        .toSorted((a, b) => a.on.localeCompare(b.on))
        .map(
          ({
            memberId: _of,
            memberName: _name,
            projectManagerId: _by,
            teamManagerIds: _or,
            ...item
          }) => item,
        ),
    },
  ]
}
