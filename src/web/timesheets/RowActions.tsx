import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLockReason } from '../approval/item-lock.ts'
import { ActionsMenu } from '../ui/buttons.tsx'
import { ClippedText } from '../ui/ClippedText.tsx'
import { CopyIcon, DotsIcon, EditIcon, StarIcon, TrashIcon } from '../ui/icons.tsx'
import type { TimeEntry } from './registrations.ts'

type RowActionsProps = {
  /** What the row is called, for screen readers. */
  name: string
  standing: Pick<TimeEntry, 'status' | 'approval'>
  onEdit: () => void
  onDuplicate?: () => void
  /** Whether its project and task are a favourite, and how to change that. */
  favourite?: { isOn: boolean; onToggle: () => void }
  onDelete: () => void
}

/** The dots at the end of a registration: edit, delete, or why not. */
export function RowActions({
  name,
  standing,
  onEdit,
  onDuplicate,
  favourite,
  onDelete,
}: RowActionsProps) {
  const { t } = useTranslation()
  const disabledReason = useLockReason()(standing)
  return (
    <ActionsMenu
      trigger={
        <ActionIcon size="xs" aria-label={t('timesheets.rowActions', { name })}>
          <DotsIcon />
        </ActionIcon>
      }
      items={[
        { label: t('ui.edit'), icon: EditIcon, onClick: onEdit, disabledReason },
        ...(onDuplicate
          ? [{ label: t('timesheets.duplicate'), icon: CopyIcon, onClick: onDuplicate }]
          : []),
        ...(favourite
          ? [
              {
                label: favourite.isOn
                  ? t('timesheets.removeFavourite')
                  : t('timesheets.addFavourite'),
                icon: StarIcon,
                onClick: favourite.onToggle,
              },
            ]
          : []),
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
        <ClippedText className="hb-cell-title" text={projectName} />
      ) : (
        <button type="button" className="hb-cell-title hb-project-open" onClick={onOpen}>
          <ClippedText text={projectName} />
        </button>
      )}
      <ClippedText className="hb-cell-sub" text={clientName} />
    </>
  )
}
