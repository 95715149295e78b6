import { Button, FileButton } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CameraIcon, PaperClipIcon } from '../ui/icons.tsx'
import { ReceiptRows } from './ReceiptRows.tsx'
import { offeredTypes } from './receipts.ts'
import { useFileDrop } from './use-file-drop.ts'
import type { Receipts } from './use-receipts.ts'

type ReceiptsFieldProps = {
  expenseId: string | null
  /** The receipt whose picture is open from the start. */
  openId?: string | undefined
  receipts: Receipts
}

/** Receipts are dropped anywhere on the page, pasted, chosen, or photographed. */
export function ReceiptsField({ expenseId, openId, receipts }: ReceiptsFieldProps) {
  const { t } = useTranslation()
  const labelId = useId()
  const isOver = useFileDrop({ onFiles: receipts.add }) !== null
  return (
    <fieldset className="hb-receipts-field" aria-labelledby={labelId}>
      <span id={labelId} className="mantine-InputWrapper-label">
        {t('receipts.title')}
      </span>
      <ReceiptRows
        expenseId={expenseId}
        openId={openId}
        receipts={receipts.kept}
        pending={receipts.pending}
        onRemove={(receipt) => void receipts.remove(receipt)}
        onDrop={receipts.drop}
        onRetry={receipts.retry}
        onBringBack={receipts.bringBack}
      />
      <div className="hb-receipts-drop" data-over={isOver || undefined}>
        <span className="hb-receipts-drop-words">{t('receipts.drop')}</span>
        <span className="hb-receipts-buttons">
          <FileButton multiple accept={offeredTypes} onChange={(files) => receipts.add(files)}>
            {(props) => (
              <Button {...props} variant="default" size="xs" leftSection={<PaperClipIcon />}>
                {t('receipts.addFiles')}
              </Button>
            )}
          </FileButton>
          <FileButton
            accept="image/jpeg"
            capture="environment"
            onChange={(file) => receipts.add(file ? [file] : [])}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="xs"
                leftSection={<CameraIcon />}
                className="hb-receipts-camera"
              >
                {t('receipts.takePhoto')}
              </Button>
            )}
          </FileButton>
        </span>
        <span className="hb-small hb-dim">{t('receipts.hint')}</span>
      </div>
    </fieldset>
  )
}
