import { answered, api, type ItemOf } from '#client/api.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../../administrations.ts'
import { useCan, useMe } from '../../me.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { HistoryIcon } from '../../ui/icons.tsx'
import { Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { MomentText, Quantity } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { ImportScope } from '../import/ImportScope.tsx'
import { ImportState } from '../import/ImportState.tsx'
import { connectionKeys, type Organisation, type XeroConnection } from './xero-queries.ts'

type NightlyRun = ItemOf<'/api/v1/contact-imports'>

const modes = ['off', 'new', 'new_and_changed'] as const
const runsShown = 7

type Mode = (typeof modes)[number]

type NightlySectionProps = { connection: XeroConnection; organisation: Organisation }

/** Whether customers come in by themselves every night, and how the last nights went. */
export function NightlySection({ connection, organisation }: NightlySectionProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { workspace } = useMe()
  const { connectionId } = organisation
  const saved = connection.settings?.nightlyImport ?? 'off'
  // Shown at once, before the server has it; `over` tells what it was chosen instead of.
  const [wish, setWish] = useState<{ mode: Mode; over: Mode } | null>(null)
  const chosen = wish?.over === saved ? wish.mode : saved
  const save = useWrite({
    send: (nightlyImport: Mode, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', { headers, body: { nightlyImport, connectionId } }),
      ),
    touches: connectionKeys,
    onDone: (_, mode) => toast(t(`xeroSettings.nightlySaved.${mode}`)),
    onRefused: () => setWish(null),
  })

  function choose(mode: Mode): void {
    setWish({ mode, over: saved })
    save.mutate(mode)
  }

  return (
    <Section
      title={t('xeroSettings.nightly')}
      description={t('xeroSettings.nightlyText', { timeZone: workspace.timeZone })}
    >
      <ChoiceList
        isLabelHidden
        label={t('xeroSettings.nightly')}
        value={chosen}
        onChange={choose}
        isDisabled={!can('xero:connect')}
        choices={modes.map((mode) => ({
          value: mode,
          label: t(`xeroSettings.nightlyModes.${mode}`),
          description: t(`xeroSettings.nightlyHelp.${mode}`),
        }))}
      />
      <RefusalNote refusal={save.error} />
      <ImportScope connection={connection} organisation={organisation} />
      {can('xero:import') ? (
        <NightlyRuns connectionId={connectionId} isOn={saved !== 'off'} />
      ) : null}
    </Section>
  )
}

function NightlyRuns({ connectionId, isOn }: { connectionId: string; isOn: boolean }) {
  const { t } = useTranslation()
  const columns = useRunColumns()
  // Those of all administrations come in one list.
  const many = Math.max(1, useSeveralAdministrations().length)
  const query = { trigger: 'night', limit: Math.min(runsShown * many, 100) } as const
  const runs = useQuery({
    queryKey: ['contact-imports', 'nights', query.limit],
    queryFn: () => answered(api.GET('/api/v1/contact-imports', { params: { query } })),
  })
  const own = runs.data?.items.filter((run) => run.connectionId === connectionId)
  if (own?.length === 0) {
    return (
      <p className="hb-xero-quiet">
        <HistoryIcon size={15} />
        {t('xeroSettings.noRunsTitle')}.{' '}
        {t(isOn ? 'xeroSettings.noRunsOn' : 'xeroSettings.noRunsOff')}
      </p>
    )
  }
  return (
    <div>
      <h3 className="hb-xero-heading">{t('xeroSettings.runs')}</h3>
      <DataList
        label={t('xeroSettings.runs')}
        columns={columns}
        rows={own?.slice(0, runsShown)}
        isLoading={runs.isPending}
        error={runs.error}
        onRetry={() => void runs.refetch()}
        rowKey={(run) => run.id}
        empty={{ icon: HistoryIcon, title: t('xeroSettings.noRunsTitle') }}
      />
    </div>
  )
}

function useRunColumns(): Column<NightlyRun>[] {
  const { t } = useTranslation()
  const count = (
    key: string,
    header: string,
    of: (run: NightlyRun) => number,
  ): Column<NightlyRun> => ({
    key,
    header,
    align: 'end',
    phone: 'labelled',
    cell: (run) => <Quantity value={String(of(run))} />,
  })
  return [
    {
      key: 'when',
      header: t('xeroSettings.when'),
      phone: 'title',
      cell: (run) => (
        <Link
          to="/settings/import/$importId"
          params={{ importId: run.id }}
          className="hb-cell-title"
        >
          <MomentText at={run.createdAt} />
        </Link>
      ),
    },
    {
      key: 'result',
      header: t('xeroSettings.result'),
      phone: 'value',
      cell: (run) => <ImportState found={run} />,
    },
    count('read', t('xeroSettings.read'), (run) => run.contactsRead),
    count('created', t('xeroSettings.created'), (run) => run.results.created),
    count('updated', t('xeroSettings.updated'), (run) => run.results.updated),
    count('calls', t('xeroSettings.calls'), (run) => run.calls),
  ]
}
