import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import './lists.css'

export type RowProblem = { id: string; name: string; message: string }

/** The rows that could not be changed, each with the reason. They stay selected. */
export function BulkProblems(props: { problems: readonly RowProblem[]; onClose: () => void }) {
  const { t } = useTranslation()
  const { problems, onClose } = props
  return (
    <Modal
      opened={problems.length > 0}
      onClose={onClose}
      title={t('lists.problems', { count: problems.length })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <ul className="hb-lists-problems">
        {problems.map(({ id, name, message }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span className="hb-dim">{message}</span>
          </li>
        ))}
      </ul>
      <div className="hb-dialog-footer">
        <span className="hb-dialog-space" />
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </div>
    </Modal>
  )
}
