import type { List } from '#domain/lists.ts'
import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UseLinks } from '../lists/UseLinks.tsx'
import { ActionsMenu } from '../ui/buttons.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { ArchiveIcon, DotsIcon, EditIcon, TrashIcon } from '../ui/icons.tsx'
import { toastProblem, toastUndo, toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { type Catalogue, type CatalogueRow, pathOf, type WriteHeaders } from './catalogue.ts'

type CatalogueActionsProps = {
  catalogue: Pick<Catalogue<CatalogueRow, never>, 'list' | 'update' | 'remove'>
  row: CatalogueRow
  onEdit: () => void
}

/** The menu at the end of a row: edit, archive, delete. */
export function CatalogueActions({ catalogue, row, onEdit }: CatalogueActionsProps) {
  const { t } = useTranslation()
  const [isDeleting, setIsDeleting] = useState(false)
  const { list, update, remove } = catalogue
  const archive = useWrite({
    send: (isArchived: boolean, headers) => update(row.id, { isArchived }, headers),
    touches: [[pathOf(list)]],
    onDone: (_, isArchived) =>
      toastUndo(
        t(isArchived ? 'catalogue.archivedDone' : 'catalogue.restoredDone', { name: row.name }),
        () => archive.mutateAsync(!isArchived),
      ),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const isArchived = row.archivedAt !== null
  return (
    <>
      <ActionsMenu
        trigger={
          <ActionIcon size="xs" aria-label={t('catalogue.actionsFor', { name: row.name })}>
            <DotsIcon />
          </ActionIcon>
        }
        items={[
          { label: t('ui.edit'), icon: EditIcon, onClick: onEdit },
          {
            label: t(isArchived ? 'catalogue.restore' : 'catalogue.archive'),
            icon: ArchiveIcon,
            onClick: () => archive.mutate(!isArchived),
          },
          'divider',
          {
            label: t('catalogue.delete'),
            icon: TrashIcon,
            isDanger: true,
            onClick: () => setIsDeleting(true),
          },
        ]}
      />
      {isDeleting ? (
        <DeleteRow
          row={row}
          list={list}
          remove={(headers) => remove(row.id, headers)}
          onClose={() => setIsDeleting(false)}
          onArchive={() => archive.mutate(true)}
        />
      ) : null}
    </>
  )
}

type DeleteRowProps = {
  row: CatalogueRow
  list: List
  remove: (headers: WriteHeaders) => Promise<unknown>
  onClose: () => void
  onArchive: () => void
}

/** Asks before deleting; where the row is in use, offers to archive it instead. */
function DeleteRow({ row, list, remove, onClose, onArchive }: DeleteRowProps) {
  const { t } = useTranslation()
  const { name } = row
  const deletion = useWrite<void>({
    send: (_, headers) => remove(headers),
    touches: [[pathOf(list)]],
    onDone: () => {
      toast(t('catalogue.deleted', { name }))
      onClose()
    },
  })
  const uses = deletion.error?.problem.uses
  const isInUse = uses !== undefined
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('catalogue.deleteTitle', { name })}
      confirmLabel={t(isInUse ? 'catalogue.archiveInstead' : 'catalogue.delete')}
      isDanger={!isInUse}
      isBusy={deletion.isPending}
      refusal={deletion.error}
      refusalDetail={uses && <UseLinks list={list} id={row.id} name={name} uses={uses} />}
      onConfirm={() => {
        if (isInUse) {
          onArchive()
          onClose()
        } else deletion.mutate()
      }}
    >
      {isInUse ? null : t('catalogue.deleteText')}
    </ConfirmDialog>
  )
}
