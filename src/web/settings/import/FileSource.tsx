import { FileButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { TableIcon } from '../../ui/icons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { uploadFile } from './file-queries.ts'

/** A table as a source: what it may be, a sample, and the button that takes one. */
export function FileSource() {
  const { t } = useTranslation()
  return (
    <div className="hb-import-source">
      <span className="hb-import-mark">
        <TableIcon size={20} />
      </span>
      <div className="hb-import-words">
        <h3>{t('fileImports.source')}</h3>
        <p>{t('fileImports.sourceText')}</p>
        <p>
          {t('fileImports.sample')}{' '}
          <a href="/api/v1/file-imports/sample" download="clients.csv">
            {t('fileImports.sampleCsv')}
          </a>
          {', '}
          <a href="/api/v1/file-imports/sample?format=xlsx" download="clients.xlsx">
            {t('fileImports.sampleXlsx')}
          </a>
        </p>
      </div>
      <UploadButton label={t('fileImports.choose')} />
    </div>
  )
}

const offered =
  '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

// Its size and age tell one file from another of the same name, so that each is sent under a key of its own.
type Upload = { file: File; name: string; size: number; changedAt: number }

/** Takes a file and leads to its columns. */
export function UploadButton({ label, isQuiet = false }: { label: string; isQuiet?: boolean }) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const reset = useRef<() => void>(null)
  const upload = useWrite({
    send: ({ file }: Upload, headers) => uploadFile(file, headers),
    touches: [['file-imports', 'list']],
    onDone: ({ id }) =>
      void navigate({ to: '/settings/import/files/$fileImportId', params: { fileImportId: id } }),
  })

  function take(file: File | null): void {
    // The same file may be chosen again after it was corrected.
    reset.current?.()
    if (!file) return
    upload.mutate({ file, name: file.name, size: file.size, changedAt: file.lastModified })
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
            disabledReason={can('clients:write') ? null : t('shell.notAllowedTitle')}
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
