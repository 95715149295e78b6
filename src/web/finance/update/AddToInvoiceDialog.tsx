import { Button, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { EmptyState, LoadFailed } from '../../ui/EmptyState.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import type { XeroDocument } from '../types.ts'
import { readUninvoiced } from '../uninvoiced/uninvoiced-queries.ts'
import { AddToInvoiceForm } from './AddToInvoiceForm.tsx'
import '../../ui/dialogs.css'
import '../finance.css'

type AddToInvoiceDialogProps = { document: XeroDocument; onClose: () => void }

/** Adds what is open of the client to an invoice that is a draft in Xero: how much, then a preview, then Xero. */
export function AddToInvoiceDialog({ document, onClose }: AddToInvoiceDialogProps) {
  const { t } = useTranslation()
  const { today } = useMe()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const { clientId } = document
  const open = useQuery({
    queryKey: ['uninvoiced', 'of-client', clientId],
    queryFn: () => readUninvoiced({ clientId }, undefined),
    select: ({ items }) => items.filter((project) => project.leftMinor > 0),
    // What is chosen must not change under the hands.
    refetchOnWindowFocus: false,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('xeroExports.addTitle', { name: document.clientName })}
      size={860}
      fullScreen={isPhone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      {open.data && open.data.length > 0 ? (
        <AddToInvoiceForm
          document={document}
          projects={open.data}
          through={today}
          onClose={onClose}
        />
      ) : (
        <div className="hb-dialog-form">
          <div className="hb-dialog-fields">
            {open.error && !open.data ? (
              <LoadFailed error={open.error} onRetry={() => void open.refetch()} />
            ) : null}
            {open.isPending ? <SkeletonLines /> : null}
            {open.data ? (
              <EmptyState
                title={t('xeroExports.nothingToAdd')}
                description={t('xeroExports.nothingToAddText', { name: document.clientName })}
              />
            ) : null}
          </div>
          <div className="hb-dialog-footer">
            <span className="hb-dialog-space" />
            <Button variant="default" onClick={onClose}>
              {t('ui.close')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
