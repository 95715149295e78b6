import { ActionIcon, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { AdministrationSelect } from '../../pickers/AdministrationSelect.tsx'
import { given } from '../../search-params.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { EditIcon, PlusIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/Page.tsx'
import {
  codeAndName,
  connectionQuery,
  itemsQuery,
  type OfAdministration,
} from '../xero/xero-queries.ts'
import {
  lineAccountsQuery,
  type Mapping,
  mappingsQuery,
  type Subject,
  trackingQuery,
} from './mapping-queries.ts'
import { MappingDrawer } from './MappingDrawer.tsx'

const route = getRouteApi('/shell/settings/xero/mappings')

const levels: readonly Subject[] = ['task', 'product', 'client', 'project']

/** How work is booked in Xero: by kind, and where a task, product, client or project differs. */
export function MappingsPage() {
  const { t } = useTranslation()
  const { edit, administration: connectionId } = route.useSearch()
  const administration = { connectionId }
  const connection = useQuery(connectionQuery(administration)).data
  const hasLists = connection === undefined || connection.state === 'active'
  const mayChange = useCan()('xero:connect') && hasLists
  const query = useQuery({ ...mappingsQuery(administration), enabled: hasLists })
  const navigate = route.useNavigate()
  const [chosen, setEditing] = useState<Mapping | 'new' | null>(null)
  // A link may lead to the very mapping.
  const editing = chosen ?? query.data?.items.find((row) => keyOf(row) === edit) ?? null
  return (
    <Page
      title={t('mappings.title')}
      description={t('mappings.description')}
      parent={{
        label: t('xeroSettings.title'),
        to: '/settings/xero',
        search: given({ administration: connectionId }),
      }}
      notice={<XeroNotice />}
      actions={
        mayChange ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('mappings.new')}
          </Button>
        ) : null
      }
    >
      <AdministrationSelect
        maw={360}
        description={t('mappings.administrationHelp')}
        value={connectionId ?? null}
        onChange={(chosen) =>
          void navigate({ search: given({ administration: chosen ?? undefined }), replace: true })
        }
      />
      {hasLists ? (
        <MappingList administration={administration} onEdit={mayChange ? setEditing : undefined} />
      ) : (
        <EmptyState
          title={t('mappings.unconnected')}
          description={t('mappings.unconnectedText')}
          action={
            <Button variant="default" component={Link} to="/settings/xero">
              {t('imports.toXero')}
            </Button>
          }
        />
      )}
      {editing ? (
        <MappingDrawer
          mapping={editing === 'new' ? undefined : editing}
          administration={administration}
          onClose={() => {
            setEditing(null)
            if (edit)
              void navigate({ search: given({ administration: connectionId }), replace: true })
          }}
        />
      ) : null}
    </Page>
  )
}

function keyOf({ subject, subjectId }: Mapping): string {
  return subjectId === null ? subject : `${subject} ${subjectId}`
}

type MappingListProps = {
  administration: OfAdministration
  onEdit: ((mapping: Mapping) => void) | undefined
}

function MappingList({ administration, onEdit }: MappingListProps) {
  const { t } = useTranslation()
  const query = useQuery(mappingsQuery(administration))
  const columns = useMappingColumns(administration, onEdit)
  return (
    <DataList
      label={t('mappings.title')}
      columns={columns}
      rows={query.data?.items.toSorted((a, b) => levelOf(a) - levelOf(b))}
      rowKey={keyOf}
      groupOf={(row) => ({
        key: String(levelOf(row)),
        heading: t(`mappings.levels.${levels[levelOf(row) - 1] ?? 'kind'}`),
      })}
      isLoading={query.isPending}
      error={query.error}
      onRetry={() => void query.refetch()}
      {...(onEdit ? { onOpen: onEdit } : {})}
      empty={{ title: t('mappings.title') }}
    />
  )
}

function levelOf({ subject }: Mapping): number {
  return levels.indexOf(subject) + 1
}

function useMappingColumns(
  administration: OfAdministration,
  onEdit: ((mapping: Mapping) => void) | undefined,
): Column<Mapping>[] {
  const { t } = useTranslation()
  const items = useQuery(itemsQuery(administration)).data?.items ?? []
  const accounts = useQuery(lineAccountsQuery(administration)).data?.items ?? []
  const categories = useQuery(trackingQuery(administration)).data?.items ?? []
  const nameOf = (row: Mapping) => row.name ?? t(`mappings.kinds.${row.subject}`)
  const nextOf = (row: Mapping, column: 'target' | 'tracking') => {
    if (levelOf(row) > 0) return t('mappings.nextLevel')
    return t(column === 'target' ? 'mappings.defaultProduct' : 'mappings.none')
  }
  const targetOf = ({ itemCode, accountCode }: Mapping) => {
    const item = items.find((each) => each.code === itemCode)
    const account = accounts.find((each) => each.code === accountCode)
    if (itemCode !== null) return item ? codeAndName(item) : itemCode
    return accountCode === null ? null : account ? codeAndName(account) : accountCode
  }
  const trackingOf = ({ tracking }: Mapping) =>
    categories.flatMap(({ categoryId, name, options }) => {
      const own = tracking.find((each) => each.categoryId === categoryId)
      const option = options.find((each) => each.optionId === own?.optionId)
      return option ? `${name}: ${option.name}` : []
    })
  return [
    {
      key: 'name',
      header: t('mappings.what'),
      width: '34%',
      isTruncated: true,
      phone: 'title',
      cell: (row) => (
        <span className="hb-clipped" title={nameOf(row)}>
          <span className="hb-cell-title">{nameOf(row)}</span>
          {row.clientName ? <span className="hb-dim"> · {row.clientName}</span> : null}
        </span>
      ),
    },
    {
      key: 'target',
      header: t('mappings.target'),
      isTruncated: true,
      phone: 'labelled',
      cell: (row) => <ClippedOr text={targetOf(row)} otherwise={nextOf(row, 'target')} />,
    },
    {
      key: 'tracking',
      header: t('mappings.tracking'),
      isTruncated: true,
      phone: 'labelled',
      cell: (row) => (
        <ClippedOr text={trackingOf(row).join(', ') || null} otherwise={nextOf(row, 'tracking')} />
      ),
    },
    ...(onEdit
      ? [
          {
            key: 'actions',
            header: t('ui.actions'),
            isHeaderHidden: true,
            width: 44,
            align: 'end' as const,
            phone: 'action' as const,
            cell: (row: Mapping) => (
              <ActionIcon
                size="xs"
                aria-label={t('mappings.change', { name: nameOf(row) })}
                onClick={() => onEdit(row)}
              >
                <EditIcon />
              </ActionIcon>
            ),
          },
        ]
      : []),
  ]
}

function ClippedOr({ text, otherwise }: { text: string | null; otherwise: string }) {
  if (text === null) return <span className="hb-dim">{otherwise}</span>
  return <ClippedText text={text} />
}
