import { answered, api, Refusal } from '#client/api.ts'
import { Button, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallCost } from '../../ui/call-cost.ts'
import { useMe } from '../../me.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { showRefusal } from '../../ui/form.ts'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import type { ExportItems, ExportPreview, XeroExport } from '../types.ts'
import { billedKeys } from '../billed-keys.ts'
import { exportQuery } from '../exports/export-queries.ts'
import { ExportOptions, exportOptionFields, type ExportOptionValues } from './ExportOptions.tsx'
import { ExportPreviewView } from './ExportPreviewView.tsx'
import { OutdatedNote } from './OutdatedNote.tsx'
import '../../ui/dialogs.css'
import '../finance.css'

type ExportDialogProps = {
  items: ExportItems
  /** Above the options, such as how much of each project; gets the words for its own fields. */
  lead?: (fieldErrors: Record<string, string>) => ReactNode
  /** Why there is nothing to preview yet, from the lead. */
  leadReason?: string | null
  /** The options as they stand at first, such as those of an earlier export. */
  initial?: Partial<ExportOptionValues>
  onClose: () => void
}

/** From a selection to documents in Xero: options, then every line to the cent, then sending. */
export function ExportDialog(props: ExportDialogProps) {
  const { items, lead, leadReason, initial, onClose } = props
  const { t } = useTranslation()
  const callCost = useCallCost()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { today } = useMe()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [isPreviewing, setIsPreviewing] = useState(false)
  const form = useForm<ExportOptionValues>({
    initialValues: {
      per: 'client',
      groupBy: 'task',
      issuedOn: today,
      dueOn: null,
      reference: '',
      status: 'DRAFT',
      email: false,
      attach: { timesheet: false, receipts: false, online: false, note: false },
      ...initial,
    },
  })
  const request = requestFrom(items, form.values)

  const preview = useMutation<ExportPreview, Refusal>({
    mutationFn: () => answered(api.POST('/api/v1/xero/export-previews', { body: request })),
    onSuccess: () => {
      send.reset()
      setIsPreviewing(true)
    },
    onError: (refusal) => {
      if (isAboutOptions(refusal)) setIsPreviewing(false)
      showRefusal(form, refusal)
    },
  })

  const send = useWrite<string, XeroExport>({
    send: (previewHash, headers) =>
      answered(
        api.POST('/api/v1/xero/exports', {
          body: { ...request, previewHash },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: (sent) => {
      queryClient.setQueryData(exportQuery(sent.id).queryKey, sent)
      toast(t('xeroExports.sendingStarted', { count: sent.documents.length }))
      void navigate({ to: '/finance/xero-exports/$exportId', params: { exportId: sent.id } })
    },
  })

  const count = preview.data?.totals.documents ?? 0
  const titleKey = isPreviewing
    ? 'xeroExports.previewTitle'
    : lead
      ? 'xeroExports.invoiceTitle'
      : 'xeroExports.dialogTitle'
  const isOutdated = send.error !== null && outdatedCodes.includes(send.error.code)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(titleKey)}
      size={isPreviewing ? 1040 : 640}
      fullScreen={isPhone}
      closeOnClickOutside={!isPreviewing}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      {isPreviewing && preview.data ? (
        <div className="hb-dialog-form">
          <div className="hb-dialog-fields" aria-busy={preview.isPending}>
            <ExportPreviewView
              preview={preview.data}
              status={form.values.status}
              isEmailed={request.email}
            />
            {isOutdated ? (
              <OutdatedNote
                refusal={send.error}
                isBusy={preview.isPending}
                onRefresh={() => preview.mutate()}
              />
            ) : (
              <RefusalNote refusal={send.error ?? preview.error} />
            )}
          </div>
          <div className="hb-dialog-footer">
            <Button variant="default" onClick={() => setIsPreviewing(false)}>
              {t('xeroExports.back')}
            </Button>
            <span className="hb-dialog-space" />
            <ReasonButton
              loading={send.isPending}
              disabledReason={
                count === 0
                  ? t('xeroExports.nothingToSend')
                  : isOutdated
                    ? t('xeroExports.refreshFirst')
                    : null
              }
              title={callCost(preview.data.calls)}
              onClick={() => send.mutate(preview.data.previewHash)}
            >
              {t('xeroExports.send', { count })}
            </ReasonButton>
          </div>
        </div>
      ) : (
        <form
          className="hb-dialog-form"
          noValidate
          onSubmit={form.onSubmit(() => preview.mutate())}
        >
          <div className="hb-dialog-fields">
            {lead?.(preview.error?.fieldErrors ?? {})}
            <ExportOptions values={form.values} errors={form.errors} onChange={form.setValues} />
            <RefusalNote
              refusal={preview.error}
              fields={lead ? [...exportOptionFields, 'items'] : exportOptionFields}
              action={<Link to="/settings/xero/check">{t('xeroExports.toCheck')}</Link>}
            />
          </div>
          <div className="hb-dialog-footer">
            <span className="hb-dialog-space" />
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <ReasonButton
              type="submit"
              loading={preview.isPending}
              disabledReason={leadReason ?? null}
            >
              {t('xeroExports.preview')}
            </ReasonButton>
          </div>
        </form>
      )}
    </Modal>
  )
}

const outdatedCodes = ['preview_is_outdated', 'item_is_invoiced']

function isAboutOptions(refusal: Refusal): boolean {
  return Object.keys(refusal.fieldErrors).length > 0
}

function requestFrom(items: ExportItems, { dueOn, reference, ...options }: ExportOptionValues) {
  return {
    items,
    ...options,
    // What was ticked for approved ones does not count for others.
    email: options.email && options.status === 'AUTHORISED',
    ...(dueOn ? { dueOn } : {}),
    ...(reference.trim() ? { reference: reference.trim() } : {}),
  }
}
