import { itemLock } from '../approval/item-lock.ts'
import { isShownByBrowsers } from '#domain/receipt.ts'
import { Modal, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { PaperClipIcon, WarningIcon } from '../ui/icons.tsx'
import { useUploads } from './receipt-uploads.ts'
import { ReceiptRows } from './ReceiptRows.tsx'
import { ReceiptsField } from './ReceiptsField.tsx'
import type { Expense } from './registrations.ts'
import { useReceipts } from './use-receipts.ts'

type ReceiptsMarkProps = { expense: Expense; onShow: (expense: Expense) => void }

/** The paper clip of an expense: how many receipts it has, what is on its way, what failed, and the way to them. */
export function ReceiptsMark({ expense, onShow }: ReceiptsMarkProps) {
  const { t } = useTranslation()
  const name = useExpenseName()(expense)
  const uploads = useUploads(expense.id)
  const count = expense.receipts.length
  const failed = uploads.filter(({ state }) => state === 'failed').length
  if (count + uploads.length === 0 && itemLock(expense) !== undefined) return null
  const label =
    failed > 0
      ? t('receipts.showFailed', { count: failed, name })
      : uploads.length > 0
        ? t('receipts.showSending', { count: uploads.length, name })
        : count > 0
          ? t('receipts.show', { count, name })
          : t('receipts.addTo', { name })
  return (
    <button
      type="button"
      className="hb-receipts-mark"
      data-empty={count + uploads.length === 0 || undefined}
      data-expense-id={expense.id}
      aria-label={label}
      title={label}
      onClick={() => onShow(expense)}
    >
      {failed > 0 ? (
        <WarningIcon size={14} className="hb-receipts-failed" />
      ) : uploads.length > 0 ? (
        <Skeleton height={14} width={14} circle />
      ) : (
        <PaperClipIcon size={14} />
      )}
      {count > 0 && uploads.length === 0 ? <span className="hb-num">{count}</span> : null}
    </button>
  )
}

/** The receipts of an expense, to look at; those of an open one, to add to as well. */
export function ReceiptsModal({ expense, onClose }: { expense: Expense; onClose: () => void }) {
  const { t } = useTranslation()
  const name = useExpenseName()(expense)
  const receipts = useReceipts(expense)
  const [picture] = receipts.kept.filter(({ mediaType }) => isShownByBrowsers(mediaType))
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('receipts.titleOf', { name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-fields">
        {itemLock(expense) === undefined ? (
          <ReceiptsField expenseId={expense.id} openId={picture?.id} receipts={receipts} />
        ) : (
          <ReceiptRows expenseId={expense.id} openId={picture?.id} receipts={receipts.kept} />
        )}
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
