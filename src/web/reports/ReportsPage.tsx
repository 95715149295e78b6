import { useMutation, useQueries } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportDialog } from '../finance/export/ExportDialog.tsx'
import { useReverseWriteOffs } from '../finance/write-offs/write-off-queries.ts'
import { WriteOffDialog } from '../finance/write-offs/WriteOffDialog.tsx'
import { OwnInvoiceDialog } from '../finance/invoices/OwnInvoiceDialog.tsx'
import { useListQuery } from '../list-query.ts'
import { useCan, useMe } from '../me.ts'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import { ReRateDialog } from '../rates/ReRateDialog.tsx'
import { ActionsMenu } from '../ui/buttons.tsx'
import { DataList } from '../ui/DataList.tsx'
import { Page } from '../ui/Page.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { downloadPdf, downloadSheet } from './report-download.ts'
import { useReportActions } from './report-actions.ts'
import { useReportColumns } from './report-columns.tsx'
import { settingsOf } from './report-views.ts'
import {
  openOnly,
  readAllRows,
  readRows,
  rowsKey,
  totalsQuery,
  type ReportRow,
} from './report-queries.ts'
import {
  groupingsOf,
  reportFilter,
  reportTabs,
  sortOf,
  type ReportSearch,
} from './report-search.ts'
import {
  emptySelection,
  hasUnknownClients,
  itemsOf,
  registrationsOf,
  openItemsByClient,
  withKnown,
  withToggled,
  type ReportSelection,
  type TabSelection,
} from './report-selection.ts'
import { ReportColumnsMenu } from './ReportColumnsMenu.tsx'
import { ReportFilters } from './ReportFilters.tsx'
import { ReportGroups } from './ReportGroups.tsx'
import { ReportSelectionBar } from './ReportSelectionBar.tsx'
import { ReportViewsMenu } from './ReportViewsMenu.tsx'
import { useColumnChoice } from './use-column-choice.ts'
import './reports.css'

const route = getRouteApi('/shell/reports/$tab')

/** What was registered, filtered and added up; from here it is invoiced. */
export function ReportsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const { tab } = route.useParams()
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const { workspace, today } = useMe()
  const [selection, setSelection] = useState<ReportSelection>(emptySelection)
  // Who sees the own work only cannot look at somebody else's, whoever shared that.
  const { memberId: _memberId, ...own } = address
  const search = can('registrations:all') ? address : own
  // The search field keeps what is typed; a reset makes it anew.
  const [resets, setResets] = useState(0)
  const [dialog, setDialog] = useState<'export' | 'invoice' | 'write-off' | 're-rate' | null>(null)

  const filter = reportFilter(tab, search, { today, ...workspace })
  const sort = sortOf(tab, search.sort)
  const groupBy = groupingsOf(tab, { seesEverybody: can('registrations:all') }).find(
    (each) => each === search.groupBy,
  )
  const query = useListQuery({
    isEnabled: groupBy === undefined,
    queryKey: [rowsKey[tab], filter, sort],
    read: (cursor) => readRows[tab]({ filter, cursor, sort }),
  })
  const allTotals = useQueries({
    queries: reportTabs.map((each) =>
      totalsQuery(each, reportFilter(each, search, { today, ...workspace })),
    ),
  })
  const totals = allTotals[reportTabs.indexOf(tab)]?.data
  const chooser = useColumnChoice(tab, { search, onChange: change })
  const columns = useReportColumns({ tab, totals, keys: chooser.keys })
  const actions = useReportActions(selection)
  const isInvoicing = can('xero:export') || can('invoices:write')
  const isWritingOff = can('work:write_off')
  const isSelecting = isInvoicing || isWritingOff
  const reverse = useReverseWriteOffs()
  const rated = ratedKinds[tab]

  // Own invoices are made client by client, so whose the rows are must be known.
  const prepareInvoice = useMutation({
    mutationFn: () => withAllClients(selection),
    onSuccess: (known) => {
      setSelection(known)
      setDialog('invoice')
    },
    onError: (problem) => toastProblem(problem.message),
  })

  const print = useMutation({
    mutationFn: () => downloadPdf(tab, { filter, columns: chooser.columns, sort, groupBy }),
    onError: (problem) => toastProblem(problem.message),
  })

  function select(changed: TabSelection): void {
    setSelection({ ...selection, [tab]: changed })
  }

  function change(changes: { [Key in keyof ReportSearch]: ReportSearch[Key] | undefined }): void {
    void navigate({
      search: (before) => ({ ...before, ...changes }) as ReportSearch,
      replace: true,
    })
  }

  return (
    <Page
      title={t('reports.title')}
      notice={<XeroNotice />}
      tabs={reportTabs.map((each, index) => ({
        label: t(`reports.tabs.${each}`),
        to: `/reports/${each}`,
        count: allTotals[index]?.data?.count,
        keepsSearch: true,
      }))}
      actions={
        <>
          <ReportViewsMenu
            tab={tab}
            search={search}
            settings={settingsOf(tab, { search, columns: chooser.columns })}
            onOpen={(opened, of) => {
              setResets(resets + 1)
              void navigate({ params: { tab: of }, search: opened })
            }}
          />
          {groupBy ? null : <ReportColumnsMenu tab={tab} chooser={chooser} />}
          <ActionsMenu
            items={[
              ...(isInvoicing
                ? ([
                    {
                      label: t('reports.exportToXero'),
                      onClick: () => setDialog('export'),
                      disabledReason: actions.exportReason,
                    },
                    {
                      label: t('reports.createInvoice'),
                      onClick: () => prepareInvoice.mutate(),
                      disabledReason: actions.invoiceReason,
                    },
                    'divider',
                  ] as const)
                : []),
              ...(rated && can('projects:write')
                ? ([
                    {
                      label: t('rates.reRate'),
                      onClick: () => setDialog('re-rate'),
                      disabledReason: selection[tab].ids.size === 0 ? t('rates.onlyBilled') : null,
                    },
                    'divider',
                  ] as const)
                : []),
              ...(isWritingOff
                ? ([
                    {
                      label: t('writeOffs.writeOffMore'),
                      onClick: () => setDialog('write-off'),
                      disabledReason: actions.writeOffReason,
                    },
                    {
                      label: t('writeOffs.reverse'),
                      onClick: () => reverse.mutate(registrationsOf(selection)),
                      disabledReason: actions.reverseReason,
                    },
                    'divider',
                  ] as const)
                : []),
              {
                label: t('reports.downloadXlsx'),
                onClick: () =>
                  downloadSheet(tab, { filter, columns: chooser.columns, sort, format: 'xlsx' }),
              },
              {
                label: t('reports.downloadCsv'),
                onClick: () =>
                  downloadSheet(tab, { filter, columns: chooser.columns, sort, format: 'csv' }),
              },
              {
                label: t('reports.downloadPdf'),
                onClick: () => print.mutate(),
                disabledReason: print.isPending ? t('reports.printing') : null,
              },
            ]}
          />
        </>
      }
    >
      <ReportFilters
        key={resets}
        tab={tab}
        search={search}
        onChange={change}
        onReset={() => {
          setResets(resets + 1)
          void navigate({ search: {}, replace: true })
        }}
      />
      {groupBy ? (
        <ReportGroups
          key={`${tab} ${groupBy}`}
          tab={tab}
          groupBy={groupBy}
          search={search}
          filter={filter}
          totals={totals}
          onOrder={(order) => change({ order })}
        />
      ) : (
        <DataList
          {...query.list}
          label={t(`reports.tabs.${tab}`)}
          columns={columns}
          rowKey={(row) => row.id}
          sort={{ key: sort?.by ?? 'day', isDescending: sort?.isDescending ?? true }}
          onSort={(next) => change({ sort: `${next.isDescending ? '-' : ''}${next.key}` })}
          rowTone={(row) => (row.isBillable ? undefined : 'dim')}
          empty={{
            title: t(`reports.empty.${tab}`),
            description: t('reports.emptyWhatToDo'),
          }}
          {...(isSelecting
            ? {
                selection: {
                  selected: selection[tab].ids,
                  onChange: (ids: Set<string>) =>
                    select(withToggled(selection[tab], ids, (query.rows ?? []).map(selectable))),
                  nameOf: (row: ReportRow) => `${row.day} ${row.projectName} ${row.text}`,
                },
              }
            : {})}
        />
      )}
      <ReportSelectionBar
        tab={tab}
        filter={filter}
        matchCount={totals?.count}
        client={clientOf(filter.clientId, query.rows)}
        selection={selection}
        onSelectAll={select}
        onClear={() => setSelection(emptySelection)}
        actions={actions}
        onExport={() => setDialog('export')}
        onInvoice={() => prepareInvoice.mutate()}
        onWriteOff={() => setDialog('write-off')}
        isPreparingInvoice={prepareInvoice.isPending}
      />
      {dialog === 'export' ? (
        <ExportDialog items={itemsOf(selection)} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 're-rate' && rated ? (
        <ReRateDialog
          kind={rated}
          ids={[...selection[tab].ids]}
          onClose={() => setDialog(null)}
          onDone={() => setSelection(emptySelection)}
        />
      ) : null}
      {dialog === 'write-off' ? (
        <WriteOffDialog
          items={itemsOf(selection)}
          onClose={() => setDialog(null)}
          onDone={() => setSelection(emptySelection)}
        />
      ) : null}
      {dialog === 'invoice' ? (
        <OwnInvoiceDialog
          groups={openItemsByClient(selection)}
          onClose={() => setDialog(null)}
          onDone={() => setSelection(emptySelection)}
        />
      ) : null}
    </Page>
  )
}

const ratedKinds = { hours: 'time_entry', mileages: 'mileage', expenses: null } as const

function selectable(row: ReportRow) {
  const { id, clientId, clientName, amountMinor, isBillable, status } = row
  const isOpen = isBillable && status === 'open'
  const isWrittenOff = status === 'written_off'
  return { id, clientId, clientName, amountMinor, isOpen, isWrittenOff }
}

/** The client of all rows, where the filter names a single one. */
function clientOf(clientIds: readonly string[] = [], rows: readonly ReportRow[] = []) {
  const [id, ...others] = clientIds
  if (id === undefined || others.length > 0) return null
  return { id, name: rows.find((each) => each.clientId === id)?.clientName ?? '' }
}

/** The selection, with the clients of all its open rows. */
async function withAllClients(selection: ReportSelection): Promise<ReportSelection> {
  const tabs = await Promise.all(
    reportTabs.map(async (tab) => {
      const { bulk } = selection[tab]
      if (!bulk || !hasUnknownClients(selection[tab])) return [tab, selection[tab]] as const
      const open = openOnly(bulk.filter)
      const rows = open ? await readAllRows(tab, open) : []
      return [tab, withKnown(selection[tab], rows.map(selectable))] as const
    }),
  )
  return { ...selection, ...Object.fromEntries(tabs) }
}
