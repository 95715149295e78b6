import { answered, api } from '#client/api.ts'
import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { CheckIcon, ChevronDownIcon, EditIcon, PlusIcon, TrashIcon } from '../ui/icons.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { ReportSearch, ReportTab } from './report-search.ts'
import {
  isChangedFrom,
  reportViewsKey,
  reportViewsQuery,
  searchOfView,
  type ReportView,
} from './report-views.ts'
import { ReportViewDialog } from './ReportViewDialog.tsx'
import type { ReportViewSettings } from '#domain/report-views.ts'

type ReportViewsMenuProps = {
  tab: ReportTab
  search: ReportSearch
  /** What is shown now. */
  settings: ReportViewSettings
  onOpen: (search: ReportSearch, tab: ReportTab) => void
}

/** Reports that somebody wants to see again: opened, saved, changed and deleted here. */
export function ReportViewsMenu({ tab, search, settings, onOpen }: ReportViewsMenuProps) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<'new' | 'edit' | 'delete' | null>(null)
  const views = useQuery(reportViewsQuery).data ?? []
  const active = views.find((view) => view.id === search.view && view.tab === tab)
  const isChanged = active !== undefined && isChangedFrom(active, search)
  const own = views.filter((view) => view.isOwn)
  const shared = views.filter((view) => !view.isOwn)
  const close = () => setDialog(null)

  const save = useWrite({
    send: (view: ReportView, headers) =>
      answered(
        api.PATCH('/api/v1/report-views/{reportViewId}', {
          params: { path: { reportViewId: view.id } },
          body: { settings },
          headers,
        }),
      ),
    touches: [reportViewsKey],
    onDone: (view) => {
      toast(t('reports.views.saved', { name: view.name }))
      onOpen(searchOfView(view), view.tab)
    },
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const remove = useWrite({
    send: (view: ReportView, headers) =>
      answered(
        api.DELETE('/api/v1/report-views/{reportViewId}', {
          params: { path: { reportViewId: view.id } },
          headers,
        }),
      ),
    touches: [reportViewsKey],
    onDone: (_, view) => {
      close()
      toast(t('reports.views.deleted', { name: view.name }))
      const { view: _view, ...rest } = search
      onOpen(rest, tab)
    },
  })

  return (
    <>
      <Menu width={280} position="bottom-start">
        <Menu.Target>
          <Button
            className="hb-reports-views"
            variant="default"
            rightSection={<ChevronDownIcon size={14} />}
          >
            <span className="hb-ellipsis">
              {active === undefined
                ? t('reports.views.menu')
                : isChanged
                  ? t('reports.views.changed', { name: active.name })
                  : active.name}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 ? <Menu.Label>{t('reports.views.none')}</Menu.Label> : null}
          <Views title={t('reports.views.own')} views={own} active={active} onOpen={onOpen} />
          <Views title={t('reports.views.shared')} views={shared} active={active} onOpen={onOpen} />
          <Menu.Divider />
          {active?.isOwn && isChanged ? (
            <Menu.Item leftSection={<CheckIcon />} onClick={() => save.mutate(active)}>
              {t('reports.views.saveChanges', { name: active.name })}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<PlusIcon />} onClick={() => setDialog('new')}>
            {t('reports.views.saveAs')}
          </Menu.Item>
          {active?.isOwn ? (
            <>
              <Menu.Item leftSection={<EditIcon />} onClick={() => setDialog('edit')}>
                {t('reports.views.edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<TrashIcon />}
                className="hb-action-danger"
                onClick={() => setDialog('delete')}
              >
                {t('reports.views.delete', { name: active.name })}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'new' || dialog === 'edit' ? (
        <ReportViewDialog
          tab={tab}
          settings={settings}
          view={dialog === 'edit' ? active : undefined}
          onClose={close}
          onDone={(view) => {
            close()
            toast(t('reports.views.saved', { name: view.name }))
            onOpen(dialog === 'edit' ? search : searchOfView(view), view.tab)
          }}
        />
      ) : null}
      <ConfirmDialog
        isOpen={dialog === 'delete' && active !== undefined}
        onClose={close}
        title={t('reports.views.delete', { name: active?.name ?? '' })}
        confirmLabel={t('reports.views.confirmDelete')}
        isDanger
        isBusy={remove.isPending}
        refusal={remove.error}
        onConfirm={() => active && remove.mutate(active)}
      >
        {t(active?.isShared ? 'reports.views.deleteShared' : 'reports.views.deleteOwn')}
      </ConfirmDialog>
    </>
  )
}

type ViewsProps = {
  title: string
  views: readonly ReportView[]
  active: ReportView | undefined
  onOpen: ReportViewsMenuProps['onOpen']
}

function Views({ title, views, active, onOpen }: ViewsProps) {
  const { t } = useTranslation()
  if (views.length === 0) return null
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {views.map((view) => (
        <Menu.Item
          key={view.id}
          aria-current={view.id === active?.id || undefined}
          leftSection={
            <span className="hb-reports-tick">
              {view.id === active?.id ? <CheckIcon size={14} /> : null}
            </span>
          }
          onClick={() => onOpen(searchOfView(view), view.tab)}
        >
          <span className="hb-reports-view">
            <span className="hb-ellipsis">{view.name}</span>
            <span className="hb-dim hb-small">
              {t(`reports.tabs.${view.tab}`)}
              {view.isOwn ? '' : ` · ${t('reports.views.by', { name: view.memberName })}`}
            </span>
          </span>
        </Menu.Item>
      ))}
    </>
  )
}
