import { isShownByBrowsers } from '#domain/receipt.ts'
import { ActionIcon, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClippedText } from '../ui/ClippedText.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CloseIcon, FileIcon, PdfIcon } from '../ui/icons.tsx'
import { type Receipt, receiptUrl } from './receipts.ts'
import type { PendingFile } from './use-receipts.ts'

type ReceiptRowsProps = {
  expenseId: string | null
  receipts: readonly Receipt[]
  /** The receipt whose picture is open from the start. */
  openId?: string | undefined
  /** Without it the receipts can only be looked at. */
  onRemove?: (receipt: Receipt) => void
  pending?: readonly PendingFile[]
  onDrop?: (key: string) => void
  onRetry?: (key: string) => void
  onBringBack?: (file: PendingFile) => void
}

/** Receipts with a small picture each, which opens a large one, and what is on its way to become one. */
export function ReceiptRows(props: ReceiptRowsProps) {
  const { expenseId, receipts, openId, onRemove, pending = [], ...rest } = props
  if (receipts.length + pending.length === 0) return null
  return (
    <ul className="hb-receipts">
      {receipts.map((receipt) => (
        <ReceiptRow
          key={receipt.id}
          receipt={receipt}
          url={receiptUrl({ expenseId: expenseId ?? '', receiptId: receipt.id })}
          isOpenFirst={receipt.id === openId}
          onRemove={onRemove}
        />
      ))}
      {pending.map((file) => (
        <PendingRow key={file.key} pending={file} {...rest} />
      ))}
    </ul>
  )
}

type ReceiptRowProps = {
  receipt: Receipt
  url: string
  isOpenFirst: boolean
  onRemove: ((receipt: Receipt) => void) | undefined
}

function ReceiptRow({ receipt, url, isOpenFirst, onRemove }: ReceiptRowProps) {
  const { t } = useTranslation()
  const sizeOf = useFileSize()
  const { name, mediaType } = receipt
  const isPicture = isShownByBrowsers(mediaType)
  const [isOpen, setIsOpen] = useState(isOpenFirst && isPicture)
  const thumbnail = <Thumbnail url={isPicture ? url : null} mediaType={mediaType} />
  return (
    <li className="hb-receipt">
      {isPicture ? (
        <button
          type="button"
          className="hb-receipt-view"
          aria-expanded={isOpen}
          aria-label={t('receipts.view', { name })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {thumbnail}
        </button>
      ) : (
        thumbnail
      )}
      <span className="hb-receipt-words">
        <a href={url} target="_blank" rel="noreferrer" className="hb-receipt-name">
          <ClippedText text={name} />
          <span className="hb-sr">{t('ui.opensInNewTab')}</span>
        </a>
        <span className="hb-small hb-dim">{sizeOf(receipt.sizeBytes)}</span>
      </span>
      {onRemove ? <Remove name={name} onClick={() => onRemove(receipt)} /> : null}
      {isOpen ? <img className="hb-receipt-large" src={url} alt={name} /> : null}
    </li>
  )
}

type PendingRowProps = { pending: PendingFile } & Pick<
  ReceiptRowsProps,
  'onDrop' | 'onRetry' | 'onBringBack'
>

function PendingRow({ pending, onDrop, onRetry, onBringBack }: PendingRowProps) {
  const { t } = useTranslation()
  const sizeOf = useFileSize()
  const { key, file, previewUrl, state, share, problem } = pending
  return (
    <li className="hb-receipt" aria-busy={state === 'sending'}>
      <Thumbnail url={previewUrl} mediaType={file.type} />
      <span className="hb-receipt-words">
        <ClippedText text={file.name} />
        {problem === null ? (
          <span className="hb-small hb-dim">
            {state === 'failed' ? null : `${t(`receipts.${state}`)} · `}
            {sizeOf(file.size)}
          </span>
        ) : (
          <span className="hb-small hb-receipt-problem" role="alert">
            {problem}
          </span>
        )}
        {state === 'sending' ? (
          <progress
            className="hb-receipt-progress"
            value={share}
            aria-label={t('receipts.progress', { name: file.name })}
          />
        ) : null}
      </span>
      {state === 'removed' ? (
        <Button size="xs" variant="default" onClick={() => onBringBack?.(pending)}>
          {t('ui.undo')}
        </Button>
      ) : null}
      {state === 'failed' && pending.isRepeatable ? (
        <Button size="xs" variant="default" onClick={() => onRetry?.(key)}>
          {t('receipts.retry')}
        </Button>
      ) : null}
      {state === 'removed' ? null : <Remove name={file.name} onClick={() => onDrop?.(key)} />}
    </li>
  )
}

function Thumbnail({ url, mediaType }: { url: string | null; mediaType: string }) {
  // What calls itself a picture need not be one.
  const [isBroken, setIsBroken] = useState(false)
  const Drawing = mediaType === 'application/pdf' ? PdfIcon : FileIcon
  return (
    <span className="hb-receipt-picture">
      {url && !isBroken ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setIsBroken(true)} />
      ) : (
        <Drawing size={20} />
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
