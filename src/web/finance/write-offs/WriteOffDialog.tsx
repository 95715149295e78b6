import { answered, api } from '#client/api.ts'
import { Skeleton, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toastUndo } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import type { ExportItems } from '../types.ts'
import { useReverseWriteOffs, writeOffPreviewQuery } from './write-off-queries.ts'
import './write-offs.css'

type WriteOffDialogProps = {
  items: ExportItems
  /** Above the reason: how much of what, where that is chosen here. */
  lead?: ReactNode
  /** Why it cannot be written off yet. */
  leadReason?: string | null
  onClose: () => void
  onDone: () => void
}

/** Asks why work will not be billed, and writes it off. The toast takes it back. */
export function WriteOffDialog({ items, lead, leadReason, onClose, onDone }: WriteOffDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const preview = useQuery({ ...writeOffPreviewQuery(items), enabled: !leadReason })
  const reverse = useReverseWriteOffs()
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : t('writeOffs.reasonMissing')) },
  })
  const write = useWrite({
    send: (body: { reason: string; items: ExportItems }, headers) =>
      answered(api.POST('/api/v1/write-offs', { body, headers })),
    touches: billedKeys,
    onDone: ({ items: made }) => {
      const amountMinor = made.reduce((total, each) => total + each.amountMinor, 0)
      const writeOffIds = made.map((each) => each.id)
      toastUndo(t('writeOffs.done', { amount: formats.money(amountMinor) }), () =>
        reverse.mutateAsync({ writeOffIds }),
      )
      onDone()
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const nothing = preview.data?.count === 0
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('writeOffs.title')}
      submitLabel={t('writeOffs.writeOff')}
      isBusy={write.isPending}
      disabledReason={leadReason ?? (nothing ? t('writeOffs.nothing') : null)}
      refusal={write.error}
      fields={['reason']}
      {...(lead ? { size: 640 } : {})}
      onSubmit={form.onSubmit(({ reason }) => write.mutate({ reason, items }))}
    >
      {lead}
      <p className="hb-dim hb-write-offs-text">{t('writeOffs.explained')}</p>
      {preview.error ? <RefusalNote refusal={preview.error} /> : null}
      {preview.isPending && !leadReason ? <Skeleton height={20} /> : null}
      {preview.data && !leadReason ? (
        <PreviewText preview={preview.data} hasSum={lead === undefined} />
      ) : null}
      <Textarea
        required
        data-autofocus={lead ? undefined : true}
        label={t('writeOffs.reason')}
        placeholder={t('writeOffs.reasonExample')}
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('reason')}
      />
    </FormModal>
  )
}

type Preview = {
  count: number
  amountMinor: number
  leftOut: readonly { message: string }[]
}

type PreviewTextProps = {
  preview: Preview
  /** Where the sum does not stand above already. */
  hasSum: boolean
}

function PreviewText({ preview: { count, amountMinor, leftOut }, hasSum }: PreviewTextProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const reasons = Map.groupBy(leftOut, (each) => each.message)
  return (
    <>
      {hasSum ? (
        <div className="hb-write-offs-sum" aria-live="polite">
          <span>{t('writeOffs.count', { count })}</span>
          <strong className="hb-num">{formats.money(amountMinor)}</strong>
        </div>
      ) : null}
      {leftOut.length > 0 ? (
        <Callout tone="warning" title={t('writeOffs.leftOut', { count: leftOut.length })}>
          {[...reasons].map(([message, out]) => (
            <div key={message}>{t('writeOffs.reasonCount', { message, count: out.length })}</div>
          ))}
        </Callout>
      ) : null}
    </>
  )
}
