import type { List } from '#domain/lists.ts'
import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { given } from '../search-params.ts'
import { ArchiveFilter } from '../ui/ArchiveFilter.tsx'
import { DownloadIcon } from '../ui/icons.tsx'
import { Toolbar } from '../ui/Page.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { type ListSearch, queryOf } from './list-search.ts'

type ListToolbarProps = {
  list: List
  /** What the search field and the choice of the archive are called. */
  find: string
  shows: string
  search: ListSearch
  /** What else narrows the list, for its file. */
  filter?: Record<string, string | undefined>
  onChange: (changes: Pick<ListSearch, 'q' | 'archived'>) => void
  /** Filters of this list. */
  children?: ReactNode
}

/** Above a list: search, filters, the archive, and the list as a file. */
export function ListToolbar(props: ListToolbarProps) {
  const { t } = useTranslation()
  const { list, search, filter = {}, onChange } = props
  const query = new URLSearchParams(given({ list, ...queryOf(list, search, filter) }))
  return (
    <Toolbar>
      <SearchInput
        label={props.find}
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined, archived: search.archived })}
      />
      {props.children}
      <ArchiveFilter
        label={props.shows}
        value={search.archived}
        onChange={(archived) => onChange({ q: search.q, archived })}
      />
      <Tooltip label={t('lists.downloadCsv')}>
        <ActionIcon
          component="a"
          href={`/api/v1/list-file?${query.toString()}`}
          download
          variant="default"
          size="sm"
          aria-label={t('lists.downloadCsv')}
        >
          <DownloadIcon />
        </ActionIcon>
      </Tooltip>
    </Toolbar>
  )
}
