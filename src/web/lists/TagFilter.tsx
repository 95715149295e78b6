import { answered, api } from '#client/api.ts'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

type TagFilterProps = {
  value: string | undefined
  onChange: (tagId: string | undefined) => void
}

const most = 200

/** Only what carries a tag; nothing as long as there are none. */
export function TagFilter({ value, onChange }: TagFilterProps) {
  const { t } = useTranslation()
  const tags = useQuery({
    queryKey: ['tags', 'filter'],
    queryFn: () =>
      answered(api.GET('/api/v1/tags', { params: { query: { limit: most, archived: 'all' } } })),
  })
  const items = tags.data?.items ?? []
  if (items.length === 0 && !value) return null
  return (
    <Select
      w={150}
      aria-label={t('tags.name')}
      placeholder={t('lists.anyTag')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${t('ui.clear')}: ${t('tags.name')}` }}
      value={value ?? null}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(tagId) => onChange(tagId ?? undefined)}
    />
  )
}
