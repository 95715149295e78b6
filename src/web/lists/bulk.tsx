import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import type { List } from '#domain/lists.ts'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Selection } from '../ui/data-list-types.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { SelectionBar } from '../ui/list-selection.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { BulkProblems, type RowProblem } from './BulkProblems.tsx'
import { BulkFields } from './BulkFields.tsx'

export type BulkChanges = components['schemas']['BulkChanges']

type Row = { id: string; name: string; archivedAt: string | null }

type BulkRequest<Each extends Row> = {
  list: List
  rows: readonly Each[] | undefined
  /** Whether the person may change the list; without it nothing can be selected. */
  canWrite: boolean
  /** Left out where rows are never deleted. */
  canDelete?: boolean
}

type Bulk<Each extends Row> = { selection?: Selection<Each>; bar: ReactNode }

/** Selecting rows of a list, and what can be done with all of them at once. */
export function useBulk<Each extends Row>(request: BulkRequest<Each>): Bulk<Each> {
  const { list, rows = [], canWrite, canDelete = true } = request
  const { t } = useTranslation()
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map())
  const [dialog, setDialog] = useState<'change' | 'delete' | null>(null)
  const [problems, setProblems] = useState<RowProblem[]>([])
  const write = useWrite({
    send: async (input: { changes: BulkChanges; isDeleted: boolean }, headers) =>
      await answered(
        api.POST('/api/v1/bulk-changes', {
          body: { list, ids: [...selected.keys()], ...input },
          headers,
        }),
      ),
    touches: [[list.replace('_', '-')], ['uninvoiced']],
    onDone: ({ results }, { isDeleted }) => {
      const refused = results.filter((each) => each.problem)
      const count = results.length - refused.length
      if (count > 0) toast(t(isDeleted ? 'lists.deletedMany' : 'lists.changedMany', { count }))
      setProblems(
        refused.map(({ id, problem }) => ({
          id,
          name: selected.get(id)?.name ?? '',
          message: problem?.message ?? '',
          uses: problem?.uses ?? [],
        })),
      )
      setDialog(null)
      setSelected(new Map([...selected].filter(([id]) => refused.some((each) => each.id === id))))
    },
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  if (!canWrite) return { bar: null }
  const chosen = [...selected.keys()].map(
    (id) => rows.find((row) => row.id === id) ?? selected.get(id),
  )
  const archive = (isArchived: boolean) =>
    write.mutate({ changes: { isArchived }, isDeleted: false })
  const selection: Selection<Each> = {
    selected: new Set(selected.keys()),
    nameOf: (row) => row.name,
    onChange: (ids) => {
      const known = new Map([...selected, ...rows.map((row) => [row.id, row] as const)])
      setSelected(new Map([...known].filter(([id]) => ids.has(id))))
    },
  }
  const bar = (
    <>
      <SelectionBar
        count={selected.size}
        onClear={() => setSelected(new Map())}
        actions={
          <>
            {canDelete ? (
              <Button variant="default" onClick={() => setDialog('delete')}>
                {t('lists.deleteMore')}
              </Button>
            ) : null}
            {hasFields(list) ? (
              <Button variant="default" onClick={() => setDialog('change')}>
                {t('lists.changeMore')}
              </Button>
            ) : null}
            {chosen.some((row) => row?.archivedAt) ? (
              <Button variant="default" loading={write.isPending} onClick={() => archive(false)}>
                {t('lists.restore')}
              </Button>
            ) : null}
            {chosen.some((row) => !row?.archivedAt) ? (
              <Button loading={write.isPending} onClick={() => archive(true)}>
                {t('lists.archive')}
              </Button>
            ) : null}
          </>
        }
      />
      {dialog === 'change' ? (
        <BulkFields
          list={list}
          count={selected.size}
          isBusy={write.isPending}
          refusal={write.error}
          onClose={() => setDialog(null)}
          onSubmit={(changes) => write.mutate({ changes, isDeleted: false })}
        />
      ) : null}
      <ConfirmDialog
        isOpen={dialog === 'delete'}
        onClose={() => setDialog(null)}
        title={t('lists.deleteTitle', { count: selected.size })}
        confirmLabel={t('ui.delete')}
        isDanger
        isBusy={write.isPending}
        refusal={write.error}
        onConfirm={() => write.mutate({ changes: {}, isDeleted: true })}
      >
        {t('lists.deleteText')}
      </ConfirmDialog>
      <BulkProblems list={list} problems={problems} onClose={() => setProblems([])} />
    </>
  )
  return { selection, bar }
}

function hasFields(list: List): boolean {
  return ['clients', 'projects', 'tasks', 'products', 'teams'].includes(list)
}
