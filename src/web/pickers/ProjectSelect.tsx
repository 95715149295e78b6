import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import type { PickerProps } from './ClientSelect.tsx'

/** Finds a project by its name, code or client. `clientId` narrows it to one client. */
export function ProjectSelect({
  label,
  clientId,
  ...props
}: PickerProps & { clientId?: string | undefined }) {
  const { t } = useTranslation()
  return (
    <SearchSelect
      {...props}
      label={label ?? t('pickers.project')}
      placeholder={props.placeholder ?? t('pickers.findProject')}
      queryKey={['projects', clientId ?? 'any']}
      search={async (q) => {
        const query = { q, limit: 30, ...(clientId ? { clientId } : {}) }
        const page = await answered(api.GET('/api/v1/projects', { params: { query } }))
        return page.items.map((project) => ({
          value: project.id,
          label: project.name,
          description: project.clientName,
        }))
      }}
    />
  )
}
