import { answered, api } from '#client/api.ts'
import { itemLock } from '../approval/item-lock.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CashIcon, PlusIcon } from '../ui/icons.tsx'
import { DayText, Money, Quantity } from '../ui/Values.tsx'
import { BillableCell } from './BillingMark.tsx'
import { ExpenseDrawer } from './ExpenseDrawer.tsx'
import { monthOf } from '#domain/periods.ts'
import { addReceipts } from './receipt-uploads.ts'
import { ReceiptsMark, ReceiptsModal } from './ReceiptsMark.tsx'
import { useUndoableDelete } from './registration-writes.ts'
import { expensesQuery, type Expense } from './registrations.ts'
import { ProjectCell, RowActions } from './RowActions.tsx'
import { TimesheetFrame, useTimesheet } from './TimesheetFrame.tsx'
import { useUndoExpenses } from './undo-writes.ts'
import { useFileDrop } from './use-file-drop.ts'

type Editing = { expense: Expense | null; files: readonly File[] }

export function ExpensesPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { day, memberId } = useTimesheet()
  const month = monthOf(day)
  const expenses = useQuery(expensesQuery({ from: month.from, to: month.to, memberId }))
  const [editing, setEditing] = useState<Editing | null>(null)
  const [viewing, setViewing] = useState<Expense | null>(null)
  const edit = (expense: Expense | null, files: readonly File[] = []) =>
    setEditing({ expense, files })
  const columns = useExpenseColumns(expenses.data, { onEdit: edit, onShow: setViewing })
  const openAt = (on: Element | null) =>
    (expenses.data ?? []).find(
      (expense) => expense.id === expenseIdAt(on) && itemLock(expense) === undefined,
    )
  const over = useFileDrop({
    isOff: editing !== null || viewing !== null,
    onFiles: (files, on) => {
      const expense = openAt(on)
      if (!expense) return edit(null, files)
      addReceipts(expense.id, files)
    },
  })
  const addButton = (
    <Button leftSection={<PlusIcon />} onClick={() => edit(null)}>
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
        onOpen={(expense) => (itemLock(expense) === undefined ? edit(expense) : undefined)}
        rowTone={(expense) => (over && openAt(over)?.id === expense.id ? 'accent' : undefined)}
        empty={{
          icon: CashIcon,
          title: t('timesheets.noExpenses'),
          description: t('timesheets.noExpensesHint'),
        }}
      />
      {over ? <div className="hb-drop-note">{t('receipts.dropOnPage')}</div> : null}
      {viewing ? <ReceiptsModal expense={viewing} onClose={() => setViewing(null)} /> : null}
      {editing ? (
        <ExpenseDrawer
          key={editing.expense?.id ?? 'new'}
          expense={editing.expense}
          files={editing.files}
          memberId={memberId}
          day={day}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </TimesheetFrame>
  )
}

// The paper clip of each row says which expense it is.
function expenseIdAt(element: Element | null): string | undefined {
  const row = element?.closest('.hb-table tbody tr, .hb-card')
  return row?.querySelector<HTMLElement>('[data-expense-id]')?.dataset['expenseId']
}

function useExpenseColumns(
  rows: readonly Expense[] | undefined,
  { onEdit, onShow }: Record<'onEdit' | 'onShow', (expense: Expense) => void>,
): Column<Expense>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const undo = useUndoExpenses()
  const remove = useUndoableDelete<Expense>({
    remove: async ({ id, updatedAt }, headers) => {
      const body = { items: [{ id, expectedUpdatedAt: updatedAt }] }
      await answered(api.POST('/api/v1/expenses/deletions', { body, headers }))
    },
    undo: (expense) => undo.removed([expense]),
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
          isLocked={itemLock(expense) !== undefined}
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
          standing={expense}
          onEdit={() => onEdit(expense)}
          onDelete={() => remove(expense)}
        />
      ),
    },
  ]
}
