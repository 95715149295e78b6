import { answered, api } from '#client/api.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { Section } from '../../ui/Page.tsx'
import { MomentText, Quantity } from '../../ui/Values.tsx'
import { type FileImportSummary, isUnderWay } from './file-queries.ts'
import { FileImportState } from './FileImportState.tsx'

/** The files that were brought in before; nothing as long as there are none. */
export function FileHistory() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const columns = useColumns()
  const query = useListQuery<FileImportSummary>({
    queryKey: ['file-imports', 'list'],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/file-imports', {
          params: { query: { limit: 5, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    isUnderWay: ({ state }) => isUnderWay(state),
  })
  if (!query.rows || query.rows.length === 0) return null
  return (
    <Section title={t('fileImports.history')}>
      <DataList
        {...query.list}
        label={t('fileImports.history')}
        columns={columns}
        rowKey={(each) => each.id}
        onOpen={({ id }) =>
          void navigate({
            to: '/settings/import/files/$fileImportId',
            params: { fileImportId: id },
          })
        }
        empty={{ title: t('imports.noHistoryTitle') }}
      />
    </Section>
  )
}

function useColumns(): Column<FileImportSummary>[] {
  const { t } = useTranslation()
  const count = (
    key: string,
    header: string,
    of: (found: FileImportSummary) => number,
  ): Column<FileImportSummary> => ({
    key,
    header,
    align: 'end',
    width: 110,
    phone: 'labelled',
    cell: (found) => <Quantity value={String(of(found))} />,
  })
  return [
    {
      key: 'file',
      header: t('fileImports.file'),
      phone: 'title',
      isTruncated: true,
      cell: (found) => (
        <Link
          to="/settings/import/files/$fileImportId"
          params={{ fileImportId: found.id }}
          className="hb-cell-title"
        >
          {found.fileName}
        </Link>
      ),
    },
    {
      key: 'kind',
      header: t('fileImports.what'),
      width: 110,
      cell: (found) => t(`fileImports.kinds.${found.kind}`),
    },
    {
      key: 'when',
      header: t('fileImports.when'),
      cell: (found) => <MomentText at={found.createdAt} />,
    },
    {
      key: 'state',
      header: t('imports.state'),
      width: 150,
      phone: 'value',
      cell: (found) => <FileImportState state={found.state} />,
    },
    count('rows', t('fileImports.rows'), (found) => found.rowsTotal),
    count('created', t('imports.created'), (found) => found.results.created),
    count('updated', t('imports.updated'), (found) => found.results.updated),
  ]
}
