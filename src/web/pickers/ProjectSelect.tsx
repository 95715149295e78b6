import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { given } from '../search-params.ts'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import type { PickerProps } from './ClientSelect.tsx'

type ProjectSelectProps = PickerProps & {
  /** Of this client only. */
  clientId?: string | undefined
  /** Those that this person may write on. */
  memberId?: string | undefined
  /** Main projects only. */
  isMain?: boolean
  /** Not this one. */
  exceptId?: string | undefined
}

/** Finds a project by its name, code or client. */
export function ProjectSelect({
  label,
  clientId,
  memberId,
  isMain,
  exceptId,
  ...props
}: ProjectSelectProps) {
  const { t } = useTranslation()
  return (
    <SearchSelect
      {...props}
      label={label ?? t('pickers.project')}
      placeholder={props.placeholder ?? t('pickers.findProject')}
      queryKey={['projects', clientId ?? 'any', memberId ?? 'any', isMain ?? false]}
      search={async (q) => {
        const narrowed = { clientId, memberId, isMain: isMain ? ('true' as const) : undefined }
        const query = given({ q, limit: 30, withTotal: 'false' as const, ...narrowed })
        const page = await answered(api.GET('/api/v1/projects', { params: { query } }))
        return page.items
          .filter((project) => project.id !== exceptId)
          .map((project) => ({
            value: project.id,
            label: projectWords(project),
            description: project.clientName,
          }))
      }}
    />
  )
}

function projectWords({ name, parentName }: { name: string; parentName: string | null }): string {
  return parentName === null ? name : `${parentName} – ${name}`
}
