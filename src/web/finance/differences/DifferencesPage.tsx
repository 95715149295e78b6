import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { useMe } from '../../me.ts'
import { AdministrationFilter } from '../../pickers/AdministrationFilter.tsx'
import { given } from '../../search-params.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { EmptyState, LoadFailed } from '../../ui/EmptyState.tsx'
import { FilterTabs } from '../../ui/FilterTabs.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { useExportTabs } from '../exports/export-tabs.ts'
import { DifferenceFold } from './DifferenceFold.tsx'
import { certificateQuery, readDifferences } from './difference-queries.ts'
import { MonthSection } from './MonthSection.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/xero-exports/differences')

/** What Hourbook and Xero do not have alike, and whether a month agrees to the cent. */
export function DifferencesPage() {
  const { t } = useTranslation()
  const { accepted = false, administration: connectionId } = route.useSearch()
  const navigate = useNavigate()
  const query = useListQuery({
    queryKey: ['xero-exports', 'differences', accepted, connectionId],
    read: (cursor) => readDifferences({ accepted, connectionId }, cursor),
  })
  const { list, rows } = query
  // Where nothing was ever sent, two sides cannot be said to agree.
  const { data: month } = useQuery(certificateQuery(useMe().today.slice(0, 7), { connectionId }))
  const none = accepted ? 'noneAccepted' : month?.hasEverSent === false ? 'nothingSent' : 'none'
  return (
    <Page
      title={t('xeroExports.title')}
      tabs={useExportTabs()}
      notice={<XeroNotice />}
      isLoading={false}
      actions={
        <AdministrationFilter
          value={connectionId}
          onChange={(administration) =>
            void navigate({
              to: '/finance/xero-exports/differences',
              search: searchOf({ accepted, administration }),
            })
          }
        />
      }
    >
      <MonthSection connectionId={connectionId} />
      <Section
        title={t('xeroDifferences.title')}
        description={t('xeroDifferences.description')}
        actions={
          <FilterTabs
            label={t('xeroDifferences.which')}
            value={accepted ? 'accepted' : 'open'}
            onChange={(which) =>
              void navigate({
                to: '/finance/xero-exports/differences',
                search: searchOf({
                  accepted: which === 'accepted',
                  administration: connectionId,
                }),
              })
            }
            tabs={[
              { value: 'open', label: t('xeroDifferences.open') },
              { value: 'accepted', label: t('xeroDifferences.accepted') },
            ]}
          />
        }
      >
        {list.error && !rows ? <LoadFailed error={list.error} onRetry={list.onRetry} /> : null}
        {list.isLoading ? <SkeletonLines /> : null}
        {rows?.length === 0 ? (
          <EmptyState
            title={t(`xeroDifferences.${none}`)}
            description={t(`xeroDifferences.${none}Text`)}
          />
        ) : null}
        {rows && rows.length > 0 ? (
          <div className="hb-finance-documents" aria-busy={list.isStale}>
            {rows.map((row) => (
              <DifferenceFold key={row.document.id} row={row} />
            ))}
          </div>
        ) : null}
        {list.hasMore ? (
          <Button variant="default" loading={list.isLoadingMore} onClick={list.onLoadMore}>
            {t('xeroDifferences.more')}
          </Button>
        ) : null}
      </Section>
    </Page>
  )
}

function searchOf(shown: { accepted: boolean; administration: string | undefined }) {
  return given({ ...shown, accepted: shown.accepted ? (true as const) : undefined })
}
