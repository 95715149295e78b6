import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { SearchSelect, type SearchSelectProps } from '../ui/SearchSelect.tsx'

export type PickerProps = Omit<SearchSelectProps, 'queryKey' | 'search' | 'label'> & {
  label?: string
}

/** Finds a client by name or number. Options carry the number as description. */
export function ClientSelect({ label, ...props }: PickerProps) {
  const { t } = useTranslation()
  return (
    <SearchSelect
      {...props}
      label={label ?? t('pickers.client')}
      placeholder={props.placeholder ?? t('pickers.findClient')}
      queryKey={['clients']}
      search={async (q) => {
        const page = await answered(
          api.GET('/api/v1/clients', {
            params: { query: { q, limit: 30, withTotal: 'false' } },
          }),
        )
        return page.items.map((client) => ({
          value: client.id,
          label: client.name,
          description: client.number ?? undefined,
        }))
      }}
    />
  )
}
