import { sql } from 'kysely'
import type { Standing } from '#domain/item-status.ts'
import type { Database, Transaction } from './database.ts'
import { type Receipt, receiptsOf } from './receipts.ts'
import { comesAfter, orderOf, type RegistrationOrder, sortValueOf } from './registration-order.ts'
import {
  type Approval,
  approvalColumns,
  type Billing,
  billingOf,
  findNamed,
  matches,
  type RegistrationFilter,
  statusOf,
  writeOffOf,
  type WrittenOff,
} from './registrations.ts'

export type ExpenseValues = {
  memberId: string
  projectId: string
  productId: string | null
  spentOn: string
  description: string
  quantity: string
  /** Without VAT: of it lines are made. */
  unitPrice: string
  /** With VAT, where that was entered; the unit price follows from it. */
  grossUnitPrice: string | null
  vatRateId: string | null
  isBillable: boolean
}

/** An expense that is held, and what became of it. */
export type LockedExpense = ExpenseValues & Standing & { id: string; updatedAt: Date }

export type Expense = ExpenseValues &
  Approval & {
    id: string
    memberName: string
    projectName: string
    clientId: string
    clientName: string
    productName: string | null
    /** Of its VAT rate; null where it has none of its own. */
    vatPercentage: string | null
    createdAt: Date
    updatedAt: Date
    billing: Billing | null
    writeOff: WrittenOff | null
    receipts: Receipt[]
  }

/** The expenses that pass the filter, in the order asked for. */
export async function listExpenseRows(
  db: Database,
  request: {
    workspaceId: string
    filter: RegistrationFilter
    order: RegistrationOrder
    limit: number
  },
): Promise<(Expense & { sortValue: string })[]> {
  const { workspaceId, filter, order, limit } = request
  const named = await findNamed(db, 'expense', { workspaceId, filter })
  return await expenses(db, workspaceId)
    .where(matches('expense', { workspaceId, filter, named }))
    .where(comesAfter('expense', order))
    .select(sortValueOf('expense', order.sort).as('sortValue'))
    .orderBy(orderOf('expense', order.sort))
    .limit(limit)
    .execute()
}

/** The expenses with these ids, in no particular order. */
export async function listExpenseRowsByIds(
  db: Database,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<Expense[]> {
  return await expenses(db, workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .execute()
}

/** Holds the expense until the transaction ends, and tells what became of it. */
export async function lockExpense(
  tx: Transaction,
  { workspaceId, expenseId }: { workspaceId: string; expenseId: string },
): Promise<LockedExpense | undefined> {
  const [locked] = await lockExpenses(tx, { workspaceId, ids: [expenseId] })
  return locked
}

/** Holds the expenses until the transaction ends, and tells what became of them. */
export async function lockExpenses(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<LockedExpense[]> {
  const locked = await tx
    .selectFrom('expenses as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .select(values)
    .select(['e.id', 'e.updated_at as updatedAt', 'e.approval'])
    // In one order: two who change the same expenses wait for each other.
    .orderBy('e.id')
    .forUpdate()
    .execute()
  // Asked after the lock is ours: whoever settles the expense holds it too.
  const statuses = await tx
    .selectFrom('expenses as e')
    .where('e.workspace_id', '=', workspaceId)
    .where(sql<boolean>`e.id = any(${ids}::uuid[])`)
    .select(['e.id', statusOf('expense').as('status')])
    .execute()
  const statusById = new Map(statuses.map(({ id, status }) => [id, status]))
  return locked.map((expense) => ({ ...expense, status: statusById.get(expense.id) ?? 'open' }))
}

export async function insertExpenses(
  tx: Transaction,
  request: { workspaceId: string; expenses: (ExpenseValues & { id: string })[]; createdAt: Date },
): Promise<void> {
  const { workspaceId, expenses, createdAt } = request
  await tx
    .insertInto('expenses')
    .values(
      expenses.map((expense) => ({
        workspace_id: workspaceId,
        id: expense.id,
        ...columns(expense),
        created_at: createdAt,
        updated_at: createdAt,
      })),
    )
    .execute()
}

export async function updateExpenseValues(
  tx: Transaction,
  request: { workspaceId: string; expenseId: string; values: ExpenseValues; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('expenses')
    .set({ ...columns(request.values), updated_at: request.updatedAt })
    .where('workspace_id', '=', request.workspaceId)
    .where('id', '=', request.expenseId)
    .execute()
}

export async function removeExpenses(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<void> {
  await tx
    .deleteFrom('expenses')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

const values = [
  'e.member_id as memberId',
  'e.project_id as projectId',
  'e.product_id as productId',
  'e.spent_on as spentOn',
  'e.description',
  'e.quantity',
  'e.unit_price as unitPrice',
  'e.gross_unit_price as grossUnitPrice',
  'e.vat_rate_id as vatRateId',
  'e.is_billable as isBillable',
] as const

function expenses(db: Database, workspaceId: string) {
  return db
    .selectFrom('expenses as e')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.member_id'),
    )
    .innerJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 'e.workspace_id').onRef('p.id', '=', 'e.project_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('products as t', (join) =>
      join.onRef('t.workspace_id', '=', 'e.workspace_id').onRef('t.id', '=', 'e.product_id'),
    )
    .leftJoin('vat_rates as v', (join) =>
      join.onRef('v.workspace_id', '=', 'e.workspace_id').onRef('v.id', '=', 'e.vat_rate_id'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .select(values)
    .select([
      'e.id',
      'm.name as memberName',
      'p.name as projectName',
      'c.id as clientId',
      'c.name as clientName',
      't.name as productName',
      'v.percentage as vatPercentage',
      'e.created_at as createdAt',
      'e.updated_at as updatedAt',
    ])
    .select([billingOf('expense').as('billing'), writeOffOf('expense').as('writeOff')])
    .select(approvalColumns)
    .select(receiptsOf().as('receipts'))
}

function columns(expense: ExpenseValues) {
  return {
    member_id: expense.memberId,
    project_id: expense.projectId,
    product_id: expense.productId,
    spent_on: expense.spentOn,
    description: expense.description,
    quantity: expense.quantity,
    unit_price: expense.unitPrice,
    gross_unit_price: expense.grossUnitPrice,
    vat_rate_id: expense.vatRateId,
    is_billable: expense.isBillable,
  }
}
