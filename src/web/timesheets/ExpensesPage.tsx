import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CashIcon, PlusIcon } from '../ui/icons.tsx'
import { DayText, Money, Quantity } from '../ui/Values.tsx'
import { BillableCell } from './BillingMark.tsx'
import { ExpenseDrawer } from './ExpenseDrawer.tsx'
import { monthOf } from '#domain/periods.ts'
import { addReceipts, readReceipts } from './receipts.ts'
import { ReceiptsMark, ReceiptsModal } from './ReceiptsMark.tsx'
import { useUndoableDelete } from './registration-writes.ts'
import { expensesQuery, type Expense } from './registrations.ts'
import { ProjectCell, RowActions } from './RowActions.tsx'
import { TimesheetFrame, useTimesheet } from './TimesheetFrame.tsx'

export function ExpensesPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { day, memberId } = useTimesheet()
  const month = monthOf(day)
  const expenses = useQuery(expensesQuery({ from: month.from, to: month.to, memberId }))
  const [editing, setEditing] = useState<Expense | 'new' | null>(null)
  const [viewing, setViewing] = useState<Expense | null>(null)
  const columns = useExpenseColumns(expenses.data, { onEdit: setEditing, onShow: setViewing })
  const addButton = (
    <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
      {t('timesheets.addExpense')}
    </Button>
  )
  return (
    <TimesheetFrame
      kind="month"
      period={month}
      title={formats.dayText(month.from, { month: 'long', year: 'numeric' })}
      actions={addButton}
    >
      <DataList
        label={t('timesheets.expensesList')}
        columns={columns}
        rows={expenses.data}
        rowKey={(expense) => expense.id}
        error={expenses.error}
        onRetry={() => void expenses.refetch()}
        onOpen={(expense) => (expense.status === 'open' ? setEditing(expense) : undefined)}
        empty={{
          icon: CashIcon,
          title: t('timesheets.noExpenses'),
          description: t('timesheets.noExpensesHint'),
        }}
      />
      {viewing ? <ReceiptsModal expense={viewing} onClose={() => setViewing(null)} /> : null}
      {editing ? (
        <ExpenseDrawer
          key={editing === 'new' ? 'new' : editing.id}
          expense={editing === 'new' ? null : editing}
          memberId={memberId}
          day={day}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </TimesheetFrame>
  )
}

function useExpenseColumns(
  rows: readonly Expense[] | undefined,
  { onEdit, onShow }: Record<'onEdit' | 'onShow', (expense: Expense) => void>,
): Column<Expense>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const files = useRef(new Map<string, File[]>())
  const remove = useUndoableDelete<Expense>({
    remove: async (expense, headers) => {
      // They go with the expense, so they are fetched first, should it come back.
      files.current.set(expense.id, await readReceipts(expense))
      const path = { expenseId: expense.id }
      await answered(api.DELETE('/api/v1/expenses/{expenseId}', { params: { path }, headers }))
    },
    restore: async (expense) => {
      const body = { items: [copyOf(expense)] }
      const { items } = await answered(api.POST('/api/v1/expenses', { body }))
      await addReceipts(items[0]?.id ?? '', files.current.get(expense.id) ?? [])
    },
    message: t('timesheets.expenseDeleted'),
  })
  const totalMinor = (rows ?? []).reduce((total, expense) => total + expense.netMinor, 0)
  return [
    {
      key: 'date',
      header: t('timesheets.date'),
      width: 112,
      phone: 'line',
      cell: (expense) => <DayText day={expense.spentOn} />,
      footer: t('timesheets.total'),
    },
    {
      key: 'project',
      header: t('timesheets.project'),
      width: '26%',
      isTruncated: true,
      phone: 'title',
      cell: (expense) => (
        <ProjectCell
          projectName={expense.projectName}
          clientName={expense.clientName}
          isLocked={expense.status !== 'open'}
          onOpen={() => onEdit(expense)}
        />
      ),
    },
    {
      key: 'description',
      header: t('timesheets.description'),
      isTruncated: true,
      cell: (expense) =>
        [expense.productName, expense.description].filter((each) => each).join(' · '),
    },
    {
      key: 'receipts',
      header: t('receipts.column'),
      isHeaderHidden: true,
      width: 52,
      cell: (expense) => <ReceiptsMark expense={expense} onShow={onShow} />,
    },
    {
      key: 'billing',
      header: t('timesheets.billable'),
      width: 140,
      cell: (expense) => <BillableCell {...expense} />,
    },
    {
      key: 'quantity',
      header: t('timesheets.quantity'),
      align: 'end',
      width: 84,
      phone: 'hidden',
      cell: (expense) => <Quantity value={expense.quantity} />,
    },
    {
      key: 'price',
      header: t('timesheets.unitPrice'),
      align: 'end',
      width: 104,
      phone: 'hidden',
      cell: (expense) => <Quantity value={expense.unitPrice} decimals={2} />,
    },
    {
      key: 'net',
      header: t('timesheets.net'),
      align: 'end',
      width: 120,
      phone: 'value',
      cell: (expense) => <Money minor={expense.netMinor} currency={null} />,
      footer: <Money minor={totalMinor} />,
    },
    {
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      width: 44,
      align: 'end',
      phone: 'action',
      cell: (expense) => (
        <RowActions
          name={t('timesheets.entryName', {
            project: expense.projectName,
            day: formats.day(expense.spentOn),
          })}
          status={expense.status}
          onEdit={() => onEdit(expense)}
          onDelete={() => remove(expense)}
        />
      ),
    },
  ]
}

function copyOf(expense: Expense) {
  const { memberId, projectId, productId, spentOn, description } = expense
  const { quantity, unitPrice, vatRateId, isBillable } = expense
  return {
    memberId,
    projectId,
    productId,
    spentOn,
    description,
    quantity,
    unitPrice,
    vatRateId,
    isBillable,
  }
}
