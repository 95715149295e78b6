import { CloseButton, Combobox, InputBase, Skeleton, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query'
import { useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import './SearchSelect.css'

export type SearchOption = {
  value: string
  label: string
  /** A second, dimmed line or column, such as the client of a project. */
  description?: string | undefined
  /** Cannot be chosen, and this is why. */
  disabledReason?: string | null | undefined
}

export type SearchSelectProps<Option extends SearchOption = SearchOption> = {
  label: string
  /** Hides the label from sight, not from screen readers: for rows of fields with a common header. */
  isLabelHidden?: boolean
  value: string | null
  /** The words of `value` before the list was read, such as the name that came with a row. */
  valueLabel?: string | undefined
  onChange: (value: string | null, option: Option | null) => void
  /** Cached per key and query. */
  queryKey: QueryKey
  search: (query: string) => Promise<readonly Option[]>
  placeholder?: string
  description?: ReactNode
  error?: ReactNode
  isRequired?: boolean
  isClearable?: boolean
  isDisabled?: boolean
  /** Offers to make what was typed and not found. */
  onCreate?: (query: string) => void
  /** Takes what was typed without choosing, on Enter or on leaving the field, such as a code known by heart. */
  onTyped?: (text: string) => void
  /** Has the focus when its dialog opens. */
  isFirst?: boolean
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

const debounceMs = 150

/** A field that searches the server while typing; arrows, Enter and Escape work as in any combobox. */
export function SearchSelect<Option extends SearchOption>(props: SearchSelectProps<Option>) {
  const { t } = useTranslation()
  const [query, setQuery] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Option | null>(null)
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
  const selectedLabel =
    props.value === null
      ? ''
      : chosen?.value === props.value
        ? chosen.label
        : (props.valueLabel ?? found.find((each) => each.value === props.value)?.label ?? '')

  function choose(value: string): void {
    if (value === createValue) {
      props.onCreate?.(query?.trim() ?? '')
    } else {
      const option = found.find((each) => each.value === value) ?? null
      setChosen(option)
      props.onChange(value, option)
    }
    combobox.closeDropdown()
  }

  const canClear = props.isClearable && props.value !== null && !props.isDisabled

  function takeTyped(): void {
    const text = query?.trim()
    if (!props.onTyped || !text || text === selectedLabel) return
    setQuery(null)
    props.onTyped(text)
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.Target withExpandedAttribute>
        <InputBase
          {...(props.inputRef ? { ref: props.inputRef } : {})}
          {...(props.className ? { className: props.className } : {})}
          {...(props.isFirst ? { 'data-autofocus': true } : {})}
          label={props.isLabelHidden ? undefined : props.label}
          aria-label={props.isLabelHidden ? props.label : undefined}
          description={props.description}
          error={props.error}
          required={props.isRequired ?? false}
          disabled={props.isDisabled ?? false}
          placeholder={props.placeholder ?? t('ui.typeToSearch')}
          value={query ?? selectedLabel}
          autoComplete="off"
          rightSectionWidth={canClear ? 52 : 30}
          rightSection={
            <span className="hb-search-right">
              {canClear ? (
                <CloseButton
                  size="sm"
                  aria-label={`${t('ui.clear')}: ${props.label}`}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => props.onChange(null, null)}
                />
              ) : null}
              <Combobox.Chevron size="sm" />
            </span>
          }
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !props.onTyped) return
            if (combobox.getSelectedOptionIndex() !== -1) return
            event.preventDefault()
            takeTyped()
            combobox.closeDropdown()
          }}
          onBlur={() => {
            takeTyped()
            combobox.closeDropdown()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={288} className="hb-search-options" aria-label={props.label}>
          {found.map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              disabled={Boolean(option.disabledReason)}
              active={option.value === props.value}
            >
              <span className="hb-search-option">
                <span className="hb-ellipsis">{option.label}</span>
                {option.description ? (
                  <span className="hb-search-hint">{option.description}</span>
                ) : null}
              </span>
              {option.disabledReason ? (
                <span className="hb-search-reason">{option.disabledReason}</span>
              ) : null}
            </Combobox.Option>
          ))}
          {props.onCreate && debounced && !options.isFetching ? (
            <Combobox.Option value={createValue}>
              {t('ui.create', { name: query?.trim() || debounced })}
            </Combobox.Option>
          ) : null}
          {found.length === 0 &&
          !options.isFetching &&
          !options.isPending &&
          !(props.onCreate && debounced) ? (
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

const createValue = '\u0000create'

const skeletonWidths = ['55%', '70%', '40%']

/** While the first options are read. */
export function SkeletonOptions() {
  const { t } = useTranslation()
  return (
    <Combobox.Empty aria-label={t('ui.loading')} className="hb-search-loading">
      {skeletonWidths.map((width) => (
        <Skeleton key={width} height={12} width={width} />
      ))}
    </Combobox.Empty>
  )
}
