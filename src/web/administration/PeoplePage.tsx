import { answered, api, type ItemOf } from '#client/api.ts'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { queryOf, searchOfSort, sortOf } from '../lists/list-search.ts'
import { useCan } from '../me.ts'
import { given } from '../search-params.ts'
import { ActionsMenu } from '../ui/buttons.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { ArchiveIcon, DotsIcon, EditIcon, PlusIcon, UsersIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { Quantity } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import { useRatesToday } from '../rates/use-rates-today.ts'
import { PersonDrawer } from './PersonDrawer.tsx'

export type Person = ItemOf<'/api/v1/members'>

const route = getRouteApi('/shell/administration/people')
const pageLimit = 100

export function PeoplePage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState<Person | 'new' | null>(null)
  const people = useListQuery<Person>({
    queryKey: ['members', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/members', {
          params: { query: given({ ...queryOf('members', search, {}), cursor, limit: pageLimit }) },
        }),
      ),
  })
  const rateToday = useRatesToday('member', {
    rows: people.rows,
    firstOf: (person) => person.hourlyRate,
  })
  const canWrite = can('members:write')
  const bulk = useBulk({ list: 'members', rows: people.rows, canWrite, canDelete: false })
  return (
    <Page
      title={t('people.title')}
      description={t('people.description')}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('people.add')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="members"
        find={t('people.find')}
        shows={t('people.show')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...people.list}
        label={t('people.list')}
        columns={usePeopleColumns(rateToday, canWrite ? setEditing : undefined)}
        sort={sortOf(search)}
        onSort={(sort) =>
          void navigate({ search: given({ ...search, ...searchOfSort(sort) }), replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(person) => person.id}
        {...(canWrite ? { onOpen: setEditing } : {})}
        rowTone={(person) => (person.archivedAt ? 'dim' : undefined)}
        empty={{
          icon: UsersIcon,
          title: search.q ? t('people.nothingTitle') : t('people.emptyTitle'),
          description: search.q ? t('people.nothing') : t('people.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <PersonDrawer
          key={editing === 'new' ? 'new' : editing.id}
          person={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  )
}

function usePeopleColumns(
  rateToday: (person: Person) => string | null,
  onEdit: ((person: Person) => void) | undefined,
): Column<Person>[] {
  const { t } = useTranslation()
  const can = useCan()
  const columns: Column<Person>[] = [
    {
      key: 'name',
      header: t('people.name'),
      sortKey: 'name',
      width: '28%',
      cell: (person) =>
        onEdit ? (
          <button type="button" className="hb-cell-title" onClick={() => onEdit(person)}>
            {person.name}
          </button>
        ) : (
          <span className="hb-cell-title">{person.name}</span>
        ),
    },
    { key: 'email', header: t('people.email'), sortKey: 'email', cell: (person) => person.email },
    {
      key: 'role',
      header: t('people.role'),
      sortKey: 'role',
      width: 160,
      cell: (person) => t(`shell.roles.${person.role}`),
    },
    {
      key: 'sign-in',
      header: t('people.signIn'),
      width: 140,
      phone: 'hidden',
      cell: (person) => <SignIn person={person} />,
    },
  ]
  if (can('rates:read')) {
    columns.push({
      key: 'rate',
      header: t('people.hourlyRate'),
      align: 'end',
      width: 130,
      phone: 'value',
      cell: (person) =>
        rateToday(person) === null ? (
          <span className="hb-dim">{t('people.workspaceRate')}</span>
        ) : (
          <Quantity value={rateToday(person)} decimals={2} />
        ),
    })
  }
  if (onEdit) {
    columns.push({
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      align: 'end',
      width: 44,
      phone: 'action',
      cell: (person) => <PersonActions person={person} onEdit={() => onEdit(person)} />,
    })
  }
  return columns
}

function SignIn({ person }: { person: Person }) {
  const { t } = useTranslation()
  if (person.archivedAt) return <StatusBadge>{t('people.archived')}</StatusBadge>
  if (person.canSignIn) return t('people.canSignIn')
  return (
    <Tooltip label={t('people.cannotSignInHelp')}>
      <span className="hb-dim">{t('people.cannotSignIn')}</span>
    </Tooltip>
  )
}

function PersonActions({ person, onEdit }: { person: Person; onEdit: () => void }) {
  const { t } = useTranslation()
  const isArchived = person.archivedAt !== null
  const archive = useWrite({
    send: (isArchiving: boolean, headers) =>
      answered(
        api.PATCH('/api/v1/members/{memberId}', {
          params: { path: { memberId: person.id } },
          headers,
          body: { isArchived: isArchiving },
        }),
      ),
    touches: [['members']],
    onDone: ({ name, archivedAt }) =>
      toast(t(archivedAt ? 'people.archivedDone' : 'people.restoredDone', { name })),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  return (
    <ActionsMenu
      trigger={
        <ActionIcon size="xs" aria-label={t('people.actionsFor', { name: person.name })}>
          <DotsIcon />
        </ActionIcon>
      }
      items={[
        { label: t('ui.edit'), icon: EditIcon, onClick: onEdit },
        {
          label: t(isArchived ? 'people.restore' : 'people.archive'),
          icon: ArchiveIcon,
          onClick: () => archive.mutate(!isArchived),
        },
      ]}
    />
  )
}
