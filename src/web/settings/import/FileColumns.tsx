import { answered, api } from '#client/api.ts'
import { type ClientFieldName, clientFieldNames } from '#domain/client-sheet.ts'
import { Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonButton } from '../../ui/buttons.tsx'
import { Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { type FileImport, fileImportQuery, fileRowsKey, type Matching } from './file-queries.ts'

type Fields = (ClientFieldName | null)[]

const leftOut = 'none'
const headerRowsOffered = 10

/** Each column of the file with what stands in it, and the field it goes to. */
export function FileColumns({ found, onDone }: { found: FileImport; onDone: () => void }) {
  const { t } = useTranslation()
  const guessed = found.columns.map((column) => fieldFrom(column.field))
  const [chosen, setChosen] = useState<Fields>(guessed)
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
    onDone: (changed, asked) => {
      queryClient.setQueryData(fileImportQuery(found.id).queryKey, changed)
      if (asked.fields) onDone()
      else setChosen(changed.columns.map((column) => fieldFrom(column.field)))
    },
  })
  const reason = useReason(chosen)
  return (
    <Section
      title={t('fileImports.columnsTitle')}
      description={t('fileImports.columnsText')}
      actions={
        <Select
          label={t('fileImports.headerRow')}
          size="xs"
          w={170}
          allowDeselect={false}
          value={String(found.headerRow)}
          onChange={(value) => match.mutate({ headerRow: Number(value) })}
          data={headerRowChoices(found.headerRow).map((row) => ({
            value: String(row),
            label:
              row === 0
                ? t('fileImports.noHeaderRow')
                : t('fileImports.headerRowOf', { position: row }),
          }))}
        />
      }
    >
      <RefusalNote refusal={match.error} />
      <ol className="hb-import-columns">
        <li aria-hidden>
          <span>{t('fileImports.column')}</span>
          <span>{t('fileImports.samples')}</span>
          <span>{t('fileImports.field')}</span>
        </li>
        {found.columns.map((column, index) => (
          <ColumnLine
            // Columns have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            name={column.heading || t('fileImports.noHeading', { place: index + 1 })}
            samples={column.samples}
            field={chosen[index] ?? null}
            onChange={(field) => setChosen(chosen.with(index, field))}
          />
        ))}
      </ol>
      <div className="hb-page-actions">
        <ReasonButton
          disabledReason={reason}
          loading={match.isPending}
          onClick={() => match.mutate({ headerRow: found.headerRow, fields: chosen })}
        >
          {t('fileImports.check')}
        </ReasonButton>
      </div>
    </Section>
  )
}

type LineProps = {
  name: string
  samples: readonly string[]
  field: ClientFieldName | null
  onChange: (field: ClientFieldName | null) => void
}

function ColumnLine({ name, samples, field, onChange }: LineProps) {
  const { t } = useTranslation()
  return (
    <li>
      <span className="hb-import-heading">{name}</span>
      <span className="hb-dim hb-import-samples">
        {samples.join(' · ') || t('fileImports.noSamples')}
      </span>
      <Select
        aria-label={t('fileImports.fieldOf', { column: name })}
        size="xs"
        searchable
        allowDeselect={false}
        value={field ?? leftOut}
        onChange={(value) => onChange(fieldFrom(value))}
        data={[
          { value: leftOut, label: t('fileImports.leaveOut') },
          ...clientFieldNames.map((value) => ({ value, label: t(`fileImports.fields.${value}`) })),
        ]}
      />
    </li>
  )
}

/** Why these columns cannot be checked yet; null when they can. */
function useReason(chosen: Fields): string | null {
  const { t } = useTranslation()
  const given = chosen.filter((field) => field !== null)
  const twice = given.find((field, index) => given.indexOf(field) !== index)
  if (twice) return t('fileImports.twice', { field: t(`fileImports.fields.${twice}`) })
  return given.includes('name') ? null : t('fileImports.nameMissing')
}

function headerRowChoices(now: number): number[] {
  const offered = Array.from({ length: headerRowsOffered + 1 }, (_, row) => row)
  return now > headerRowsOffered ? [...offered, now] : offered
}

function fieldFrom(text: string | null): ClientFieldName | null {
  return clientFieldNames.find((name) => name === text) ?? null
}
