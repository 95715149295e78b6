import type { List } from '#domain/lists.ts'
import { Button, Modal } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { UseLinks } from './UseLinks.tsx'
import './lists.css'

export type RowProblem = {
  id: string
  name: string
  message: string
  uses: ComponentProps<typeof UseLinks>['uses']
}

/** The rows that could not be changed, each with the reason. They stay selected. */
export function BulkProblems(props: {
  list: List
  problems: readonly RowProblem[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { list, problems, onClose } = props
  return (
    <Modal
      opened={problems.length > 0}
      onClose={onClose}
      title={t('lists.problems', { count: problems.length })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <ul className="hb-lists-problems">
        {problems.map(({ id, name, message, uses }) => (
          <li key={id}>
            <strong>{name}</strong>
            {uses.length > 0 ? (
              <UseLinks list={list} id={id} name={name} uses={uses} />
            ) : (
              <span className="hb-dim">{message}</span>
            )}
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
