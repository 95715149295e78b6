import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../ui/StatusBadge.tsx'

type NameCellProps = {
  row: { name: string; archivedAt: string | null }
  /** Undefined for those who may only look. */
  onEdit: (() => void) | undefined
  /** Other marks behind the name. */
  children?: ReactNode
}

/** The cell that names a row, and opens it. */
export function NameCell({ row, onEdit, children }: NameCellProps) {
  const { t } = useTranslation()
  return (
    <>
      {onEdit ? (
        <button type="button" className="hb-cell-title" title={row.name} onClick={onEdit}>
          {row.name}
        </button>
      ) : (
        <span className="hb-cell-title">{row.name}</span>
      )}{' '}
      {children}
      {row.archivedAt ? <StatusBadge>{t('catalogue.archived')}</StatusBadge> : null}
    </>
  )
}
