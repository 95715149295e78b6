import { said } from './spoken.ts'
import { uninvoicedParts } from '#app/parts/item-selection.ts'
import { itemKinds } from '#domain/billable-item.ts'
import { lineGroupings } from '#domain/document-lines.ts'
import { referenceLimit } from '#domain/lookup-text.ts'
import { z } from 'zod'
import { amountMinor, day, id, moment, text } from './schemas.ts'

// What exports, invoices and sales transactions have in common.

const idsLimit = 50_000
const ids = z.array(id).max(idsLimit).default([])
const partAmount = amountMinor.min(1)

export const ItemSelection = z
  .object({
    timeEntryIds: ids,
    expenseIds: ids,
    mileageIds: ids,
    instalments: z
      .array(
        z.object({
          projectId: id,
          amountMinor: partAmount
            .nullish()
            .describe('Of a fixed price that is not planned in parts.'),
          description: text(500).trim().nullish(),
          plannedId: id.nullish().describe('A part that the price is planned in.'),
        }),
      )
      .max(500)
      .default([])
      .describe('Parts of fixed prices.'),
    subscriptionPeriods: z
      .array(z.object({ projectId: id, startsOn: day }))
      .max(5000)
      .default([])
      .describe('Periods of subscriptions, by the day they start on.'),
    uninvoiced: z
      .array(
        z.object({
          projectId: id,
          through: day,
          amountMinor: partAmount
            .nullish()
            .describe('The part of a fixed price; all that is left of it unless given.'),
          include: z.array(z.enum(uninvoicedParts)).min(1).max(uninvoicedParts.length).nullish(),
        }),
      )
      .max(1000)
      .default([])
      .describe('Whatever is not billed yet of a project, up to and including a day.'),
  })
  .meta({ id: 'ItemSelection' })

export const noItems = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}

export const groupBy = z
  .enum(lineGroupings)
  .default('project')
  .describe('What the hours, expenses and mileages of one line have in common.')

export const reference = text(referenceLimit).trim().default('')

export const ItemKind = z.enum(itemKinds)

export const Allowance = z
  .object({
    allowed: z.boolean(),
    because: z.object({ code: z.string(), message: said() }).nullable(),
  })
  .meta({ id: 'Allowance' })

const Amounts = z.object({ subtotalMinor: z.int(), taxMinor: z.int(), totalMinor: z.int() })

const Problem = z.object({
  code: z.string(),
  message: said(),
  fix: said(),
  settingsPath: z.string().nullable(),
  detail: said("Xero's own words."),
})

const XeroAttachment = z
  .object({
    id,
    kind: z.enum(['timesheet', 'receipt', 'note']),
    name: z.string().describe("The file's name in Xero; of a note its words."),
    isOnline: z.boolean().describe('Whether the customer sees it with the online invoice.'),
    state: z
      .enum(['planned', 'sending', 'confirmed', 'rejected', 'unknown', 'left_out'])
      .describe(
        'unknown: a call ended without an answer; Hourbook looks in Xero before it sends again. left_out: it cannot go along; the problem says why.',
      ),
    problem: Problem.nullable(),
    can: z.object({ retry: Allowance }),
  })
  .meta({ id: 'XeroAttachment' })

export const XeroDocument = z
  .object({
    id,
    connectionId: id.describe('The administration it was planned for; it stays there.'),
    administrationName: z.string(),
    kind: z.enum(['invoice', 'manual_journal']),
    exportId: id.nullable(),
    invoiceId: id.nullable().describe('The own invoice that a sales transaction posts.'),
    clientId: id,
    clientName: z.string(),
    projectId: id.nullable(),
    state: z
      .enum([
        'planned',
        'sending',
        'confirmed',
        'rejected',
        'unknown',
        'discarded',
        'voided',
        'credited',
      ])
      .describe(
        'unknown: a call ended without an answer; Hourbook looks in Xero before it sends again. voided: voided or deleted in Xero; what it billed is free. credited: a credit note takes it back; what it billed is free.',
      ),
    targetStatus: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'POSTED']),
    lookupText: z.string().describe("The invoice's Reference or the journal's Narration in Xero."),
    reference: z.string(),
    issuedOn: z.string(),
    dueOn: z.string().nullable(),
    currency: z.string(),
    brandingThemeId: z.guid().nullable().describe('How it looks in Xero; null: as Xero chooses.'),
    subtotalMinor: z.int(),
    taxMinor: z.int(),
    totalMinor: z.int(),
    attempts: z.int(),
    xeroId: id.nullable(),
    xeroNumber: z.string().nullable(),
    xeroStatus: z
      .string()
      .nullable()
      .describe(
        'DRAFT, SUBMITTED, AUTHORISED, PAID, POSTED, VOIDED or DELETED; Xero may add others.',
      ),
    xeroPaidMinor: z.int().nullable().describe('Null until it was read after it was confirmed.'),
    xeroCreditedMinor: z.int().nullable(),
    xeroDueMinor: z.int().nullable(),
    xeroFullyPaidOn: z.string().nullable(),
    xeroSentToContact: z
      .boolean()
      .nullable()
      .describe(
        'Whether Xero says that the customer got the invoice: e-mailed, or marked as sent. Null until it was read.',
      ),
    xeroReadAt: moment.nullable().describe('When it was read from Xero last.'),
    closed: z
      .object({
        at: moment,
        byName: z.string().nullable().describe('Null: it was done in Xero.'),
        items: z.int().describe('How many items can be billed again since.'),
      })
      .nullable()
      .describe('When it was voided, deleted or credited in Xero.'),
    change: z
      .object({
        id,
        kind: z.enum(['void', 'update', 'credit', 'email', 'mark_sent']),
        state: z.enum(['planned', 'sending', 'unknown', 'done', 'rejected']),
        requestedByName: z.string(),
        problem: z
          .object({
            code: z.string(),
            message: said(),
            fix: said(),
            detail: said(),
          })
          .nullable(),
      })
      .nullable()
      .describe('The last change in Xero that was asked for.'),
    reversesId: id.nullable().describe('The sales transaction that this journal takes back.'),
    reversal: z
      .object({
        id,
        state: z.enum(['planned', 'sending', 'confirmed', 'rejected', 'unknown']),
        issuedOn: z.string(),
      })
      .nullable()
      .describe('The journal that takes this one back, in Xero or on its way there.'),
    reversedAt: moment.nullable().describe('When Xero had the journal that takes it back.'),
    creditNote: z
      .object({
        id,
        xeroId: id,
        number: z.string().nullable(),
        url: z.string().nullable().describe('The credit note in Xero.'),
        issuedOn: z.string(),
        totalMinor: z.int(),
        allocatedMinor: z
          .int()
          .nullable()
          .describe('What of it is taken off the invoice; null: nothing yet.'),
        billsAgain: z.boolean().describe('Whether what the invoice billed can be billed again.'),
        difference: z
          .object({ planned: Amounts, xero: Amounts })
          .nullable()
          .describe('The amounts of both sides, when they are not the same.'),
        goneAt: moment
          .nullable()
          .describe('When it was seen that somebody in Xero took it from the invoice again.'),
      })
      .nullable()
      .describe('The credit note that Hourbook wrote over it in Xero.'),
    url: z.string().nullable().describe('The document in Xero.'),
    difference: z
      .object({ planned: Amounts, xero: Amounts })
      .nullable()
      .describe('The amounts of both sides, when they are not the same.'),
    problem: Problem.nullable(),
    attachments: z.array(XeroAttachment).describe('Files and notes that go with it.'),
    can: z.object({
      retry: Allowance,
      discard: Allowance,
      void: Allowance,
      update: Allowance,
      credit: Allowance,
      release: Allowance.describe('Of what it bills, once Xero credits all of it.'),
      email: Allowance.describe('By Xero. Again, too: see emailXeroDocument.'),
      markSent: Allowance,
      reverse: Allowance.describe('By a second journal, in the other direction.'),
    }),
    createdAt: moment,
    confirmedAt: moment.nullable(),
  })
  .meta({ id: 'XeroDocument' })
