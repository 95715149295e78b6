import { answered, api } from '#client/api.ts'
import { importPermission, sheetFieldsOf } from '#domain/sheet-kinds.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { Callout } from '../../ui/Callout.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { type FileImport, fileImportQuery, fileRowsKey, type Matching } from './file-queries.ts'

const namesShown = 8
const creatable = { clientName: 'clients', projectName: 'projects', taskName: 'tasks' } as const

/** What rows name that does not exist: by field, and with one button for what can be created. */
export function MissingNote({ found }: { found: FileImport }) {
  const { t } = useTranslation()
  const can = useCan()
  const queryClient = useQueryClient()
  const match = useWrite({
    send: (body: Matching, headers) =>
      answered(
        api.PUT('/api/v1/file-imports/{fileImportId}/matching', {
          params: { path: { fileImportId: found.id } },
          headers,
          body,
        }),
      ),
    touches: [fileRowsKey(found.id)],
    onDone: (changed) => queryClient.setQueryData(fileImportQuery(found.id).queryKey, changed),
  })
  if (found.missing.length === 0) return null
  const groups = [...Map.groupBy(found.missing, ({ field }) => field)]
  const subjects = groups.flatMap(([field]) =>
    field in creatable ? creatable[field as keyof typeof creatable] : [],
  )
  const offered = subjects.filter((subject) => can(importPermission[subject]))

  function createThem(): void {
    const { columns, headerRow, formats, creates } = found
    const names = sheetFieldsOf[found.kind].map(({ name }) => name)
    match.mutate({
      headerRow,
      fields: columns.map(({ field }) => names.find((name) => name === field) ?? null),
      formats,
      creates: { ...creates, ...Object.fromEntries(offered.map((subject) => [subject, true])) },
    })
  }

  return (
    <Callout
      tone="info"
      title={t('fileImports.missingTitle')}
      action={
        offered.length > 0 ? (
          <Button size="xs" loading={match.isPending} onClick={createThem}>
            {t('fileImports.createThem', {
              what: offered.map((subject) => t(`fileImports.kinds.${subject}`)).join(', '),
            })}
          </Button>
        ) : null
      }
    >
      <RefusalNote refusal={match.error} />
      <ul className="hb-import-problems">
        {groups.map(([field, names]) => (
          <li key={field}>
            <strong>{fieldWords(field)}</strong>{' '}
            {names
              .slice(0, namesShown)
              .map(({ name, rows }) => `${name} (${t('fileImports.inRows', { count: rows })})`)
              .join(', ')}
            {names.length > namesShown
              ? ` ${t('fileImports.andMore', { count: names.length - namesShown })}`
              : null}
          </li>
        ))}
      </ul>
    </Callout>
  )

  function fieldWords(field: string): string {
    const known = sheetFieldsOf[found.kind].find(({ name }) => name === field)
    return known ? t(`fileImports.fields.${known.name}`) : field
  }
}
