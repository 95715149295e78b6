import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '../me.ts'
import { SearchSelect } from '../ui/SearchSelect.tsx'

type XeroItemSelectProps = {
  label: string
  /** The code of the item, or null for the default product. */
  value: string | null
  onChange: (code: string | null) => void
  error?: React.ReactNode
}

/** An item of the connected Xero organisation, by its code; a plain field while none is connected. */
export function XeroItemSelect({ label, value, onChange, error }: XeroItemSelectProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { xero } = useMe()
  const isLive = xero.state === 'active' && can('xero:read')
  const named = useQuery({
    queryKey: ['xero', 'items', 'named', value],
    queryFn: () => readXeroItems(value ?? ''),
    enabled: isLive && value !== null,
  })
  if (!isLive) {
    return (
      <TextInput
        label={label}
        description={t('catalogue.itemTyped')}
        error={error}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value.trim() || null)}
      />
    )
  }
  const item = named.data?.items.find((each) => each.code === value)
  return (
    <SearchSelect
      isClearable
      label={label}
      description={t('catalogue.itemHelp')}
      placeholder={t('catalogue.defaultItem')}
      error={error}
      value={value}
      valueLabel={item ? codeAndName(item) : (value ?? '')}
      onChange={(code) => onChange(code)}
      onTyped={(code) => onChange(code)}
      queryKey={['xero', 'items']}
      search={async (q) => {
        const { items } = await readXeroItems(q)
        return items.map((item) => ({
          value: item.code,
          label: codeAndName(item),
          disabledReason: item.reason,
        }))
      }}
    />
  )
}

function codeAndName({ code, name }: { code: string; name: string }): string {
  return `${code} - ${name}`
}

function readXeroItems(q: string) {
  return answered(api.GET('/api/v1/xero/items', { params: { query: { q } } }))
}
