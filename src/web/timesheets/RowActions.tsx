import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ActionsMenu } from '../ui/buttons.tsx'
import { DotsIcon, EditIcon, TrashIcon } from '../ui/icons.tsx'

type RowActionsProps = {
  /** What the row is called, for screen readers. */
  name: string
  isLocked: boolean
  onEdit: () => void
  onDelete: () => void
}

/** The dots at the end of a registration: edit, delete, or why not. */
export function RowActions({ name, isLocked, onEdit, onDelete }: RowActionsProps) {
  const { t } = useTranslation()
  const disabledReason = isLocked ? t('timesheets.lockedReason') : null
  return (
    <ActionsMenu
      trigger={
        <ActionIcon size="xs" aria-label={t('timesheets.rowActions', { name })}>
          <DotsIcon />
        </ActionIcon>
      }
      items={[
        { label: t('ui.edit'), icon: EditIcon, onClick: onEdit, disabledReason },
        {
          label: t('ui.delete'),
          icon: TrashIcon,
          onClick: onDelete,
          disabledReason,
          isDanger: true,
        },
      ]}
    />
  )
}

type ProjectCellProps = {
  projectName: string
  clientName: string
  isLocked: boolean
  onOpen: () => void
}

/** The project of a registration, with its client below. Opens the row unless it is invoiced. */
export function ProjectCell({ projectName, clientName, isLocked, onOpen }: ProjectCellProps) {
  return (
    <>
      {isLocked ? (
        <span className="hb-cell-title">{projectName}</span>
      ) : (
        <button type="button" className="hb-cell-title" onClick={onOpen}>
          {projectName}
        </button>
      )}
      <div className="hb-cell-sub">{clientName}</div>
    </>
  )
}
