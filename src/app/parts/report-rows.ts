import type { ApprovalState } from '#domain/item-status.ts'
import type { FileWords, Label } from '#domain/words/file-words.ts'
import type { Page } from '#db/page.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import type { RateRule } from '#domain/rates.ts'
import type { ReportColumn, ReportSort, ReportTab } from '#domain/report-columns.ts'
import type { XeroStanding } from '#domain/xero-standing.ts'
import type { Context } from '../context.ts'
import { listExpenses } from '../expenses/list-expenses.ts'
import { listMileages } from '../mileages/list-mileages.ts'
import type { PaperCell } from '../ports/printer.ts'
import { listTimeEntries } from '../time/list-time-entries.ts'
import type { StandingView } from './registering.ts'
import type { RegistrationRequest } from './registration-pages.ts'

const pageSize = 1000

/** A row of any report, with a cell for each column that its report has. */
export type ReportRow = {
  cells: { [Column in ReportColumn]?: PaperCell }
  day: string
  client: Named
  project: Named
  /** Where that was asked for. */
  mainProject?: Named
  member: Named
  /** Only hours have one. */
  task: Named | null
  seconds: number
  quantity: string
  amountMinor: number | null
}

type Named = { id: string; name: string }

/** Every row that matches, newest day first unless asked otherwise; read a page at a time. */
export async function* readReportRows(
  ctx: Context,
  {
    tab,
    filter,
    sort,
    words,
  }: {
    tab: ReportTab
    filter: RegistrationFilter
    sort?: ReportSort | undefined
    words: FileWords
  },
): AsyncGenerator<ReportRow> {
  let cursor: string | undefined
  do {
    // Each page begins where the one before ended.
    const request = { ...filter, sort, limit: pageSize, cursor }
    // oxlint-disable-next-line no-await-in-loop
    const page = await readPage[tab](ctx, { request, words })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

type ReadPage = (
  ctx: Context,
  asked: { request: RegistrationRequest; words: FileWords },
) => Promise<Page<ReportRow>>

const readPage: Record<ReportTab, ReadPage> = {
  hours: async (ctx, { request, words }) => {
    const page = await listTimeEntries(ctx, request)
    const items = page.items.map((row) => {
      const { seconds, taskId, taskName } = row
      const own = {
        task: taskName,
        notes: row.notes,
        startedAt: timeCell(row.startedAt),
        endedAt: timeCell(row.endedAt),
        hours: { seconds },
        rateOrigin: originOf(row, words),
      }
      const task = taskId === null ? null : { id: taskId, name: taskName ?? '' }
      return { ...rowOf({ ...row, day: row.workedOn }, { own, words }), task, seconds }
    })
    return { ...page, items }
  },
  expenses: async (ctx, { request, words }) => {
    const page = await listExpenses(ctx, request)
    const items = page.items.map((row) => {
      const { quantity, unitPrice: rate, netMinor: amountMinor } = row
      const own = {
        product: row.productName,
        description: row.description,
        quantity: { decimal: quantity, decimals: 0 },
      }
      return { ...rowOf({ ...row, day: row.spentOn, rate, amountMinor }, { own, words }), quantity }
    })
    return { ...page, items }
  },
  mileages: async (ctx, { request, words }) => {
    const page = await listMileages(ctx, request)
    const items = page.items.map((row) => {
      const own = {
        purpose: row.purpose,
        from: row.fromPlace,
        to: row.toPlace,
        returnTrip: words(yesOrNo(row.isReturnTrip)),
        km: { decimal: row.billedKm, decimals: 1 },
        rateOrigin: originOf(row, words),
      }
      return { ...rowOf({ ...row, day: row.travelledOn }, { own, words }), quantity: row.billedKm }
    })
    return { ...page, items }
  },
}

/** What the three kinds have in common. */
type Common = {
  day: string
  clientId: string
  clientName: string
  projectId: string
  projectName: string
  memberId: string
  memberName: string
  rate: string | null
  amountMinor: number | null
  isBillable: boolean
} & StandingView

function rowOf(
  row: Common,
  { own, words }: { own: ReportRow['cells']; words: FileWords },
): ReportRow {
  const { day, rate, amountMinor, clientName, projectName, memberName } = row
  return {
    cells: {
      ...own,
      day: { day },
      client: clientName,
      project: projectName,
      member: memberName,
      rate: rate === null ? null : { decimal: rate, decimals: 2 },
      amount: amountMinor === null ? null : { minor: amountMinor },
      billable: words(yesOrNo(row.isBillable)),
      approval: row.status === 'open' ? words(approvalWords[row.approval]) : null,
      invoice: standingOf(row, words),
      inXero: standingInXero(row, words),
    },
    day,
    client: { id: row.clientId, name: clientName },
    project: { id: row.projectId, name: projectName },
    member: { id: row.memberId, name: memberName },
    task: null,
    seconds: 0,
    quantity: '0.00',
    amountMinor,
  }
}

const ruleWords: Record<RateRule, Label> = {
  none: 'Not by the hour',
  task: 'Task',
  user: 'Person',
  project: 'Project',
  client: 'Client',
  workspace: 'Workspace',
}

function originOf(
  rated: { rateRule: RateRule | null; rateValidFrom: string | null },
  words: FileWords,
) {
  const { rateRule, rateValidFrom } = rated
  if (rateRule === null) return null
  const rule = words(ruleWords[rateRule])
  return rateValidFrom === null
    ? rule
    : words('{{rule}} since {{day}}', { rule, day: rateValidFrom })
}

function standingOf({ billing, status }: StandingView, words: FileWords): string | null {
  if (status === 'written_off') return words('Written off')
  const unnumbered = billing?.documentKind === 'invoice' ? 'Draft' : 'Xero'
  return billing && (billing.number ?? words(unnumbered))
}

const approvalWords: Record<ApprovalState, Label> = {
  open: 'Not submitted',
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
}

const standingWords: Record<XeroStanding, Label> = {
  draft: 'Draft',
  awaiting_approval: 'Awaiting approval',
  awaiting_payment: 'Awaiting payment',
  part_paid: 'Part paid',
  paid: 'Paid',
  credited: 'Credited',
  posted: 'Posted',
  voided: 'Voided',
  deleted: 'Deleted',
}

function standingInXero({ billing }: StandingView, words: FileWords): string | null {
  const inXero = billing?.inXero
  return inXero ? (inXero.standing ? words(standingWords[inXero.standing]) : inXero.status) : null
}

function yesOrNo(value: boolean): Label {
  return value ? 'Yes' : 'No'
}

function timeCell(time: string | null): PaperCell {
  return time === null ? null : { time }
}
