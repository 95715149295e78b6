import { answered, api } from '#client/api.ts'
import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type NotesInputProps = {
  projectId: string | null
  value: string
  onChange: (value: string) => void
  error?: ReactNode
}

/** Notes, with what one wrote last for the project to choose from. */
export function NotesInput({ projectId, value, onChange, error }: NotesInputProps) {
  const { t } = useTranslation()
  const recent = useQuery({
    queryKey: ['time-entries', 'notes', projectId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/projects/{projectId}/recent-notes', {
          params: { path: { projectId: projectId ?? '' } },
        }),
      ),
    enabled: projectId !== null,
  })
  return (
    <Autocomplete
      size="sm"
      label={t('timesheets.notes')}
      placeholder={t('timesheets.notesHint')}
      data={projectId === null ? [] : (recent.data?.items ?? [])}
      limit={6}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}
