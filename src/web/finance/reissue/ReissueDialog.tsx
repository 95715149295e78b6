import { answered, api } from '#client/api.ts'
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { ExportDialog } from '../export/ExportDialog.tsx'

type ReissueDialogProps = { documentId: string; onClose: () => void }

/** Exports once more what a document billed, with the options of the first time. */
export function ReissueDialog({ documentId, onClose }: ReissueDialogProps) {
  const { t } = useTranslation()
  const { today } = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: ['xero-exports', 'reissue', documentId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/xero/documents/{documentId}/reissue', {
          params: { path: { documentId } },
        }),
      ),
    gcTime: 0,
  })
  if (data && data.count > 0) {
    const { reference, ...options } = data.options
    const initial = {
      ...options,
      issuedOn: today,
      dueOn: null,
      reference: reference ?? '',
    }
    return <ExportDialog items={data.items} initial={initial} onClose={onClose} />
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('xeroExports.reissue')}
      size={480}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          {error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
          {!data && !error ? <SkeletonLines /> : null}
          {data ? <div>{t('xeroExports.nothingToReissue')}</div> : null}
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={onClose}>
            {t('ui.close')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
