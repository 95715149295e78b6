import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchOption } from './SearchSelect.tsx'

export type SearchPillsProps = {
  label: string
  isLabelHidden?: boolean
  description?: ReactNode
  error?: ReactNode
  /** Stands in the field while nothing is chosen. */
  placeholder?: string
  values: readonly string[]
  /** The words of values that came with the row. */
  known?: readonly { id: string; name: string }[]
  onChange: (values: string[]) => void
  /** Cached per key and query. */
  queryKey: QueryKey
  search: (query: string) => Promise<readonly SearchOption[]>
}

const debounceMs = 150

/** A field for several things, found by typing; each stands in it by its name and can be taken away. */
export function SearchPills(props: SearchPillsProps) {
  const { t } = useTranslation()
  const { values, known = [] } = props
  const [query, setQuery] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map())
  const [debounced] = useDebouncedValue(query.trim(), debounceMs)
  const options = useQuery({
    queryKey: [...props.queryKey, 'search', debounced],
    queryFn: () => props.search(debounced),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  })
  const words = new Map([
    ...known.map(({ id, name }) => [id, name] as const),
    ...seen,
    ...(options.data ?? []).map(({ value, label }) => [value, label] as const),
  ])
  const offered = new Set([...values, ...(options.data ?? []).map((option) => option.value)])
  return (
    <MultiSelect
      label={props.isLabelHidden ? undefined : props.label}
      aria-label={props.label}
      description={props.description}
      error={props.error}
      placeholder={values.length === 0 ? (props.placeholder ?? '') : ''}
      searchable
      clearable={values.length > 0}
      clearButtonProps={{ 'aria-label': `${t('ui.clear')}: ${props.label}` }}
      searchValue={query}
      onSearchChange={setQuery}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      // What the server found is not searched once more.
      filter={({ options: all }) => all}
      nothingFoundMessage={options.isPending ? t('ui.loading') : t('ui.nothingFound')}
      value={[...values]}
      data={[...offered].map((value) => ({ value, label: words.get(value) ?? '…' }))}
      onChange={(next) => {
        setSeen(new Map([...seen, ...next.map((id) => [id, words.get(id) ?? '…'] as const)]))
        props.onChange(next)
      }}
    />
  )
}
