import { answered, api, type Refusal } from '#client/api.ts'
import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { saveBlob } from '../../save-file.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DownloadIcon } from '../../ui/icons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import type { Invoice } from '../types.ts'
import { eInvoiceNeedsQuery, type EInvoiceNeed } from './invoice-queries.ts'

/** The e-invoice to download, or what is missing for it with the way there. */
export function EInvoiceDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation()
  const { id, number } = invoice
  const needs = useQuery(eInvoiceNeedsQuery(id))
  const download = useMutation<Blob, Refusal>({
    mutationFn: () => {
      const request = { params: { path: { invoiceId: id } }, parseAs: 'blob' as const }
      return answered(api.GET('/api/v1/invoices/{invoiceId}/ubl', request))
    },
    onSuccess: (file) => {
      saveBlob(file, `${number ?? 'invoice'}.xml`)
      onClose()
    },
  })
  const items = needs.data?.items
  const isWhole = items?.length === 0
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={
        number === null
          ? t('invoices.eInvoice.titleDraft')
          : t('invoices.eInvoice.title', { number })
      }
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          {items || needs.error ? null : <SkeletonLines />}
          <RefusalNote refusal={needs.error ?? download.error} />
          {isWhole ? (
            <p className="hb-e-invoice-note">
              {t(number === null ? 'invoices.eInvoice.wholeDraft' : 'invoices.eInvoice.whole')}
            </p>
          ) : null}
          {items && !isWhole ? (
            <Callout tone="warning" title={t('invoices.eInvoice.missing')}>
              <ul className="hb-e-invoice-needs">
                {items.map((each) => (
                  <li key={`${each.need} ${each.vatRateId ?? ''}`}>
                    {each.message} <WayTo need={each} invoice={invoice} />
                  </li>
                ))}
              </ul>
            </Callout>
          ) : null}
          {items && !isWhole && number !== null ? (
            <p className="hb-e-invoice-note hb-dim">{t('invoices.eInvoice.kept')}</p>
          ) : null}
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={onClose}>
            {t('ui.close')}
          </Button>
          {isWhole && number !== null ? (
            <Button
              leftSection={<DownloadIcon size={16} />}
              loading={download.isPending}
              onClick={() => download.mutate()}
            >
              {t('invoices.eInvoice.download')}
            </Button>
          ) : null}
        </div>
      </div>
    </Modal>
  )
}

/** Where it is filled in, for who may. */
function WayTo({ need: { need }, invoice }: { need: EInvoiceNeed; invoice: Invoice }) {
  const { t } = useTranslation()
  const can = useCan()
  if (need === 'sender_country_rules') return null
  if (need.startsWith('sender_') && can('settings:write')) {
    return <Link to="/settings/letterhead">{t('invoices.eInvoice.toSender')}</Link>
  }
  if (need.startsWith('client_') && can('clients:read')) {
    return (
      <Link to="/administration/clients/$clientId" params={{ clientId: invoice.clientId }}>
        {t('invoices.eInvoice.toClient')}
      </Link>
    )
  }
  if ((need === 'vat_exemption' || need === 'vat_exemption_reason') && can('settings:write')) {
    return <Link to="/administration/vat-rates">{t('invoices.eInvoice.toVatRate')}</Link>
  }
  return null
}
