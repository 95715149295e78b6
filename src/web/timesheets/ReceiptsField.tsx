import { Button, FileButton } from '@mantine/core'
import { useId, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { CameraIcon, PaperClipIcon } from '../ui/icons.tsx'
import { ReceiptRows } from './ReceiptRows.tsx'
import { offeredTypes } from './receipts.ts'
import type { Receipts } from './use-receipts.ts'

type ReceiptsFieldProps = { expenseId: string | null; receipts: Receipts }

/** Receipts are dropped here, chosen, or photographed. */
export function ReceiptsField({ expenseId, receipts }: ReceiptsFieldProps) {
  const { t } = useTranslation()
  const labelId = useId()
  const [isOver, setIsOver] = useState(false)
  const over = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(true)
  }
  return (
    <fieldset className="hb-receipts-field" aria-labelledby={labelId}>
      <span id={labelId} className="mantine-InputWrapper-label">
        {t('receipts.title')}
      </span>
      <ReceiptRows
        expenseId={expenseId}
        receipts={receipts.kept}
        pending={receipts.pending}
        onRemove={(receipt) => void receipts.remove(receipt)}
        onDrop={receipts.drop}
        onBringBack={receipts.bringBack}
      />
      {/* The buttons inside do the same for the keyboard; dropping is a convenience of the mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="hb-receipts-drop"
        data-over={isOver || undefined}
        onDragOver={over}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          receipts.add([...event.dataTransfer.files])
        }}
      >
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
