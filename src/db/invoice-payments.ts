import { sql } from 'kysely'
import type { KeptPaymentMethod } from '#domain/payments.ts'
import type { PaymentFromXero } from '#domain/settled-in-xero.ts'
import { newId } from '#lib/ids.ts'
import type { Database, Transaction } from './database.ts'

export type Payment = {
  id: string
  paidOn: string
  /** Less than zero: a refund. */
  amountMinor: number
  method: KeptPaymentMethod
  reference: string
  /** Null: it came from Xero. */
  createdByName: string | null
  createdAt: Date
  takenBackByName: string | null
  takenBackAt: Date | null
}

type Key = { workspaceId: string; invoiceId: string }

export async function insertPayment(
  tx: Transaction,
  values: Key & {
    createdBy: string
    createdAt: Date
    payment: Pick<Payment, 'id' | 'paidOn' | 'amountMinor' | 'method' | 'reference'>
  },
): Promise<void> {
  const { workspaceId, invoiceId, createdBy, createdAt, payment } = values
  await tx
    .insertInto('invoice_payments')
    .values({
      workspace_id: workspaceId,
      id: payment.id,
      invoice_id: invoiceId,
      paid_on: payment.paidOn,
      amount_minor: payment.amountMinor,
      method: payment.method,
      reference: payment.reference,
      created_by: createdBy,
      created_at: createdAt,
      taken_back_by: null,
      taken_back_at: null,
    })
    .execute()
}

/** What was paid on an invoice, in the order of the days; with what was taken back. */
export async function listPayments(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<Payment[]> {
  const { rows } = await sql<Payment>`
    select p.id, p.paid_on as "paidOn", p.amount_minor as "amountMinor", p.method, p.reference,
      m.name as "createdByName", p.created_at as "createdAt",
      t.name as "takenBackByName", p.taken_back_at as "takenBackAt"
    from invoice_payments p
    left join members m on m.workspace_id = p.workspace_id and m.id = p.created_by
    left join members t on t.workspace_id = p.workspace_id and t.id = p.taken_back_by
    where p.workspace_id = ${workspaceId} and p.invoice_id = ${invoiceId}
    order by p.paid_on, p.id`.execute(db)
  return rows
}

export async function setPaymentTakenBack(
  tx: Transaction,
  values: { workspaceId: string; paymentId: string; takenBackBy: string; takenBackAt: Date },
): Promise<void> {
  const { workspaceId, paymentId, takenBackBy, takenBackAt } = values
  await tx
    .updateTable('invoice_payments')
    .set({ taken_back_by: takenBackBy, taken_back_at: takenBackAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', paymentId)
    .execute()
}

/** What came from Xero and still counts. */
export async function listPaymentsFromXero(
  db: Database,
  { workspaceId, invoiceId }: Key,
): Promise<(PaymentFromXero & { id: string })[]> {
  const { rows } = await sql<PaymentFromXero & { id: string }>`
    select p.id, p.xero_id as "xeroId", p.paid_on as "paidOn", p.amount_minor as "amountMinor", p.reference
    from invoice_payments p
    where p.workspace_id = ${workspaceId} and p.invoice_id = ${invoiceId}
      and p.xero_id is not null and p.taken_back_at is null
    order by p.id`.execute(db)
  return rows
}

/** Takes back what Xero does not have any more, and adds what it has. To be called with the invoice locked. */
export async function changePaymentsFromXero(
  tx: Transaction,
  {
    workspaceId,
    invoiceId,
    at,
    gone,
    added,
  }: Key & { at: Date; gone: readonly { id: string }[]; added: readonly PaymentFromXero[] },
): Promise<void> {
  for (const { id } of gone) {
    // Each is seen by the trigger that keeps an invoice from being paid beyond its total.
    // oxlint-disable-next-line no-await-in-loop
    await tx
      .updateTable('invoice_payments')
      .set({ taken_back_at: at })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  }
  if (added.length === 0) return
  await tx
    .insertInto('invoice_payments')
    .values(
      added.map(({ xeroId, paidOn, amountMinor, reference }) => ({
        workspace_id: workspaceId,
        id: newId(),
        invoice_id: invoiceId,
        paid_on: paidOn,
        amount_minor: amountMinor,
        method: 'xero' as const,
        reference,
        created_by: null,
        created_at: at,
        taken_back_by: null,
        taken_back_at: null,
        xero_id: xeroId,
      })),
    )
    .execute()
}
