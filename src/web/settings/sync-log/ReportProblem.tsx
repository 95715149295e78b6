import { answered, api, type ItemOf } from '#client/api.ts'
import { Button, Modal, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { toast } from '../../ui/toast.tsx'

type SyncLogEntry = ItemOf<'/api/v1/sync-log'>

/** Offers a text about a call that can be sent to the makers of Hourbook: what was asked, and Xero's own words. */
export function ReportCall({ entry }: { entry: SyncLogEntry }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button type="button" className="hb-link-button" onClick={() => setIsOpen(true)}>
        {t('syncLog.report')}
      </button>
      {isOpen ? <ReportDialog text={reportOf(entry)} onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}

/** The same for the last refused call of a document. */
export function ReportDocument({ documentId }: { documentId: string }) {
  return <ReportLatest filter={{ documentId }} />
}

/** The same for what Xero has just refused. */
export function ReportRefusal() {
  const can = useCan()
  return can('xero:read') ? <ReportLatest filter={{ outcome: 'rejected' }} /> : null
}

type Filter = { documentId: string } | { outcome: 'rejected' }

function ReportLatest({ filter }: { filter: Filter }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['sync-log', 'report', filter],
    queryFn: () =>
      answered(api.GET('/api/v1/sync-log', { params: { query: { ...filter, limit: 1 } } })),
    enabled: isOpen,
    staleTime: 0,
  })
  const entry = data?.items[0]
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>
        {t('syncLog.report')}
      </Button>
      {isOpen && data ? (
        <ReportDialog
          text={entry ? reportOf(entry) : t('syncLog.reportEmpty')}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  )
}

function ReportDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation()
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text)
    toast(t('syncLog.reportCopied'))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('syncLog.reportTitle')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <p>{t('syncLog.reportText')}</p>
      <Textarea
        readOnly
        autosize
        aria-label={t('syncLog.reportTitle')}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="hb-log-report-actions">
        <Button onClick={() => void copy()}>{t('syncLog.reportCopy')}</Button>
      </div>
    </Modal>
  )
}

/** No token was ever in the log, and what follows the question mark can name clients, so it stays here. */
function reportOf(entry: SyncLogEntry): string {
  const [path] = entry.path.split('?')
  return [
    `Purpose: ${entry.purpose}, attempt ${entry.attempt}`,
    `Call: ${entry.method} ${path}`,
    `Answer: ${entry.status ?? 'none'} (${entry.outcome}) after ${entry.durationMs} ms`,
    `Xero's words: ${entry.detail ?? '-'}`,
    `Correlation id: ${entry.correlationId ?? '-'}`,
    `Moment: ${entry.startedAt}`,
  ].join('\n')
}
