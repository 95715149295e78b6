import { answered, api, type ItemOf } from '#client/api.ts'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { queryOf, searchOfSort, sortOf } from '../lists/list-search.ts'
import { useCan } from '../me.ts'
import { given } from '../search-params.ts'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import { useRatesToday } from '../rates/use-rates-today.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { PlusIcon, TagIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Dash, Quantity } from '../ui/Values.tsx'
import { CatalogueActions } from './CatalogueActions.tsx'
import { TaskDrawer } from './TaskDrawer.tsx'

export type Task = ItemOf<'/api/v1/tasks'>

const route = getRouteApi('/shell/administration/tasks')
const pageLimit = 100

export function TasksPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState<Task | 'new' | null>(null)
  const tasks = useListQuery<Task>({
    queryKey: ['tasks', 'list', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/tasks', {
          params: { query: given({ ...queryOf('tasks', search, {}), cursor, limit: pageLimit }) },
        }),
      ),
  })
  const rateToday = useRatesToday('task', {
    rows: tasks.rows,
    firstOf: (task) => task.hourlyRate,
  })
  const canWrite = can('projects:write')
  const bulk = useBulk({ list: 'tasks', rows: tasks.rows, canWrite })
  const isFiltered = Boolean(search.q ?? search.archived)
  return (
    <Page
      title={t('tasks.title')}
      description={t('tasks.description')}
      notice={<XeroNotice />}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('tasks.new')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="tasks"
        find={t('tasks.find')}
        shows={t('tasks.shows')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...tasks.list}
        label={t('tasks.title')}
        columns={useColumns(rateToday, canWrite ? setEditing : undefined)}
        sort={sortOf(search)}
        onSort={(sort) =>
          void navigate({ search: given({ ...search, ...searchOfSort(sort) }), replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(task) => task.id}
        rowTone={(task) => (task.archivedAt ? 'dim' : undefined)}
        {...(canWrite ? { onOpen: setEditing } : {})}
        empty={{
          icon: TagIcon,
          title: t(isFiltered ? 'tasks.nothingTitle' : 'tasks.emptyTitle'),
          description: t(isFiltered ? 'tasks.nothing' : 'tasks.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <TaskDrawer
          task={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  )
}

function useColumns(
  rateToday: (task: Task) => string | null,
  onEdit: ((task: Task) => void) | undefined,
): Column<Task>[] {
  const { t } = useTranslation()
  const columns: Column<Task>[] = [
    {
      key: 'name',
      header: t('tasks.name'),
      sortKey: 'name',
      width: '38%',
      isTruncated: true,
      cell: (task) => (
        <>
          {onEdit ? (
            <button
              type="button"
              className="hb-cell-title"
              title={task.name}
              onClick={() => onEdit(task)}
            >
              {task.name}
            </button>
          ) : (
            <span className="hb-cell-title">{task.name}</span>
          )}{' '}
          {task.archivedAt ? <StatusBadge>{t('catalogue.archived')}</StatusBadge> : null}
        </>
      ),
    },
    {
      key: 'billable',
      header: t('tasks.billable'),
      sortKey: 'isBillable',
      width: 140,
      cell: (task) =>
        task.isBillable ? (
          t('tasks.billableYes')
        ) : (
          <span className="hb-dim">{t('tasks.billableNo')}</span>
        ),
    },
    {
      key: 'item',
      header: t('tasks.item'),
      sortKey: 'xeroItemCode',
      isTruncated: true,
      phone: 'hidden',
      cell: (task) => task.xeroItemCode ?? <Dash />,
    },
    {
      key: 'rate',
      header: t('tasks.hourlyRate'),
      align: 'end',
      width: 140,
      phone: 'value',
      cell: (task) =>
        rateToday(task) === null ? (
          <span className="hb-dim">{t('tasks.workspaceRate')}</span>
        ) : (
          <Quantity value={rateToday(task)} decimals={2} />
        ),
    },
  ]
  if (!onEdit) return columns
  return [
    ...columns,
    {
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      align: 'end',
      width: 44,
      phone: 'action',
      cell: (task) => <TaskActions task={task} onEdit={() => onEdit(task)} />,
    },
  ]
}

function TaskActions({ task, onEdit }: { task: Task; onEdit: () => void }) {
  const params = { path: { taskId: task.id } }
  return (
    <CatalogueActions
      row={task}
      touches={['tasks']}
      onEdit={onEdit}
      setArchived={(isArchived, headers) =>
        answered(api.PATCH('/api/v1/tasks/{taskId}', { params, headers, body: { isArchived } }))
      }
      remove={(headers) => answered(api.DELETE('/api/v1/tasks/{taskId}', { params, headers }))}
    />
  )
}
