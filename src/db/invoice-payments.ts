import { sql } from 'kysely'
import type { PaymentMethod } from '#domain/payments.ts'
import type { Database, Transaction } from './database.ts'

export type Payment = {
  id: string
  paidOn: string
  /** Less than zero: a refund. */
  amountMinor: number
  method: PaymentMethod
  reference: string
  createdByName: string
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
    join members m on m.workspace_id = p.workspace_id and m.id = p.created_by
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
