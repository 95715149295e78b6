import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionsMenu, ReasonButton } from '../../ui/buttons.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { Facts, Page } from '../../ui/Page.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { MomentText, Quantity } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { type FileImport, fileImportQuery, isUnderWay, rowsChosen } from './file-queries.ts'
import { FileColumns } from './FileColumns.tsx'
import { FileImportRows } from './FileImportRows.tsx'
import { MissingNote } from './MissingNote.tsx'
import { FileImportState } from './FileImportState.tsx'
import { UploadButton } from './FileSource.tsx'
import './import.css'

const route = getRouteApi('/shell/settings/import/files/$fileImportId')

/** One file: which column is what, preview with choices, importing, report. */
export function FileImportPage() {
  const { t } = useTranslation()
  const { fileImportId } = route.useParams()
  const query = useQuery(fileImportQuery(fileImportId))
  const found = query.data
  useFreshLists(found)
  const { isMatching, leaveMatching } = useStep(found)
  return (
    <Page
      title={found?.fileName ?? t('fileImports.file')}
      parent={{ label: t('imports.title'), to: '/settings/import' }}
      isLoading={query.isPending}
      status={found ? <FileImportState state={found.state} /> : null}
      actions={
        found ? (
          <>
            {found.state === 'ready' && !isMatching ? <ReadyActions found={found} /> : null}
            <MoreActions found={found} />
          </>
        ) : null
      }
    >
      {query.error && !found ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {found ? <FileFacts found={found} /> : null}
      {found && isMatching ? (
        <FileColumns key={found.id} found={found} onDone={leaveMatching} />
      ) : null}
      {found && !isMatching ? (
        <>
          <FileProgress found={found} />
          {isUnderWay(found.state) ? null : <FileImportRows found={found} />}
        </>
      ) : null}
    </Page>
  )
}

/** The columns come first; who has seen the preview may go back to them. */
function useStep(found: FileImport | undefined) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const isMatching =
    found?.state === 'matching' || (found?.state === 'ready' && search.step === 'columns')
  return {
    isMatching,
    leaveMatching: () => void navigate({ search: {}, replace: true }),
  }
}

/** When the work ends, the rows and the clients are others than before. */
function useFreshLists(found: FileImport | undefined): void {
  const queryClient = useQueryClient()
  const { id, state } = found ?? {}
  useEffect(() => {
    if (state !== 'done') return
    // Hours may have brought clients and projects with them.
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'file-imports',
    })
    void queryClient.invalidateQueries({ queryKey: ['file-imports', 'list'] })
  }, [queryClient, id, state])
}

function FileFacts({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  return (
    <Facts
      facts={[
        { label: t('fileImports.what'), value: t(`fileImports.kinds.${found.kind}`) },
        { label: t('fileImports.when'), value: <MomentText at={found.createdAt} /> },
        {
          label: t('fileImports.kindOfFile'),
          value: kindOf(found, t(`fileImports.formats.${found.format}`)),
        },
        { label: t('fileImports.rows'), value: <Quantity value={String(found.rowsTotal)} /> },
      ]}
    />
  )
}

/** 'CSV, UTF-8, ;' */
function kindOf({ encoding, delimiter }: FileImport, format: string): string {
  const sign = delimiter === '\t' ? 'Tab' : delimiter
  return [format, encoding?.replace('windows', 'Windows').replace('utf', 'UTF'), sign]
    .filter(Boolean)
    .join(' · ')
}

function FileProgress({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const number = (value: number) => formats.number(String(value))
  if (found.state === 'done') return <DoneNote found={found} />
  if (found.state === 'ready') return <ReadyNote found={found} />
  const { rowsApplied, rowsChecked, rowsTotal, state } = found
  const isChecking = state === 'checking'
  const done = isChecking ? rowsChecked : rowsApplied
  return (
    <div className="hb-import-progress">
      <ProgressBar
        label={t(isChecking ? 'fileImports.checking' : 'fileImports.applying')}
        value={done}
        total={rowsTotal}
      >
        {t('imports.progress', { done: number(done), all: number(rowsTotal) })}
      </ProgressBar>
      <p>{t(isChecking ? 'fileImports.checkingHelp' : 'fileImports.applyingHelp')}</p>
    </div>
  )
}

function ReadyNote({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { counts } = found
  const isWork = counts.new + counts.changed + counts.conflict > 0
  return (
    <>
      {counts.error > 0 ? (
        <Callout
          tone="warning"
          title={t('fileImports.errorsTitle', {
            count: counts.error,
            total: formats.number(String(counts.error)),
          })}
        >
          {t('fileImports.errorsText')}
        </Callout>
      ) : null}
      <MissingNote found={found} />
      {!isWork && counts.error === 0 ? (
        <Callout tone="success" title={t('fileImports.nothingToDo')}>
          {t('fileImports.nothingToDoText')}
        </Callout>
      ) : null}
      {isWork ? <p className="hb-import-lead">{t('fileImports.previewText')}</p> : null}
    </>
  )
}

const pageOf = {
  clients: '/administration/clients',
  projects: '/projects',
  tasks: '/administration/tasks',
  people: '/administration/people',
  hours: '/reports',
  expenses: '/expenses',
  mileages: '/mileages',
} as const

function DoneNote({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const { created, updated, failed } = found.results
  return (
    <Callout
      tone={failed + found.counts.error > 0 ? 'warning' : 'success'}
      title={t('fileImports.doneTitle')}
      action={
        <Button size="xs" variant="default" component={Link} to={pageOf[found.kind]}>
          {t(`fileImports.goTo.${found.kind}`)}
        </Button>
      }
    >
      {t(created + updated > 0 ? 'fileImports.doneText' : 'fileImports.doneNothing')}
    </Callout>
  )
}

/** What can be done with a file at any time: forget it. */
function MoreActions({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isAsked, setIsAsked] = useState(false)
  const remove = useWrite({
    send: (fileImportId: string, headers) =>
      answered(
        api.DELETE('/api/v1/file-imports/{fileImportId}', {
          params: { path: { fileImportId } },
          headers,
        }),
      ),
    touches: [['file-imports', 'list']],
    onDone: async () => {
      toast(t('fileImports.deleted', { name: found.fileName }))
      await navigate({ to: '/settings/import' })
    },
  })
  return (
    <>
      <ActionsMenu
        items={[
          {
            label: t('fileImports.delete'),
            icon: TrashIcon,
            isDanger: true,
            disabledReason: isUnderWay(found.state) ? t('fileImports.deleteLater') : null,
            onClick: () => setIsAsked(true),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={t('fileImports.deleteTitle', { name: found.fileName })}
        confirmLabel={t('fileImports.delete')}
        isDanger
        isBusy={remove.isPending}
        refusal={remove.error}
        onConfirm={() => remove.mutate(found.id)}
      >
        {t('fileImports.deleteText')}
      </ConfirmDialog>
    </>
  )
}

function ReadyActions({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = route.useNavigate()
  const apply = useWrite({
    send: (fileImportId: string, headers) =>
      answered(
        api.POST('/api/v1/file-imports/{fileImportId}/apply', {
          params: { path: { fileImportId } },
          headers,
        }),
      ),
    touches: [['file-imports']],
  })
  const count = rowsChosen(found)
  return (
    <>
      <RefusalNote refusal={apply.error} />
      {found.counts.error > 0 ? (
        <UploadButton isQuiet kind={found.kind} label={t('fileImports.again')} />
      ) : null}
      <Button variant="default" onClick={() => void navigate({ search: { step: 'columns' } })}>
        {t('fileImports.backToColumns')}
      </Button>
      <ReasonButton
        disabledReason={count === 0 ? t('fileImports.nothingChosen') : null}
        loading={apply.isPending}
        onClick={() => apply.mutate(found.id)}
      >
        {t('fileImports.apply', { count, total: formats.number(String(count)) })}
      </ReasonButton>
    </>
  )
}
