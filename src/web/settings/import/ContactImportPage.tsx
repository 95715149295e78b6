import { answered, api } from '#client/api.ts'
import { Button, Select } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../../administrations.ts'
import { useCallCost } from '../../ui/call-cost.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ReasonButton } from '../../ui/buttons.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Facts, Page } from '../../ui/Page.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { MomentText, Quantity } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { changesChosen, importQuery, isAtWork, type ContactImport } from './import-queries.ts'
import { ImportRows } from './ImportRows.tsx'
import { ImportState } from './ImportState.tsx'
import { useStartImport } from './ImportPage.tsx'
import './import.css'

const route = getRouteApi('/shell/settings/import/$importId')

/** One import of customers: reading, preview with choices, applying, report. */
export function ContactImportPage() {
  const { t } = useTranslation()
  const { importId } = route.useParams()
  const query = useQuery(importQuery(importId))
  const found = query.data
  const [numbering, setNumbering] = useState<Numbering>('none')
  useFreshLists(found)
  return (
    <Page
      title={t('imports.one')}
      parent={{ label: t('imports.title'), to: '/settings/import' }}
      notice={<XeroNotice />}
      status={found ? <ImportState found={found} /> : null}
      actions={
        found?.state === 'ready' ? <ApplyButton found={found} numbering={numbering} /> : null
      }
    >
      {query.error && !found ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {found ? (
        <>
          <ImportFacts found={found} />
          <ImportProgress found={found} />
          {found.state === 'ready' && found.counts.new > 0 ? (
            <NumberingField value={numbering} onChange={setNumbering} />
          ) : null}
          {isAtWork(found) ? null : <ImportRows found={found} />}
        </>
      ) : null}
    </Page>
  )
}

/** When the work ends, the rows and the clients are others than before. */
function useFreshLists(found: ContactImport | undefined): void {
  const queryClient = useQueryClient()
  const { id, state } = found ?? {}
  useEffect(() => {
    if (state !== 'done' && state !== 'failed') return
    void queryClient.invalidateQueries({ queryKey: ['clients'] })
    void queryClient.invalidateQueries({ queryKey: ['contact-imports', 'list'] })
    void queryClient.invalidateQueries({ queryKey: ['contact-imports', 'nights'] })
  }, [queryClient, id, state])
}

function ImportFacts({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const isOfSeveral = useSeveralAdministrations().length > 0
  return (
    <Facts
      facts={[
        { label: t('imports.when'), value: <MomentText at={found.createdAt} /> },
        ...(isOfSeveral
          ? [{ label: t('pickers.administration'), value: found.administrationName }]
          : []),
        { label: t('imports.trigger'), value: t(`imports.triggers.${found.trigger}`) },
        { label: t('imports.read'), value: <Quantity value={String(found.contactsRead)} /> },
        { label: t('imports.calls'), value: <Quantity value={String(found.calls)} /> },
      ]}
    />
  )
}

function ImportProgress({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  switch (found.state) {
    case 'reading':
      return (
        <Progress
          label={t('imports.reading')}
          help={t('imports.readingHelp')}
          done={found.contactsRead}
          all={found.contactsTotal}
        />
      )
    case 'applying':
      return (
        <Progress
          label={t('imports.applying')}
          help={t('imports.applyingHelp')}
          done={found.rowsApplied}
          all={found.contactsRead}
        />
      )
    case 'ready':
      return <ReadyNote found={found} />
    case 'failed':
      return <FailedNote found={found} />
    case 'done':
      return <DoneNote found={found} />
  }
}

type ProgressProps = { label: string; help: string; done: number; all: number | null }

function Progress({ label, help, done, all }: ProgressProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const words = { done: formats.number(String(done)), all: formats.number(String(all ?? 0)) }
  return (
    <div className="hb-import-progress">
      <ProgressBar label={label} value={done} total={all}>
        {all === null ? t('imports.soFar', words) : t('imports.progress', words)}
      </ProgressBar>
      <p>{help}</p>
    </div>
  )
}

function ReadyNote({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const { counts } = found
  if (counts.new + counts.changed + counts.conflict === 0) {
    return (
      <Callout tone="success" title={t('imports.nothingToDo')}>
        {t('imports.nothingToDoText')}
      </Callout>
    )
  }
  return <p className="hb-import-lead">{t('imports.previewText')}</p>
}

function FailedNote({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const start = useStartImport(found.connectionId)
  return (
    <>
      <Callout
        tone="danger"
        title={t('imports.failedTitle')}
        action={
          <Button
            size="xs"
            loading={start.isPending}
            title={t('imports.startCost')}
            onClick={() => start.mutate()}
          >
            {t('imports.again')}
          </Button>
        }
      >
        {found.problem ? <div>{found.problem}</div> : null}
        {t('imports.failedText')}
      </Callout>
      <RefusalNote refusal={start.error} />
    </>
  )
}

function DoneNote({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const { created, updated, linked, failed } = found.results
  const isAnything = created + updated + linked > 0
  return (
    <Callout
      tone={failed > 0 ? 'warning' : 'success'}
      title={t('imports.doneTitle')}
      action={
        <Button size="xs" variant="default" component={Link} to="/administration/clients">
          {t('imports.toClients')}
        </Button>
      }
    >
      {t(isAnything ? 'imports.doneText' : 'imports.doneNothing')}
    </Callout>
  )
}

type Numbering = ContactImport['numbering']

const numberings = ['none', 'next', 'next_and_xero'] as const

type NumberingProps = { value: Numbering; onChange: (value: Numbering) => void }

/** What becomes of new clients whose contact has no number. */
function NumberingField({ value, onChange }: NumberingProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('imports.numbering')}
      description={t('imports.numberingHelp')}
      maw={360}
      allowDeselect={false}
      value={value}
      onChange={(text) => onChange(numberings.find((each) => each === text) ?? 'none')}
      data={numberings.map((each) => ({ value: each, label: t(`imports.numberings.${each}`) }))}
    />
  )
}

// They are read, then written.
const contactsPerCall = 40

function ApplyButton({ found, numbering }: { found: ContactImport; numbering: Numbering }) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const formats = useFormats()
  const [isAsking, setAsking] = useState(false)
  const apply = useWrite({
    send: (query: { numbering: Numbering }, headers) =>
      answered(
        api.POST('/api/v1/contact-imports/{importId}/apply', {
          params: { path: { importId: found.id }, query },
          headers,
        }),
      ),
    touches: [['contact-imports']],
  })
  const count = changesChosen(found)
  const isOnlySame = count === 0 && found.counts.same > 0
  const words = (total: number) => formats.number(String(total))
  return (
    <>
      <RefusalNote refusal={apply.error} />
      <ReasonButton
        variant={isOnlySame ? 'default' : 'filled'}
        disabledReason={count === 0 && !isOnlySame ? t('imports.nothingChosen') : null}
        loading={apply.isPending}
        onClick={() =>
          numbering === 'next_and_xero' ? setAsking(true) : apply.mutate({ numbering })
        }
      >
        {isOnlySame
          ? t('imports.confirmSame', { total: words(found.counts.same) })
          : t('imports.apply', { count, total: words(count) })}
      </ReasonButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('imports.numberingTitle')}
        confirmLabel={t('imports.numberingConfirm')}
        confirmTitle={callCost(2 * Math.ceil(count / contactsPerCall))}
        isBusy={apply.isPending}
        refusal={apply.error}
        onConfirm={() => apply.mutate({ numbering })}
      >
        {t('imports.numberingText')}
      </ConfirmDialog>
    </>
  )
}
