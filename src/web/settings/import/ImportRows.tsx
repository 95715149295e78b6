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
import { type Choosing, useChoices } from './use-choices.ts'

const route = getRouteApi('/shell/settings/import/$importId')

type Choice = ContactImportRow['choice']

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
  const choices = useChoices<Finding, Choice, ContactImport>({
    rowsKey: rowsKey(found.id),
    importKey: importQuery(found.id).queryKey,
    send: (body, headers) =>
      answered(
        api.PATCH('/api/v1/contact-imports/{importId}/rows', {
          params: { path: { importId: found.id } },
          headers,
          body,
        }),
      ),
  })
  const columns = useRowColumns(found.state, (position, choice) =>
    choices.choose({ positions: [position], choice }),
  )
  const rows = query.rows && choices.withChoices(query.rows)
  return (
    <>
      <RowFilters found={found} />
      {isReady && finding && found.counts[finding] > 0 ? (
        <ChooseAll
          finding={finding}
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
          label={t('imports.contacts')}
          columns={columns}
          rowKey={(row) => String(row.position)}
          rowTone={(row) => (isReady && row.choice === 'skip' ? 'dim' : undefined)}
          {...(isReady ? { selection: selectionOf(rows ?? [], choices.choose) } : {})}
          empty={{ title: t('imports.nothingTitle'), description: t('imports.nothing') }}
        />
      </div>
    </>
  )
}

function selectionOf(
  rows: readonly ContactImportRow[],
  choose: (choosing: Choosing<Finding, Choice>) => void,
): Selection<ContactImportRow> {
  const isChosen = (row: ContactImportRow) => row.canApply && row.choice !== 'skip'
  return {
    selected: new Set(rows.filter(isChosen).map((row) => String(row.position))),
    nameOf: (row) => row.name,
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

function RowFilters({ found }: { found: ContactImport }) {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  const isDone = found.state === 'done'
  return (
    <div className="hb-import-filters">
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
      <SearchInput
        label={t('imports.find')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
    </div>
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
  // A conflict is for a person to decide, one by one.
  if (finding !== 'new' && finding !== 'changed') return null
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
