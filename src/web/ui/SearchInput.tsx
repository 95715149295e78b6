import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchIcon } from './icons.tsx'

type SearchInputProps = {
  label: string
  /** The query in force, normally from the address. */
  value: string
  onChange: (value: string) => void
}

const debounceMs = 250

/** The search field above a list; tells its value when typing pauses. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const tell = useDebouncedCallback(onChange, debounceMs)
  return (
    <TextInput
      className="hb-search"
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      leftSection={<SearchIcon />}
      rightSection={
        text ? (
          <CloseButton
            size="sm"
            aria-label={t('ui.clear')}
            onClick={() => {
              setText('')
              onChange('')
            }}
          />
        ) : null
      }
      onChange={(event) => {
        setText(event.currentTarget.value)
        tell(event.currentTarget.value)
      }}
    />
  )
}
