import { Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { useCan, useMe } from '../../me.ts'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ActionsMenu, ReasonButton } from '../../ui/buttons.tsx'
import { DataList } from '../../ui/DataList.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { EraserIcon, ExportIcon, FileInvoiceIcon } from '../../ui/icons.tsx'
import { SelectionBar } from '../../ui/list-selection.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { Money } from '../../ui/Values.tsx'
import { useClientName } from '../client-name.ts'
import { reasonOf, type UninvoicedProject } from '../types.ts'
import { useXeroReadiness } from '../xero-connection.ts'
import { useUninvoicedColumns } from './uninvoiced-columns.tsx'
import { readUninvoiced } from './uninvoiced-queries.ts'
import { methodFilters, type UninvoicedSearch } from './uninvoiced-search.ts'
import { UninvoicedDialog } from './UninvoicedDialog.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/uninvoiced')

type Dialog = { target: 'xero' | 'own' | 'write-off'; projects: readonly UninvoicedProject[] }

/** What there is to invoice of each project, and from here it is invoiced. */
export function UninvoicedPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const { today } = useMe()
  const through = search.through ?? today
  const [selected, setSelected] = useState<ReadonlyMap<string, UninvoicedProject>>(new Map())
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const query = useListQuery({
    queryKey: ['uninvoiced', search, through],
    read: (cursor) => readUninvoiced({ ...search, through }, cursor),
  })
  const rows = query.rows ?? []
  const chosen = [...selected.values()].map(
    (each) => rows.find((row) => row.projectId === each.projectId) ?? each,
  )
  const actionsOf = useUninvoicedActions((target, projects) => setDialog({ target, projects }))
  const actions = actionsOf(chosen)
  const columns = useUninvoicedColumns({
    allRows: query.list.hasMore ? undefined : query.rows,
    actionsOf: actions.length > 0 ? (row) => actionsOf([row]) : undefined,
  })

  function select(ids: ReadonlySet<string>): void {
    const known = new Map([...selected, ...rows.map((row) => [row.projectId, row] as const)])
    setSelected(new Map([...known].filter(([id]) => ids.has(id))))
  }

  return (
    <Page
      title={t('uninvoiced.title')}
      description={t('uninvoiced.description')}
      notice={<XeroNotice />}
      actions={actions.length > 0 ? <ActionsMenu items={actions} /> : null}
    >
      <UninvoicedFilters through={through} />
      <DataList
        {...query.list}
        label={t('uninvoiced.title')}
        columns={columns}
        rowKey={(row) => row.projectId}
        groupOf={(row) => ({ key: row.clientId, heading: row.clientName })}
        rowTone={(row) => (row.canInvoice.allowed ? undefined : 'dim')}
        empty={{
          icon: FileInvoiceIcon,
          title: t('uninvoiced.emptyTitle'),
          description: t('uninvoiced.empty'),
        }}
        {...(actions.length > 0
          ? {
              selection: {
                selected: new Set(selected.keys()),
                onChange: select,
                nameOf: (row: UninvoicedProject) => `${row.clientName} ${row.projectName}`,
                isSelectable: (row: UninvoicedProject) => row.canInvoice.allowed,
              },
            }
          : {})}
      />
      <SelectionBar
        count={selected.size}
        onClear={() => setSelected(new Map())}
        actions={actions.toReversed().map((action, index) => (
          <ReasonButton
            key={action.label}
            variant={index === actions.length - 1 ? 'filled' : 'default'}
            disabledReason={action.disabledReason}
            onClick={action.onClick}
          >
            {action.label}
          </ReasonButton>
        ))}
      >
        <Money minor={chosen.reduce((total, each) => total + each.leftMinor, 0)} />
      </SelectionBar>
      {dialog ? (
        <UninvoicedDialog
          {...dialog}
          through={through}
          onClose={() => setDialog(null)}
          onDone={() => setSelected(new Map())}
        />
      ) : null}
    </Page>
  )
}

/** What can be done with projects: those that are selected, or the one of a row. */
function useUninvoicedActions(
  start: (target: Dialog['target'], projects: readonly UninvoicedProject[]) => void,
) {
  const { t } = useTranslation()
  const can = useCan()
  const { exportReason } = useXeroReadiness()
  const reasonFor = (chosen: readonly UninvoicedProject[]) => {
    if (chosen.length === 0) return t('uninvoiced.nothingSelected')
    const refused = chosen.find((each) => !each.canInvoice.allowed)
    return refused ? reasonOf(refused.canInvoice) : null
  }
  return (chosen: readonly UninvoicedProject[]) => [
    ...(can('xero:export')
      ? [
          {
            label: t('uninvoiced.invoiceInXero'),
            icon: ExportIcon,
            onClick: () => start('xero', chosen),
            disabledReason: exportReason ?? reasonFor(chosen),
          },
        ]
      : []),
    ...(can('invoices:write')
      ? [
          {
            label: t('uninvoiced.createOwn'),
            icon: FileInvoiceIcon,
            onClick: () => start('own', chosen),
            disabledReason: reasonFor(chosen),
          },
        ]
      : []),
    ...(can('work:write_off')
      ? [
          {
            label: t('writeOffs.writeOffMore'),
            icon: EraserIcon,
            onClick: () => start('write-off', chosen),
            disabledReason: reasonFor(chosen),
          },
        ]
      : []),
  ]
}

function UninvoicedFilters({ through }: { through: string }) {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { today } = useMe()
  const clientName = useClientName(search.clientId)

  function change(changes: {
    [Key in keyof UninvoicedSearch]: UninvoicedSearch[Key] | undefined
  }): void {
    void navigate({
      search: (before) => ({ ...before, ...changes }) as UninvoicedSearch,
      replace: true,
    })
  }

  return (
    <Toolbar>
      <SearchInput
        label={t('uninvoiced.search')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <ClientSelect
        className="hb-finance-filter"
        isLabelHidden
        isClearable
        placeholder={t('pickers.client')}
        value={search.clientId ?? null}
        valueLabel={clientName}
        onChange={(clientId) => change({ clientId: clientId ?? undefined })}
      />
      <Select
        className="hb-finance-filter"
        aria-label={t('uninvoiced.method')}
        placeholder={t('uninvoiced.method')}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        data={methodFilters.map((value) => ({ value, label: t(`uninvoiced.methods.${value}`) }))}
        value={search.method ?? null}
        onChange={(value) => change({ method: methodFilters.find((each) => each === value) })}
      />
      <div className="hb-finance-through">
        <span className="hb-dim hb-small" aria-hidden>
          {t('uninvoiced.through')}
        </span>
        <DayInput
          label={t('uninvoiced.through')}
          isLabelHidden
          value={through}
          onChange={(day) => change({ through: day && day !== today ? day : undefined })}
        />
      </div>
    </Toolbar>
  )
}
