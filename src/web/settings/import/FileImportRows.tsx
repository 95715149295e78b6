import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import type { Selection } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { FilterTabs } from '../../ui/FilterTabs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { useFileRowColumns } from './file-columns.tsx'
import {
  type FileChoice,
  type FileFinding,
  fileFindings,
  type FileImport,
  fileImportQuery,
  type FileImportRow,
  type FileResult,
  fileResults,
  fileRowsKey,
  readFileRows,
} from './file-queries.ts'
import { type Choosing, useChoices } from './use-choices.ts'

const route = getRouteApi('/shell/settings/import/files/$fileImportId')

type Choose = (choosing: Choosing<FileFinding, FileChoice>) => void

/** What was found, row by row, with a choice for each; afterwards what came of each. */
export function FileImportRows({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const { finding, result, q } = route.useSearch()
  const isReady = found.state === 'ready'
  const filter = isReady ? { finding, q } : { finding, result, q }
  const query = useListQuery<FileImportRow>({
    queryKey: [...fileRowsKey(found.id), found.state, filter],
    read: (cursor) => readFileRows(found.id, filter, cursor),
  })
  const choices = useChoices<FileFinding, FileChoice, FileImport>({
    rowsKey: fileRowsKey(found.id),
    importKey: fileImportQuery(found.id).queryKey,
    send: (body, headers) =>
      answered(
        api.PATCH('/api/v1/file-imports/{fileImportId}/rows', {
          params: { path: { fileImportId: found.id } },
          headers,
          body,
        }),
      ),
  })
  const columns = useFileRowColumns(found, (position, choice) =>
    choices.choose({ positions: [position], choice }),
  )
  const rows = query.rows && choices.withChoices(query.rows)
  return (
    <>
      <RowFilters found={found} />
      {isReady && (finding === 'new' || finding === 'changed') && found.counts[finding] > 0 ? (
        <ChooseAll
          total={found.counts[finding]}
          isBusy={choices.isBusy}
          onChoose={(choice) => choices.choose({ finding, choice })}
        />
      ) : null}
      <RefusalNote refusal={choices.refusal} />
      <div className="hb-import-rows">
        <DataList
          {...query.list}
          rows={rows}
          label={t('fileImports.list')}
          columns={columns}
          rowKey={(row) => String(row.position)}
          rowTone={(row) => (isReady && row.choice === 'skip' && row.canApply ? 'dim' : undefined)}
          {...(isReady ? { selection: selectionOf(rows ?? [], choices.choose) } : {})}
          empty={{ title: t('imports.nothingTitle'), description: t('fileImports.nothing') }}
        />
      </div>
    </>
  )
}

/** Whoever may be somebody else too has more choices than a checkbox shows. */
function selectionOf(rows: readonly FileImportRow[], choose: Choose): Selection<FileImportRow> {
  const isChosen = (row: FileImportRow) => row.canApply && row.choice !== 'skip'
  return {
    selected: new Set(rows.filter(isChosen).map((row) => String(row.position))),
    nameOf: (row) => row.name ?? String(row.position),
    isSelectable: (row) => row.canApply && row.finding !== 'same' && !row.canBeNew,
    onChange: (selected) => {
      const turned = rows.filter((row) => isChosen(row) !== selected.has(String(row.position)))
      const [first] = turned
      if (!first) return
      const choice = selected.has(String(first.position)) ? 'apply' : 'skip'
      choose({ positions: turned.map((row) => row.position), choice })
    },
  }
}

function RowFilters({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  return (
    <div className="hb-import-filters">
      {found.state === 'done' ? (
        <FilterTabs<FileResult | 'all'>
          label={t('imports.filter')}
          value={search.result ?? 'all'}
          onChange={(value) =>
            change({ result: value === 'all' ? undefined : value, finding: undefined })
          }
          tabs={[
            { value: 'all', label: t('imports.all'), count: found.rowsTotal },
            ...fileResults.map((value) => ({
              value,
              label: t(`fileImports.results.${value}`),
              count: found.results[value],
            })),
          ]}
        />
      ) : (
        <FilterTabs<FileFinding | 'all'>
          label={t('imports.filter')}
          value={search.finding ?? 'all'}
          onChange={(value) => change({ finding: value === 'all' ? undefined : value })}
          tabs={[
            { value: 'all', label: t('imports.all'), count: found.rowsTotal },
            ...fileFindings.map((value) => ({
              value,
              label: t(`fileImports.findings.${value}`),
              count: found.counts[value],
            })),
          ]}
        />
      )}
      <SearchInput
        label={t('fileImports.find')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
    </div>
  )
}

type ChooseAllProps = { total: number; isBusy: boolean; onChoose: (choice: FileChoice) => void }

function ChooseAll({ total, isBusy, onChoose }: ChooseAllProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const words = { total: formats.number(String(total)) }
  return (
    <div className="hb-page-actions">
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => onChoose('apply')}>
        {t('imports.applyAll', words)}
      </Button>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => onChoose('skip')}>
        {t('imports.skipAll', words)}
      </Button>
    </div>
  )
}
