import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type LeaveDialogProps = { count: number; onLeave: () => void; onClose: () => void }

/** Signing out would lose what was not sent: somebody has to say so. */
export function LeaveDialog({ count, onLeave, onClose }: LeaveDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={t('offline.leaveTitle')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          <p className="hb-timer-midnight">{t('offline.leave', { count })}</p>
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={onLeave}>
            {t('offline.leaveAnyway')}
          </Button>
          <Button data-autofocus onClick={onClose}>
            {t('offline.stay')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
