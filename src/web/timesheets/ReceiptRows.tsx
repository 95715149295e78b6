import { isShownByBrowsers } from '#domain/receipt.ts'
import { ActionIcon, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClippedText } from '../ui/ClippedText.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CloseIcon, FileIcon } from '../ui/icons.tsx'
import { type Receipt, receiptUrl } from './receipts.ts'
import type { PendingFile } from './use-receipts.ts'

type ReceiptRowsProps = {
  expenseId: string | null
  receipts: readonly Receipt[]
  pending?: readonly PendingFile[]
  /** Without it the receipts can only be looked at. */
  onRemove?: (receipt: Receipt) => void
  onDrop?: (key: string) => void
  onBringBack?: (file: PendingFile) => void
}

/** Receipts with a small picture each, and what is on its way to become one. */
export function ReceiptRows(props: ReceiptRowsProps) {
  const { expenseId, receipts, pending = [], onRemove, onDrop, onBringBack } = props
  const { t } = useTranslation()
  const sizeOf = useFileSize()
  if (receipts.length + pending.length === 0) return null
  return (
    <ul className="hb-receipts">
      {receipts.map((receipt) => {
        const url = receiptUrl({ expenseId: expenseId ?? '', receiptId: receipt.id })
        return (
          <li key={receipt.id} className="hb-receipt">
            <Thumbnail url={isShownByBrowsers(receipt.mediaType) ? url : null} />
            <span className="hb-receipt-words">
              <a href={url} target="_blank" rel="noreferrer" className="hb-receipt-name">
                <ClippedText text={receipt.name} />
                <span className="hb-sr">{t('ui.opensInNewTab')}</span>
              </a>
              <span className="hb-small hb-dim">{sizeOf(receipt.sizeBytes)}</span>
            </span>
            {onRemove ? <Remove name={receipt.name} onClick={() => onRemove(receipt)} /> : null}
          </li>
        )
      })}
      {pending.map((file) => (
        <PendingRow key={file.key} pending={file} onDrop={onDrop} onBringBack={onBringBack} />
      ))}
    </ul>
  )
}

type PendingRowProps = {
  pending: PendingFile
  onDrop: ((key: string) => void) | undefined
  onBringBack: ((file: PendingFile) => void) | undefined
}

function PendingRow({ pending, onDrop, onBringBack }: PendingRowProps) {
  const { t } = useTranslation()
  const sizeOf = useFileSize()
  const { key, file, previewUrl, isSending, isRemoved, problem } = pending
  const state = isRemoved ? 'removed' : isSending ? 'sending' : 'waiting'
  return (
    <li className="hb-receipt" aria-busy={isSending}>
      <Thumbnail url={previewUrl} />
      <span className="hb-receipt-words">
        <ClippedText text={file.name} />
        {problem === null ? (
          <span className="hb-small hb-dim">
            {t(`receipts.${state}`)} · {sizeOf(file.size)}
          </span>
        ) : (
          <span className="hb-small hb-receipt-problem" role="alert">
            {problem}
          </span>
        )}
      </span>
      {isRemoved ? (
        <Button size="xs" variant="default" onClick={() => onBringBack?.(pending)}>
          {t('ui.undo')}
        </Button>
      ) : isSending ? null : (
        <Remove name={file.name} onClick={() => onDrop?.(key)} />
      )}
    </li>
  )
}

function Thumbnail({ url }: { url: string | null }) {
  // What calls itself a picture need not be one.
  const [isBroken, setIsBroken] = useState(false)
  return (
    <span className="hb-receipt-picture">
      {url && !isBroken ? (
        <img src={url} alt="" loading="lazy" onError={() => setIsBroken(true)} />
      ) : (
        <FileIcon size={20} />
      )}
    </span>
  )
}

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <ActionIcon size="xs" aria-label={t('receipts.remove', { name })} onClick={onClick}>
      <CloseIcon size={14} />
    </ActionIcon>
  )
}

function useFileSize(): (bytes: number) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  const million = 1_000_000
  return (bytes) =>
    bytes < million
      ? t('receipts.kilobytes', { size: formats.rounded(Math.ceil(bytes / 1000)) })
      : t('receipts.megabytes', { size: formats.rounded(bytes / million, 1) })
}
