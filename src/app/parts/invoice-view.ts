import { listConnectionsOfClients } from '#db/clients.ts'
import {
  type Invoice,
  type InvoiceLine,
  listCreditInvoices,
  listInvoiceLines,
} from '#db/invoices.ts'
import { listPayments, type Payment } from '#db/invoice-payments.ts'
import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import {
  creditInvoiceRefusal,
  type InvoiceAction,
  invoiceRefusal,
  salesTransactionRefusal,
} from '#domain/invoice-state.ts'
import { paymentRefusal, paymentStanding, type Standing } from '#domain/payments.ts'
import { reminderRefusal } from '#domain/reminders.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'
import type { SalesTarget } from '#domain/xero-settings.ts'
import type { Database } from '#db/database.ts'
import { may } from '../allow.ts'
import { assert } from '#lib/assert.ts'
import { type Allowance, allowanceOf } from '../allowance.ts'
import type { Context } from '../context.ts'
import { invoiceLanguage } from './invoice-language.ts'
import { remarksOf } from './invoice-paper.ts'
import { viewXeroDocument, type XeroDocumentView } from './xero-document-view.ts'
import { today } from './today.ts'
import { describeXero, standingOf, type XeroStanding } from './xero-settings.ts'

export type InvoiceSummary = Omit<Invoice, 'lineCount'> &
  Standing & {
    salesTransaction: XeroDocumentView | null
    /** What its sales transaction becomes, where there is none yet. */
    salesTarget: SalesTarget
    can: Record<
      | 'edit'
      | 'delete'
      | 'finalise'
      | 'send'
      | 'email'
      | 'createSalesTransaction'
      | 'credit'
      | 'pay'
      | 'remind',
      Allowance
    >
  }
export type InvoiceView = InvoiceSummary & {
  lines: InvoiceLine[]
  /** Why nothing is charged at 0%, in the language of the invoice. */
  remarks: string[]
  credits: CreditInvoice[]
  payments: Payment[]
}
export type CreditInvoice = Pick<Invoice, 'id' | 'number' | 'state' | 'totalMinor'>

/** An invoice with its lines, and what may be done with it now. */
export async function viewInvoice(ctx: Context, invoice: Invoice): Promise<InvoiceView> {
  return await viewInvoiceIn(ctx, ctx.db, invoice)
}

/** The same as the transaction sees it that just changed it. */
export async function viewInvoiceIn(
  ctx: Context,
  db: Database,
  invoice: Invoice,
): Promise<InvoiceView> {
  const [summary] = await viewInvoices(ctx, db, [invoice])
  assert(summary, 'every invoice has its view')
  const key = { workspaceId: ctx.workspaceId, invoiceId: invoice.id }
  const lines = await listInvoiceLines(db, key)
  const credits = await listCreditInvoices(db, key)
  const payments = await listPayments(db, key)
  const language = await invoiceLanguage(db, { workspaceId: ctx.workspaceId, invoice })
  return { ...summary, lines, remarks: remarksOf(lines, language), credits, payments }
}

/** Invoices without their lines, with what may be done with each. */
export async function viewInvoices(
  ctx: Context,
  db: Database,
  invoices: readonly Invoice[],
): Promise<InvoiceSummary[]> {
  const { workspaceId } = ctx
  const invoiceIds = invoices.map((invoice) => invoice.id)
  const standing = await describeXero({ db, workspaceId })
  const standingOfClient = await standingsByClient(db, { workspaceId, standing, invoices })
  const credited = invoices.flatMap(({ creditsId }) => creditsId ?? [])
  const documents = await listXeroDocuments(db, {
    workspaceId,
    invoiceIds: [...invoiceIds, ...credited],
  })
  const day = await today(ctx, db)
  const byInvoice = new Map(documents.map((document) => [document.invoiceId, document]))
  return invoices.map((invoice) =>
    viewOne(ctx, invoice, {
      today: day,
      document: byInvoice.get(invoice.id),
      credited: byInvoice.get(invoice.creditsId),
      standing: standingOfClient(invoice.clientId),
    }),
  )
}

/** How the administration of each client stands; nothing more is asked where all belong to one. */
async function standingsByClient(
  db: Database,
  given: { workspaceId: string; standing: XeroStanding; invoices: readonly Invoice[] },
): Promise<(clientId: string) => XeroStanding> {
  const { workspaceId, standing, invoices } = given
  const { connections } = standing
  if (connections.every((each) => each.isDefault || each.state === 'offered')) return () => standing
  const clientIds = [...new Set(invoices.map((invoice) => invoice.clientId))]
  const connectionOf = await listConnectionsOfClients(db, { workspaceId, clientIds })
  const byId = new Map(connections.map((each) => [each.id, standingOf(each, standing)]))
  return (clientId) => byId.get(connectionOf.get(clientId) ?? '') ?? standing
}

function viewOne(
  ctx: Context,
  { lineCount, ...invoice }: Invoice,
  around: {
    today: string
    document: XeroDocument | undefined
    /** The sales transaction of the invoice that it credits. */
    credited: XeroDocument | undefined
    standing: XeroStanding
  },
): InvoiceSummary {
  const { document, credited, standing } = around
  const isLive = document !== undefined && document.reversedAt === null
  const target = credited?.reversedAt === null ? credited.kind : standing.salesTarget
  const writes = (action: InvoiceAction) => {
    if (!may(ctx, 'invoices:write')) return allowanceOf('not_allowed')
    return allowanceOf(invoiceRefusal({ ...invoice, lineCount }, action))
  }
  const reminding = may(ctx, 'invoices:write')
    ? reminderRefusal(invoice, around.today)
    : ('not_allowed' as const)
  return {
    ...invoice,
    ...paymentStanding(invoice, around.today),
    salesTransaction: document ? viewXeroDocument(ctx, document) : null,
    salesTarget: target,
    can: {
      edit: writes('edit'),
      delete: writes('delete'),
      finalise: writes('finalise'),
      send: writes('send'),
      email: ctx.mailer.from === null ? allowanceOf('mail_is_off') : writes('email'),
      remind: allowanceOf(ctx.mailer.from === null ? 'mail_is_off' : reminding),
      credit: allowanceOf(
        may(ctx, 'invoices:write') ? creditInvoiceRefusal(invoice) : 'not_allowed',
      ),
      pay: allowanceOf(
        may(ctx, 'invoices:write')
          ? (paymentRefusal(invoice) ?? keptInXero(document))
          : 'not_allowed',
      ),
      createSalesTransaction: salesTransactionAllowance(ctx, {
        invoice,
        target,
        hasSalesTransaction: isLive,
        standing,
      }),
    },
  }
}

function salesTransactionAllowance(
  ctx: Context,
  facts: {
    invoice: Omit<Invoice, 'lineCount'>
    target: SalesTarget
    hasSalesTransaction: boolean
    standing: XeroStanding
  },
): Allowance {
  const { invoice, standing, ...sale } = facts
  if (!may(ctx, 'xero:export')) return allowanceOf('not_allowed')
  const missing = standing.salesRefusals[sale.target]
  const code = salesTransactionRefusal({
    ...invoice,
    ...sale,
    administration: {
      baseCurrency: standing.administration?.baseCurrency ?? null,
      refusal: missing?.code,
    },
  })
  if (code === undefined) return { allowed: true, because: null }
  return { allowed: false, because: { code, message: wordsOf(code, missing) } }
}

/** Payments of a sales invoice are Xero's: they would be counted twice. */
export function keptInXero(
  document: Pick<XeroDocument, 'kind'> | undefined,
): RefusalCode | undefined {
  return document && document.kind !== 'manual_journal' ? 'payments_are_kept_in_xero' : undefined
}

// What is missing with Xero says more than the title of its code.
function wordsOf(
  code: RefusalCode,
  missing: { code: RefusalCode; message: string } | null | undefined,
): string {
  return missing?.code === code ? missing.message : refusals[code].title
}
