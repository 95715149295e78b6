import { answered, api, type Refusal } from '#client/api.ts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { saveBlob } from '../../save-file.ts'
import { ActionsMenu, ReasonButton } from '../../ui/buttons.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import {
  CheckIcon,
  ClockIcon,
  CloseIcon,
  DownloadIcon,
  EditIcon,
  FileInvoiceIcon,
  ProjectsIcon,
  TrashIcon,
} from '../../ui/icons.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { reasonOf } from '../types.ts'
import { EstimateDrawer } from './EstimateDrawer.tsx'
import type { Estimate } from './estimate-queries.ts'
import { ExtendEstimateDialog } from './ExtendEstimateDialog.tsx'

type Step = 'send' | 'accept' | 'decline' | 'delete' | 'createProject' | 'createInvoice'
type Asking = Step | 'edit' | 'extend' | null

/** What can be done with an estimate now; the next step is the filled button. */
export function EstimateActions({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation()
  const can = useCan()
  const [asking, setAsking] = useState<Asking>(null)
  const download = usePdfDownload(estimate)
  const close = () => setAsking(null)
  const { can: may, project, invoice } = estimate
  if (!can('invoices:write')) return null
  const ask = (step: Exclude<Asking, null>) => ({
    onClick: () => setAsking(step),
    disabledReason: reasonOf(may[step]),
  })
  const next = nextStep(estimate)
  return (
    <>
      <ActionsMenu
        items={[
          ...(project
            ? []
            : [
                {
                  label: t('estimates.createProject'),
                  icon: ProjectsIcon,
                  ...ask('createProject'),
                },
              ]),
          ...(invoice
            ? []
            : [
                {
                  label: t('estimates.createInvoice'),
                  icon: FileInvoiceIcon,
                  ...ask('createInvoice'),
                },
              ]),
          { label: t('estimates.send'), icon: CheckIcon, ...ask('send') },
          { label: t('estimates.accept'), icon: CheckIcon, ...ask('accept') },
          { label: t('estimates.decline'), icon: CloseIcon, ...ask('decline') },
          { label: t('estimates.extend'), icon: ClockIcon, ...ask('extend') },
          {
            label: t('estimates.downloadPdf'),
            icon: DownloadIcon,
            onClick: () => download.mutate(),
          },
          { label: t('estimates.edit'), icon: EditIcon, ...ask('edit') },
          'divider',
          { label: t('estimates.delete'), icon: TrashIcon, isDanger: true, ...ask('delete') },
        ]}
      />
      {next ? <ReasonButton {...ask(next)}>{t(`estimates.${next}`)}</ReasonButton> : null}
      {asking === 'edit' ? (
        <EstimateDrawer estimate={estimate} onClose={close} onDone={close} />
      ) : null}
      {asking === 'extend' ? <ExtendEstimateDialog estimate={estimate} onClose={close} /> : null}
      {asking && asking !== 'edit' && asking !== 'extend' ? (
        <StepDialog key={asking} step={asking} estimate={estimate} onClose={close} />
      ) : null}
    </>
  )
}

function nextStep({ state, project, invoice }: Estimate): Exclude<Asking, null> | null {
  if (state === 'draft') return 'send'
  if (state === 'sent') return 'accept'
  if (state === 'expired') return 'extend'
  return state === 'accepted' && !project && !invoice ? 'createProject' : null
}

type StepDialogProps = { step: Step; estimate: Estimate; onClose: () => void }

/** Asks before a step, which none can be taken back. */
function StepDialog({ step, estimate, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useWrite<void, Estimate | undefined>({
    send: (_, headers) => sendStep(step, estimate.id, headers),
    touches: [['estimates'], ['projects'], ['invoices'], ['uninvoiced']],
    onDone: (made) => {
      onClose()
      toast(wordsOfDone(made))
      if (step === 'delete') void navigate({ to: '/finance/estimates' })
      if (step === 'createProject' && made?.project) {
        const params = { projectId: made.project.id }
        void navigate({ to: '/projects/$projectId', params })
      }
      if (step === 'createInvoice' && made?.invoice) {
        const params = { invoiceId: made.invoice.id }
        void navigate({ to: '/finance/invoices/$invoiceId', params })
      }
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(`estimates.${step}Title`)}
      confirmLabel={t(`estimates.${step}`)}
      isDanger={step === 'delete' || step === 'decline'}
      isBusy={write.isPending}
      refusal={write.error}
      onConfirm={() => write.mutate()}
    >
      <StepText step={step} estimate={estimate} />
    </ConfirmDialog>
  )

  function wordsOfDone(made: Estimate | undefined): string {
    if (step === 'send') return t('estimates.sent', { number: made?.number ?? '' })
    if (step === 'delete') return t('estimates.deleted')
    if (step === 'createProject') return t('estimates.projectCreated')
    if (step === 'createInvoice') return t('estimates.invoiceCreated')
    return t(step === 'accept' ? 'estimates.accepted' : 'estimates.declined')
  }
}

function StepText({ step, estimate }: Omit<StepDialogProps, 'onClose'>): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const { title, clientName: client, subtotalMinor, currency, project, invoice } = estimate
  const amount = formats.money(subtotalMinor, currency)
  const also =
    (step === 'createProject' && invoice && t('estimates.alsoInvoice')) ||
    (step === 'createInvoice' && project && t('estimates.alsoProject')) ||
    null
  return (
    <>
      {t(`estimates.${step}Text`, { title, client, amount })}
      {also ? <Callout tone="warning">{also}</Callout> : null}
    </>
  )
}

async function sendStep(
  step: Step,
  estimateId: string,
  headers: { 'Idempotency-Key': string },
): Promise<Estimate | undefined> {
  const sent = { params: { path: { estimateId } }, headers }
  switch (step) {
    case 'send':
      return await answered(api.POST('/api/v1/estimates/{estimateId}/mark-sent', sent))
    case 'accept':
      return await answered(api.POST('/api/v1/estimates/{estimateId}/accept', sent))
    case 'decline':
      return await answered(api.POST('/api/v1/estimates/{estimateId}/decline', sent))
    case 'createProject':
      return await answered(api.POST('/api/v1/estimates/{estimateId}/project', sent))
    case 'createInvoice':
      return await answered(api.POST('/api/v1/estimates/{estimateId}/invoice', sent))
    case 'delete':
      await answered(api.DELETE('/api/v1/estimates/{estimateId}', sent))
      return undefined
  }
}

/** Saves the estimate as a PDF; says so where it cannot be printed. */
function usePdfDownload({ id, number }: Estimate) {
  return useMutation<Blob, Refusal>({
    mutationFn: () => {
      const request = { params: { path: { estimateId: id } }, parseAs: 'blob' as const }
      return answered(api.GET('/api/v1/estimates/{estimateId}/pdf', request))
    },
    onSuccess: (pdf) => saveBlob(pdf, `${number ?? 'draft'}.pdf`),
    onError: (error) => toastProblem(error.message),
  })
}
