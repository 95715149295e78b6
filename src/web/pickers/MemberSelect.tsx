import { answered, api } from '#client/api.ts'
import { Select } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

const membersQuery = queryOptions({
  queryKey: ['members', 'all'],
  queryFn: () => answered(api.GET('/api/v1/members', { params: { query: { limit: 200 } } })),
})

type MemberSelectProps = {
  label?: string
  isLabelHidden?: boolean
  value: string | null
  onChange: (memberId: string | null) => void
  placeholder?: string
  isClearable?: boolean
}

/** Chooses a person of the workspace. */
export function MemberSelect(props: MemberSelectProps) {
  const { t } = useTranslation()
  const members = useQuery(membersQuery)
  const label = props.label ?? t('pickers.person')
  return (
    <Select
      label={props.isLabelHidden ? undefined : label}
      aria-label={label}
      placeholder={props.placeholder ?? label}
      value={props.value}
      onChange={props.onChange}
      searchable
      clearable={props.isClearable ?? false}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      nothingFoundMessage={t('ui.nothingFound')}
      data={(members.data?.items ?? []).map((member) => ({
        value: member.id,
        label: member.name,
      }))}
    />
  )
}
