import { type FileImportKind, fileImportKinds, importPermission } from '#domain/sheet-kinds.ts'
import { FileButton, Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { TableIcon } from '../../ui/icons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { uploadFile } from './file-queries.ts'

/** A table as a source: what it has rows of, a sample, and the button that takes one. */
export function FileSource() {
  const { t } = useTranslation()
  const can = useCan()
  const offeredKinds = fileImportKinds.filter((each) => can(importPermission[each]))
  const [chosen, setChosen] = useState<FileImportKind | null>(null)
  const kind = chosen ?? offeredKinds[0] ?? 'clients'
  const isTaken = kind === 'hours'
  return (
    <div className="hb-import-source">
      <span className="hb-import-mark">
        <TableIcon size={20} />
      </span>
      <div className="hb-import-words">
        <h3>{t('fileImports.source')}</h3>
        <p>{t('fileImports.sourceText')}</p>
        <Select
          label={t('fileImports.kindLabel')}
          mt={8}
          maw={280}
          allowDeselect={false}
          value={kind}
          onChange={(value) => setChosen(fileImportKinds.find((each) => each === value) ?? null)}
          data={offeredKinds.map((value) => ({ value, label: t(`fileImports.kinds.${value}`) }))}
        />
        {isTaken ? <p>{t('fileImports.programsText')}</p> : null}
        <p>
          {t('fileImports.sample')}{' '}
          <a href={`/api/v1/file-imports/sample?kind=${kind}`} download={`${kind}.csv`}>
            {t('fileImports.sampleCsv')}
          </a>
          {', '}
          <a
            href={`/api/v1/file-imports/sample?kind=${kind}&format=xlsx`}
            download={`${kind}.xlsx`}
          >
            {t('fileImports.sampleXlsx')}
          </a>
        </p>
      </div>
      <UploadButton kind={kind} label={t('fileImports.choose')} />
    </div>
  )
}

const offered =
  '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

// Its size and age tell one file from another of the same name, so that each is sent under a key of its own.
type Upload = { kind: FileImportKind; file: File; name: string; size: number; changedAt: number }

type UploadProps = { kind: FileImportKind; label: string; isQuiet?: boolean }

/** Takes a file and leads to its columns. */
export function UploadButton({ kind, label, isQuiet = false }: UploadProps) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const reset = useRef<() => void>(null)
  const upload = useWrite({
    send: ({ file }: Upload, headers) => uploadFile({ kind, file }, headers),
    touches: [['file-imports', 'list']],
    onDone: ({ id }) =>
      void navigate({ to: '/settings/import/files/$fileImportId', params: { fileImportId: id } }),
  })

  function take(file: File | null): void {
    // The same file may be chosen again after it was corrected.
    reset.current?.()
    if (!file) return
    upload.mutate({ kind, file, name: file.name, size: file.size, changedAt: file.lastModified })
  }

  return (
    <>
      <FileButton
        onChange={take}
        accept={offered}
        resetRef={reset}
        inputProps={{ 'aria-label': t('fileImports.chooseLabel') }}
      >
        {({ onClick }) => (
          <ReasonButton
            variant={isQuiet ? 'default' : 'filled'}
            disabledReason={can(importPermission[kind]) ? null : t('shell.notAllowedTitle')}
            loading={upload.isPending}
            onClick={onClick}
          >
            {label}
          </ReasonButton>
        )}
      </FileButton>
      {upload.error ? (
        <div className="hb-import-refusal">
          <RefusalNote refusal={upload.error} />
        </div>
      ) : null}
    </>
  )
}
