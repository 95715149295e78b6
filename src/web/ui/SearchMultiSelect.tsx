import { CloseButton, Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckIcon } from './icons.tsx'
import { type SearchOption, SkeletonOptions } from './SearchSelect.tsx'
import './SearchSelect.css'

type SearchMultiSelectProps = {
  label: string
  values: readonly string[]
  /** The words of values before the list was read. */
  labelOf: (value: string) => string | undefined
  onChange: (values: string[]) => void
  /** Cached per key and query. */
  queryKey: QueryKey
  search: (query: string) => Promise<readonly SearchOption[]>
  className?: string
}

const debounceMs = 150

/** A filter by any of several: a field that searches while typing, and stays open while one ticks. */
export function SearchMultiSelect(props: SearchMultiSelectProps) {
  const { t } = useTranslation()
  const { label, values, labelOf, onChange } = props
  const [query, setQuery] = useState<string | null>(null)
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map())
  const [debounced] = useDebouncedValue(query?.trim() ?? '', debounceMs)
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setQuery(null)
    },
  })
  const options = useQuery({
    queryKey: [...props.queryKey, 'search', debounced],
    queryFn: () => props.search(debounced),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  })
  const found = options.data ?? []
  const wordsOf = (value: string) =>
    seen.get(value) ?? labelOf(value) ?? found.find((each) => each.value === value)?.label ?? '…'
  const [first, ...others] = values
  const summary =
    first === undefined
      ? ''
      : others.length === 0
        ? wordsOf(first)
        : t('ui.severalOf', { label, count: values.length })

  function toggle(value: string): void {
    const option = found.find((each) => each.value === value)
    if (option) setSeen(new Map([...seen, [value, option.label]]))
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value])
  }

  return (
    <Combobox store={combobox} onOptionSubmit={toggle} withinPortal width="max-content">
      <Combobox.Target withExpandedAttribute>
        <InputBase
          {...(props.className ? { className: props.className } : {})}
          aria-label={label}
          placeholder={label}
          title={values.map(wordsOf).join(', ')}
          value={query ?? summary}
          autoComplete="off"
          rightSectionWidth={30}
          rightSection={
            <span className="hb-search-right">
              {values.length > 0 ? (
                <CloseButton
                  size="sm"
                  aria-label={`${t('ui.clear')}: ${label}`}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onChange([])}
                />
              ) : (
                <Combobox.Chevron size="sm" />
              )}
            </span>
          }
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown className="hb-search-many">
        <Combobox.Options
          mah={288}
          className="hb-search-options"
          aria-label={label}
          aria-multiselectable
        >
          {found.map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              active={values.includes(option.value)}
              aria-selected={values.includes(option.value)}
            >
              <span className="hb-search-option hb-search-ticked">
                <span className="hb-search-tick">
                  <span aria-hidden>
                    {values.includes(option.value) ? <CheckIcon size={14} /> : null}
                  </span>
                  <span className="hb-ellipsis">{option.label}</span>
                </span>
                {option.description ? (
                  <span className="hb-search-hint">{option.description}</span>
                ) : null}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && !options.isFetching && !options.isPending ? (
            <Combobox.Empty>
              {options.isError ? t('ui.searchFailed') : t('ui.nothingFound')}
            </Combobox.Empty>
          ) : null}
          {options.isPending ? <SkeletonOptions /> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
