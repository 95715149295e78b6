import { answered, api } from '#client/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchSelect, type SearchOption } from '../ui/SearchSelect.tsx'

type BrandingThemeSelectProps = {
  label: string
  description?: ReactNode
  error?: ReactNode
  /** The themes of these; their names are told where there are several. */
  administrations: readonly { connectionId: string; name: string }[]
  /** Null: as Xero chooses. */
  value: string | null
  /** The name of `value` before the list was read. */
  valueLabel: string
  placeholder: string
  isDisabled?: boolean
  onChange: (themeId: string | null) => void
}

/** How invoices look in Xero, from the live list; it is read when the field is opened. */
export function BrandingThemeSelect(props: BrandingThemeSelectProps) {
  const { administrations, isDisabled = false, ...field } = props
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const queryKey = ['xero', 'branding-themes', ...administrations.map((each) => each.connectionId)]

  async function themesOf(administration: (typeof administrations)[number]) {
    const { connectionId, name } = administration
    const { items } = await queryClient.fetchQuery({
      queryKey: ['xero', 'branding-themes', 'of', connectionId],
      queryFn: () =>
        answered(api.GET('/api/v1/xero/branding-themes', { params: { query: { connectionId } } })),
      staleTime: 60_000,
    })
    return items.map((theme): SearchOption => {
      const of = administrations.length > 1 ? name : undefined
      const standard = theme.isDefault ? t('pickers.standardTheme') : undefined
      const words = [of, standard].filter((each) => each !== undefined)
      return {
        value: theme.brandingThemeId,
        label: theme.name,
        description: words.join(' · ') || undefined,
      }
    })
  }

  return (
    <SearchSelect
      {...field}
      isClearable
      isDisabled={isDisabled || administrations.length === 0}
      queryKey={queryKey}
      search={async (q) => {
        const all = (await Promise.all(administrations.map(themesOf))).flat()
        return all.filter((each) => each.label.toLowerCase().includes(q.toLowerCase()))
      }}
    />
  )
}
