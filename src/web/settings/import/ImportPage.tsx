import { answered, api } from '#client/api.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../../administrations.ts'
import { useListQuery } from '../../list-query.ts'
import { useCan } from '../../me.ts'
import { AdministrationSelect } from '../../pickers/AdministrationSelect.tsx'
import { given } from '../../search-params.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ReasonButton } from '../../ui/buttons.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { HistoryIcon } from '../../ui/icons.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { MomentText, Quantity } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { BooksMark } from '../app-center/BooksMark.tsx'
import { connectionQuery } from '../xero/xero-queries.ts'
import { FileHistory } from './FileHistory.tsx'
import { FileSource } from './FileSource.tsx'
import { type ContactImport, isAtWork } from './import-queries.ts'
import { ImportScope } from './ImportScope.tsx'
import { ImportState } from './ImportState.tsx'
import './import.css'

/** Where data can come from, and what came in before. */
export function ImportPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('imports.title')} description={t('imports.description')} notice={<XeroNotice />}>
      <Section title={t('imports.sources')}>
        <div className="hb-import-sources">
          <XeroSource />
          <FileSource />
        </div>
      </Section>
      <FileHistory />
      <Section title={t('imports.history')}>
        <ImportHistory />
      </Section>
    </Page>
  )
}

function XeroSource() {
  const { t } = useTranslation()
  const can = useCan()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const connection = useQuery(connectionQuery({ connectionId: chosenId ?? undefined }))
  const start = useStartImport(chosenId ?? undefined)
  const isActive = connection.data?.state === 'active'
  const { organisation } = connection.data ?? {}
  const name = organisation?.name
  const reason = connection.isPending || isActive ? null : t('imports.connectFirst')
  return (
    <div className="hb-import-source">
      <BooksMark size={36} />
      <div className="hb-import-words">
        <h3>{t('imports.xero')}</h3>
        <p>
          {isActive && name ? t('imports.xeroText', { name }) : t('imports.xeroTextUnconnected')}
        </p>
        <AdministrationSelect mt={8} maw={360} value={chosenId} onChange={setChosenId} />
        {isActive && connection.data && organisation ? (
          <ImportScope
            key={organisation.connectionId}
            connection={connection.data}
            organisation={organisation}
          />
        ) : null}
        {reason ? (
          <p>
            {reason} <Link to="/settings/xero">{t('imports.toXero')}</Link>
          </p>
        ) : null}
      </div>
      <ReasonButton
        disabledReason={can('xero:import') ? reason : t('shell.notAllowedTitle')}
        loading={start.isPending}
        title={t('imports.startCost')}
        onClick={() => start.mutate()}
      >
        {t('imports.start')}
      </ReasonButton>
      {start.error ? (
        <div className="hb-import-refusal">
          <RefusalNote refusal={start.error} />
        </div>
      ) : null}
    </div>
  )
}

/** Begins to read and leads to the import; from the default administration where none is named. */
export function useStartImport(connectionId: string | undefined) {
  const navigate = useNavigate()
  return useWrite<void, ContactImport>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/contact-imports', {
          headers,
          body: { mode: 'new_and_changed', ...given({ connectionId }) },
        }),
      ),
    touches: [['contact-imports', 'list']],
    onDone: ({ id }) =>
      void navigate({ to: '/settings/import/$importId', params: { importId: id } }),
  })
}

function ImportHistory() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const query = useListQuery<ContactImport>({
    queryKey: ['contact-imports', 'list'],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/contact-imports', {
          params: { query: { limit: 50, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    isUnderWay: isAtWork,
  })
  return (
    <DataList
      {...query.list}
      label={t('imports.history')}
      columns={useColumns()}
      rowKey={(each) => each.id}
      onOpen={({ id }) =>
        void navigate({ to: '/settings/import/$importId', params: { importId: id } })
      }
      empty={{
        icon: HistoryIcon,
        title: t('imports.noHistoryTitle'),
        description: t('imports.noHistory'),
      }}
    />
  )
}

function useColumns(): Column<ContactImport>[] {
  const { t } = useTranslation()
  const isOfSeveral = useSeveralAdministrations().length > 0
  const count = (
    key: string,
    header: string,
    of: (found: ContactImport) => number,
  ): Column<ContactImport> => ({
    key,
    header,
    align: 'end',
    width: 110,
    phone: 'labelled',
    cell: (found) => <Quantity value={String(of(found))} />,
  })
  return [
    {
      key: 'when',
      header: t('imports.when'),
      phone: 'title',
      cell: (found) => (
        <Link
          to="/settings/import/$importId"
          params={{ importId: found.id }}
          className="hb-cell-title"
        >
          <MomentText at={found.createdAt} />
        </Link>
      ),
    },
    {
      key: 'trigger',
      header: t('imports.trigger'),
      cell: (found) => t(`imports.triggers.${found.trigger}`),
    },
    ...(isOfSeveral
      ? [
          {
            key: 'administration',
            header: t('pickers.administration'),
            isTruncated: true,
            phone: 'labelled' as const,
            cell: (found: ContactImport) => <ClippedText text={found.administrationName} />,
          },
        ]
      : []),
    {
      key: 'state',
      header: t('imports.state'),
      phone: 'value',
      cell: (found) => <ImportState found={found} />,
    },
    count('read', t('imports.read'), (found) => found.contactsRead),
    count('created', t('imports.created'), (found) => found.results.created),
    count('updated', t('imports.updated'), (found) => found.results.updated),
    { ...count('linked', t('imports.linked'), (found) => found.results.linked), phone: 'hidden' },
    count('calls', t('imports.calls'), (found) => found.calls),
  ]
}
