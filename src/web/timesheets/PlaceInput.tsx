import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { placesQuery } from './places.ts'

type PlaceInputProps = {
  label: string
  memberId: string
  end: 'from' | 'to'
  otherEnd: string
  value: string
  onChange: (value: string) => void
  /** A place was chosen, or the field was left. */
  onSettled: (value: string) => void
  error?: ReactNode
}

const debounceMs = 150

/** Where a trip begins or ends, with the places one was before to choose from. */
export function PlaceInput({ memberId, end, onSettled, ...props }: PlaceInputProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [search] = useDebouncedValue(props.value.trim(), debounceMs)
  const { data } = useQuery({
    ...placesQuery({ memberId, end, search, otherEnd: props.otherEnd.trim() }),
    placeholderData: keepPreviousData,
  })
  const places = new Map((data?.items ?? []).map((each) => [each.place, each]))
  return (
    <Autocomplete
      required
      size="sm"
      label={props.label}
      data={[...places.keys()]}
      // The server has searched.
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const known = places.get(option.value)
        return (
          <span className="hb-place">
            <span className="hb-ellipsis">{option.value}</span>
            <span className="hb-dim hb-small">
              {known?.lastTrip
                ? `${formats.quantity(known.lastTrip.distanceKm)} ${t('timesheets.km')}`
                : t('timesheets.tripsThere', { count: known?.trips ?? 0 })}
            </span>
          </span>
        )
      }}
      value={props.value}
      onChange={props.onChange}
      onOptionSubmit={onSettled}
      onBlur={(event) => onSettled(event.currentTarget.value)}
      error={props.error}
    />
  )
}
