import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { modKey } from './mod-key.ts'
import './palette.css'

/** All keys on one page. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const groups = [
    {
      title: t('keys.anywhere'),
      keys: [
        [`${modKey} K`, t('palette.title')],
        ['?', t('palette.keys')],
        ['T', t('keys.timer')],
        ['N', t('timesheets.addHours')],
        [`${modKey} Z`, t('keys.undo')],
        ['G L', t('keys.list')],
        ['G W', t('palette.week')],
        ['G M', t('palette.month')],
        ['G R', t('shell.reports')],
        ['G P', t('shell.projects')],
      ],
    },
    {
      title: t('shell.timesheets'),
      keys: [
        ['[', t('keys.previous')],
        [']', t('keys.next')],
        ['.', t('keys.today')],
        ['↑ ↓ ← →', t('keys.move')],
        ['Enter', t('keys.down')],
        ['Tab', t('keys.nextCell')],
        ['Esc', t('keys.takeBack')],
        ['F2', t('keys.details')],
        ['Shift ←→', t('keys.moreDays')],
        ['Alt ←→↑↓', t('keys.moveEntry')],
      ],
    },
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('palette.keys')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-keys">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>{what}</dt>
                  <dd>
                    <kbd className="hb-kbd">{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
