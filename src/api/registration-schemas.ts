import { billingStatuses } from '#domain/billable-item.ts'
import { approvalStates } from '#domain/item-status.ts'
import { allColumns, type ReportSort, reportSortFrom } from '#domain/report-columns.ts'
import { reportStatuses } from '#domain/report-status.ts'
import { xeroStandings } from '#domain/xero-standing.ts'
import { z } from 'zod'
import { day, flag, givenMoment, id, listOf, text } from './schemas.ts'

/** A column of any of the three reports. */
export const reportColumn = z.enum(allColumns)

/** The order of rows, in the query string. */
export const sort = z
  .enum(allColumns.flatMap((column) => [column, `-${column}` as const]))
  .transform((text): ReportSort | undefined => reportSortFrom(text))
  .optional()
  .describe('A column of the report; a minus before it turns the order. -day unless given.')

/** Rows of any of these. */
export const anyOfThese = listOf(id).optional()

/** The filters that hours, expenses, mileages and their reports have in common. */
export const registrationQuery = {
  from: day.optional(),
  to: day.optional(),
  memberId: anyOfThese,
  clientId: anyOfThese,
  projectId: anyOfThese,
  billable: flag.optional(),
  invoiced: flag.optional(),
  status: listOf(z.enum(reportStatuses))
    .optional()
    .describe(
      'Any of these. open is what is neither on a document nor written off; what begins with xero_ is how the document in Xero stands that bills it. What was xero_voided or xero_deleted is open again.',
    ),
  documentId: id.optional().describe('Only what this invoice or Xero document bills.'),
  q: text(200).optional().describe('Looks in the words of the row and in the names beside it.'),
}

type Query = { billable?: boolean | undefined; invoiced?: boolean | undefined }

/** The filter a query string asks for. */
export function filterOf<Asked extends Query>({ billable, invoiced, ...rest }: Asked) {
  return { ...rest, isBillable: billable, isInvoiced: invoiced }
}

const BillingView = z
  .object({
    documentKind: z.enum(['invoice', 'xero_document']),
    documentId: id,
    lineId: id,
    number: z.string().nullable(),
    state: z.string(),
    exportId: id.nullable().describe('The export that made it; null for own invoices.'),
    url: z.string().nullable().describe('The document in Xero, once it is there.'),
    inXero: z
      .object({
        standing: z
          .enum(xeroStandings)
          .nullable()
          .describe('How it stands there; null for a status that Xero added.'),
        status: z.string().describe('What Xero itself calls it.'),
        paidMinor: z.int(),
        creditedMinor: z.int(),
        dueMinor: z.int().nullable().describe('Null until it was read after it was confirmed.'),
      })
      .nullable()
      .describe('What Xero said of it last; null for people who do not see Xero.'),
  })
  .meta({ id: 'Billing', description: 'The document that bills the item.' })

const WriteOffOfItem = z
  .object({
    writeOffId: id,
    reason: z.string().nullable().describe('Null for people who see their own work only.'),
    writtenOffAt: z.string(),
    writtenOffByName: z.string(),
  })
  .meta({ id: 'WriteOffOfItem', description: 'That the item will not be billed, and why.' })

/** How far the approval of a registration is. */
export const approval = {
  approval: z
    .enum(approvalStates)
    .describe('How far its approval is, as long as it is not settled.'),
  rejection: z
    .object({ note: z.string(), rejectedByName: z.string().nullable() })
    .nullable()
    .describe('Why it was rejected, as long as it is.'),
}

/** Why a registration stays as it is. */
export const locked = [
  'item_is_invoiced',
  'item_is_written_off',
  'item_is_submitted',
  'item_is_approved',
  'period_is_closed',
] as const

/** What became of a registration. */
export const standing = {
  ...approval,
  status: z.enum(billingStatuses),
  billing: BillingView.nullable(),
  writeOff: WriteOffOfItem.nullable(),
}

/** Which state of an item one saw, so that what somebody else changed since is not written over. */
export const expectedUpdatedAt = givenMoment
  .optional()
  .describe('The updatedAt you saw. When it is another by now, nothing is written.')

const many = 1000

/** Items to delete. */
export const Deletions = z.object({
  items: z.array(z.object({ id, expectedUpdatedAt })).min(1).max(many),
})

/** States to go back to. */
export const Restorations = z.object({
  items: z
    .array(
      z.object({
        id,
        updatedAt: givenMoment.describe('The state to go back to.'),
        expectedUpdatedAt: givenMoment
          .nullable()
          .describe('The state it must be in now; null when it must be deleted.'),
      }),
    )
    .min(1)
    .max(many),
})
