import type { Database } from '#db/database.ts'
import { listMadePeriods, type MadePeriod, type RecurringInvoice } from '#db/recurring-invoices.ts'
import { comingPeriods, recurringPeriod } from '#domain/recurring-invoices.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'
import type { Period } from '#domain/subscription-periods.ts'
import { without } from '#lib/without.ts'
import type { Context } from '../context.ts'

export type RecurringSummary = Omit<
  RecurringInvoice,
  'problemCode' | 'problemDetail' | 'problemOn' | 'createdBy' | 'isClientArchived' | 'nextNumber'
> & {
  state: 'active' | 'paused' | 'ended'
  /** Why the last attempt failed, and on which day. */
  problem: { code: string; message: string; fix: string; on: string } | null
}

export type RecurringView = RecurringSummary & { upcoming: Period[]; made: MadePeriod[] }

const shownAhead = 6
const shownBack = 100

export function viewRecurring(recurring: RecurringInvoice): RecurringSummary {
  const { problemCode, problemDetail, problemOn, pausedAt, nextOn } = recurring
  const known = refusals as Record<string, { title: string; fix?: string }>
  const words = problemCode === null ? undefined : known[problemCode as RefusalCode]
  return {
    ...without(
      recurring,
      'problemCode',
      'problemDetail',
      'problemOn',
      'createdBy',
      'isClientArchived',
      'nextNumber',
    ),
    state: nextOn === null ? 'ended' : pausedAt === null ? 'active' : 'paused',
    problem:
      words && problemCode !== null && problemOn !== null
        ? {
            code: problemCode,
            message: problemDetail || words.title,
            fix: words.fix ?? '',
            on: problemOn,
          }
        : null,
  }
}

/** With what it made, and the periods that come. */
export async function viewRecurringIn(
  { workspaceId }: Context,
  db: Database,
  recurring: RecurringInvoice,
): Promise<RecurringView> {
  const { id: recurringInvoiceId, nextNumber } = recurring
  return {
    ...viewRecurring(recurring),
    upcoming: comingPeriods(recurring, { from: nextNumber, count: shownAhead }),
    made: await listMadePeriods(db, { workspaceId, recurringInvoiceId, limit: shownBack }),
  }
}

/** The first day of the period with this number; null when there is none. */
export function dayOfNumber(recurring: Parameters<typeof recurringPeriod>[0], number: number) {
  return recurringPeriod(recurring, number)?.startsOn ?? null
}
