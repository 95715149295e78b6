import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import type { Timer } from './use-timer.ts'

type MidnightDialogProps = {
  timer: Timer
  isBusy: boolean
  onChoose: (midnight: 'split' | 'keep') => void
  onClose: () => void
}

/** A timer that ran past midnight: an entry for each day, or all of it on the first. */
export function MidnightDialog({ timer, isBusy, onChoose, onClose }: MidnightDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const day = formats.dayText(timer.startedOn, { weekday: 'long', day: 'numeric', month: 'long' })
  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={t('timer.midnightTitle')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          <p className="hb-timer-midnight">
            {t('timer.midnight', { time: timer.startedTime, day, project: timer.projectName })}
          </p>
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" loading={isBusy} onClick={() => onChoose('keep')}>
            {t('timer.keep', { day: formats.dayText(timer.startedOn, { weekday: 'long' }) })}
          </Button>
          <Button data-autofocus loading={isBusy} onClick={() => onChoose('split')}>
            {t('timer.split')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
