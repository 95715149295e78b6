import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { PaperClipIcon } from '../ui/icons.tsx'
import { ReceiptRows } from './ReceiptRows.tsx'
import type { Expense } from './registrations.ts'

type ReceiptsMarkProps = { expense: Expense; onShow: (expense: Expense) => void }

/** The paper clip of an expense with receipts: how many, and the way to them. */
export function ReceiptsMark({ expense, onShow }: ReceiptsMarkProps) {
  const { t } = useTranslation()
  const name = useExpenseName()
  const count = expense.receipts.length
  if (count === 0) return null
  return (
    <button
      type="button"
      className="hb-receipts-mark"
      aria-label={t('receipts.show', { count, name: name(expense) })}
      onClick={() => onShow(expense)}
    >
      <PaperClipIcon size={14} />
      <span className="hb-num">{count}</span>
    </button>
  )
}

/** The receipts of an expense, to look at: also of those that are invoiced. */
export function ReceiptsModal({ expense, onClose }: { expense: Expense; onClose: () => void }) {
  const { t } = useTranslation()
  const name = useExpenseName()
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={t('receipts.show', { count: expense.receipts.length, name: name(expense) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-fields">
        <ReceiptRows expenseId={expense.id} receipts={expense.receipts} />
      </div>
    </Modal>
  )
}

function useExpenseName() {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ projectName, spentOn }: Expense) =>
    t('timesheets.entryName', { project: projectName, day: formats.day(spentOn) })
}
