import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { readDecider } from '#app/parts/decide.ts'
import { getApprovalSettings } from '#db/approval-settings.ts'
import { listWaitingItems, listWaitingWeeks, type WaitingItem } from '#db/approvals.ts'
import type { Page } from '#db/page.ts'
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

/** What waits for the person who asks, a page of people's weeks at a time: hours, expenses and trips, with their totals. */
export async function listWaitingWork(
  ctx: Context,
  { limit, cursor }: PageRequest,
): Promise<Page<WaitingWeek> & { waiting: number }> {
  allow(ctx, 'registrations:own', 'approvals:all')
  const { db, workspaceId } = ctx
  const { approvalBy, weekStartsOn } = await getApprovalSettings(db, { workspaceId })
  const needed = approversNeeded(approvalBy)
  if (needed.length === 0) return { items: [], nextCursor: null, waiting: 0 }
  const decider = await readDecider(ctx, db)
  const rows = await listWaitingWeeks(db, {
    workspaceId,
    weekStartsOn,
    needed,
    decider,
    after: nameCursorFrom(cursor),
    limit: limit + 1,
  })
  const { items: page, nextCursor } = pageOf(
    rows.map((row) => ({ ...row, id: row.memberId })),
    limit,
    (row) => row.sortName,
  )
  const waiting = await listWaitingItems(db, { workspaceId, weeks: page })
  const mine = waiting.flatMap((item) => {
    const waitsFor = needed.filter((each) => !item.approvedAs.includes(each))
    const { as } = decidesAs(item, decider, needed)
    return waitsFor.some((each) => as.includes(each)) ? [{ ...item, waitsFor }] : []
  })
  const byWeek = Map.groupBy(mine, (item) => nameOf(item, weekOf(item.on, weekStartsOn)))
  return {
    items: page.flatMap((week) => weekWith(byWeek.get(nameOf(week, week)) ?? [], weekStartsOn)),
    nextCursor,
    waiting: rows[0]?.waiting ?? 0,
  }
}

function nameOf({ memberId }: { memberId: string }, { from }: { from: string }): string {
  return `${memberId} ${from}`
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
