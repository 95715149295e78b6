import { answered, api } from '#client/api.ts'
import {
  type FileImportKind,
  matchingLack,
  type SheetFieldName,
  sheetFieldsOf,
} from '#domain/sheet-kinds.ts'
import { Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonButton } from '../../ui/buttons.tsx'
import { Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { type FileImport, fileImportQuery, fileRowsKey, type Matching } from './file-queries.ts'
import { FileReading } from './FileReading.tsx'

type Fields = (SheetFieldName | null)[]

const leftOut = 'none'
const headerRowsOffered = 10

/** Each column of the file with what stands in it, and the field it goes to. */
export function FileColumns({ found, onDone }: { found: FileImport; onDone: () => void }) {
  const { t } = useTranslation()
  const guessed = found.columns.map((column) => fieldFrom(found.kind, column.field))
  const [chosen, setChosen] = useState<Fields>(guessed)
  const [formats, setFormats] = useState(found.formats)
  const [creates, setCreates] = useState(found.creates)
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
      else {
        setChosen(changed.columns.map((column) => fieldFrom(found.kind, column.field)))
        setFormats(changed.formats)
      }
    },
  })
  const reason = useReason(found.kind, chosen)
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
            kind={found.kind}
            name={column.heading || t('fileImports.noHeading', { place: index + 1 })}
            samples={column.samples}
            field={chosen[index] ?? null}
            onChange={(field) => setChosen(chosen.with(index, field))}
          />
        ))}
      </ol>
      <FileReading
        found={found}
        fields={chosen}
        formats={formats}
        onFormats={setFormats}
        creates={creates}
        onCreates={setCreates}
      />
      <div className="hb-page-actions">
        <ReasonButton
          disabledReason={reason}
          loading={match.isPending}
          onClick={() =>
            match.mutate({ headerRow: found.headerRow, fields: chosen, formats, creates })
          }
        >
          {t('fileImports.check')}
        </ReasonButton>
      </div>
    </Section>
  )
}

type LineProps = {
  kind: FileImportKind
  name: string
  samples: readonly string[]
  field: SheetFieldName | null
  onChange: (field: SheetFieldName | null) => void
}

function ColumnLine({ kind, name, samples, field, onChange }: LineProps) {
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
        onChange={(value) => onChange(fieldFrom(kind, value))}
        data={[
          { value: leftOut, label: t('fileImports.leaveOut') },
          ...sheetFieldsOf[kind].map(({ name: value }) => ({
            value,
            label: t(`fileImports.fields.${value}`),
          })),
        ]}
      />
    </li>
  )
}

/** Why these columns cannot be checked yet; null when they can. */
function useReason(kind: FileImportKind, chosen: Fields): string | null {
  const { t } = useTranslation()
  const given = chosen.filter((field) => field !== null)
  const twice = given.find((field, index) => given.indexOf(field) !== index)
  if (twice) return t('fileImports.twice', { field: t(`fileImports.fields.${twice}`) })
  const lack = matchingLack(kind, chosen)
  return lack ? t(`fileImports.lacks.${lack}`) : null
}

function headerRowChoices(now: number): number[] {
  const offered = Array.from({ length: headerRowsOffered + 1 }, (_, row) => row)
  return now > headerRowsOffered ? [...offered, now] : offered
}

function fieldFrom(kind: FileImportKind, text: string | null): SheetFieldName | null {
  return sheetFieldsOf[kind].find(({ name }) => name === text)?.name ?? null
}
