import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import type { Selection } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { FilterTabs } from '../../ui/FilterTabs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Toolbar } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { useWrite } from '../../write.ts'
import { useRowColumns } from './import-columns.tsx'
import {
  findings,
  importQuery,
  readRows,
  rowResults,
  rowsKey,
  type ContactImport,
  type ContactImportRow,
  type Finding,
  type RowResult,
} from './import-queries.ts'

const route = getRouteApi('/shell/settings/import/$importId')

type Choice = 'apply' | 'skip'
type Choosing = { positions: number[] } | { finding: Finding }

/** What was found, contact by contact, with a choice for each; afterwards what came of each. */
export function ImportRows({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const { finding, result, q } = route.useSearch()
  const isReady = found.state === 'ready'
  const filter = isReady ? { finding, q } : { finding, result, q }
  const query = useListQuery<ContactImportRow>({
    queryKey: [...rowsKey(found.id), found.state, filter],
    read: (cursor) => readRows(found.id, filter, cursor),
  })
  const choose = useChoose(found)
  const rows = query.rows ?? []
  return (
    <>
      <RowFilters found={found} />
      {isReady && finding && found.counts[finding] > 0 ? (
        <ChooseAll
          finding={finding}
          total={found.counts[finding]}
          isBusy={choose.isPending}
          onChoose={(choice) => choose.mutate({ finding, choice })}
        />
      ) : null}
      <RefusalNote refusal={choose.error} />
      <DataList
        {...query.list}
        label={t('imports.contacts')}
        columns={useRowColumns(found.state)}
        rowKey={(row) => String(row.position)}
        rowTone={(row) => (isReady && row.choice === 'skip' ? 'dim' : undefined)}
        {...(isReady ? { selection: selectionOf(rows, choose.mutate) } : {})}
        empty={{ title: t('imports.nothingTitle'), description: t('imports.nothing') }}
      />
    </>
  )
}

function selectionOf(
  rows: readonly ContactImportRow[],
  choose: (choosing: Choosing & { choice: Choice }) => void,
): Selection<ContactImportRow> {
  const isChosen = (row: ContactImportRow) => row.canApply && row.choice === 'apply'
  return {
    selected: new Set(rows.filter(isChosen).map((row) => String(row.position))),
    nameOf: (row) => row.name,
    isSelectable: (row) => row.canApply && row.finding !== 'same',
    onChange: (selected) => {
      const turned = rows.filter((row) => isChosen(row) !== selected.has(String(row.position)))
      const [first] = turned
      if (!first) return
      const choice = selected.has(String(first.position)) ? 'apply' : 'skip'
      choose({ positions: turned.map((row) => row.position), choice })
    },
  }
}

/** Writes choices. Those of single rows show at once, before the server has them. */
function useChoose(found: ContactImport) {
  const queryClient = useQueryClient()
  const listKey = rowsKey(found.id)
  const write = useWrite({
    send: (choosing: Choosing & { choice: Choice }, headers) =>
      answered(
        api.PATCH('/api/v1/contact-imports/{importId}/rows', {
          params: { path: { importId: found.id } },
          headers,
          body: choosing,
        }),
      ),
    onDone: async (changed, choosing) => {
      queryClient.setQueryData(importQuery(found.id).queryKey, changed)
      if ('finding' in choosing) await queryClient.invalidateQueries({ queryKey: listKey })
    },
    onRefused: () => void queryClient.invalidateQueries({ queryKey: listKey }),
  })
  return {
    ...write,
    mutate: (choosing: Choosing & { choice: Choice }) => {
      if ('positions' in choosing) {
        const positions = new Set(choosing.positions)
        queryClient.setQueriesData<RowPages>({ queryKey: listKey }, (pages) =>
          withChoice(pages, positions, choosing.choice),
        )
      }
      write.mutate(choosing)
    },
  }
}

type RowPages = InfiniteData<{ items: ContactImportRow[]; nextCursor: string | null }>

function withChoice(
  data: RowPages | undefined,
  positions: ReadonlySet<number>,
  choice: Choice,
): RowPages | undefined {
  if (!data) return undefined
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((row) => (positions.has(row.position) ? { ...row, choice } : row)),
  }))
  return { ...data, pages }
}

function RowFilters({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  const isDone = found.state === 'done'
  return (
    <>
      {isDone ? (
        <FilterTabs<RowResult | 'all'>
          label={t('imports.filter')}
          value={search.result ?? 'all'}
          onChange={(value) =>
            change({ result: value === 'all' ? undefined : value, finding: undefined })
          }
          tabs={[
            { value: 'all', label: t('imports.all'), count: sum(Object.values(found.results)) },
            ...rowResults.map((value) => ({
              value,
              label: t(`imports.results.${value}`),
              count: found.results[value],
            })),
          ]}
        />
      ) : (
        <FilterTabs<Finding | 'all'>
          label={t('imports.filter')}
          value={search.finding ?? 'all'}
          onChange={(value) => change({ finding: value === 'all' ? undefined : value })}
          tabs={[
            { value: 'all', label: t('imports.all'), count: sum(Object.values(found.counts)) },
            ...findings.map((value) => ({
              value,
              label: t(`imports.findings.${value}`),
              count: found.counts[value],
            })),
          ]}
        />
      )}
      <Toolbar>
        <SearchInput
          label={t('imports.find')}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
      </Toolbar>
    </>
  )
}

type ChooseAllProps = {
  finding: Finding
  total: number
  isBusy: boolean
  onChoose: (choice: Choice) => void
}

function ChooseAll({ finding, total, isBusy, onChoose }: ChooseAllProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (finding === 'same' || finding === 'archived' || finding === 'skipped') return null
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
