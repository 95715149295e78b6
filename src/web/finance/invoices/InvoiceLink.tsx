import { type AnswerOf, answered, api } from '#client/api.ts'
import { Button, CopyButton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { ExternalLink } from '../../ui/buttons.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { CheckIcon, CopyIcon } from '../../ui/icons.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { MomentText } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import type { Invoice } from '../types.ts'

type Link = NonNullable<AnswerOf<'/api/v1/invoices/{invoiceId}/link'>['link']>

const keyOf = ({ id }: Invoice) => ['invoices', id, 'link']

/** The public page of an invoice: its link is made, copied and withdrawn here. */
export function InvoiceLink({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const can = useCan()
  const isShown = invoice.state !== 'draft' && can('invoices:write')
  const path = { invoiceId: invoice.id }
  const { data } = useQuery({
    queryKey: keyOf(invoice),
    queryFn: () => answered(api.GET('/api/v1/invoices/{invoiceId}/link', { params: { path } })),
    enabled: isShown,
  })
  const make = useWrite({
    send: (_: void, headers) =>
      answered(api.POST('/api/v1/invoices/{invoiceId}/link', { params: { path }, headers })),
    touches: [keyOf(invoice)],
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  if (!isShown || !data) return null
  return (
    <section aria-label={t('invoiceLinks.title')}>
      <h2 className="hb-invoice-side-title">{t('invoiceLinks.title')}</h2>
      {data.link ? (
        <LivingLink key={data.link.id} invoice={invoice} link={data.link} />
      ) : (
        <>
          <p className="hb-invoice-link-note">{t('invoiceLinks.none')}</p>
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            {t('invoiceLinks.make')}
          </Button>
        </>
      )}
    </section>
  )
}

function LivingLink({ invoice, link }: { invoice: Invoice; link: Link }) {
  const { t } = useTranslation()
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const number = invoice.number ?? ''
  return (
    <>
      <TextInput
        readOnly
        aria-label={t('invoiceLinks.link', { number })}
        value={link.url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="hb-invoice-link-facts">
        <span>
          {link.createdByName === null
            ? t('invoiceLinks.madeByEmail')
            : t('invoiceLinks.madeBy', { name: link.createdByName })}
          {' · '}
          <MomentText at={link.createdAt} />
        </span>
        <span>
          {link.lastOpenedAt === null ? (
            t('invoiceLinks.notOpened')
          ) : (
            <>
              {t('invoiceLinks.opened')} <MomentText at={link.lastOpenedAt} />
            </>
          )}
        </span>
        <ExternalLink href={link.url}>{t('invoiceLinks.open')}</ExternalLink>
      </div>
      <div className="hb-invoice-link-buttons">
        <CopyButton value={link.url}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <CheckIcon /> : <CopyIcon />}
              onClick={copy}
            >
              {copied ? t('invoiceLinks.copied') : t('invoiceLinks.copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={() => setIsWithdrawing(true)}>
          {t('invoiceLinks.withdraw')}
        </Button>
      </div>
      {isWithdrawing ? (
        <WithdrawDialog invoice={invoice} link={link} onClose={() => setIsWithdrawing(false)} />
      ) : null}
    </>
  )
}

type WithdrawDialogProps = { invoice: Invoice; link: Link; onClose: () => void }

function WithdrawDialog({ invoice, link, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation()
  const withdraw = useWrite<void, unknown>({
    send: (_, headers) =>
      answered(
        api.DELETE('/api/v1/invoices/{invoiceId}/link/{linkId}', {
          params: { path: { invoiceId: invoice.id, linkId: link.id } },
          headers,
        }),
      ),
    touches: [keyOf(invoice)],
    onDone: () => {
      onClose()
      toast(t('invoiceLinks.withdrawnToast'))
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('invoiceLinks.withdrawTitle')}
      confirmLabel={t('invoiceLinks.withdraw')}
      isDanger
      isBusy={withdraw.isPending}
      refusal={withdraw.error}
      onConfirm={() => withdraw.mutate()}
    >
      {t('invoiceLinks.withdrawText', { number: invoice.number ?? '' })}
    </ConfirmDialog>
  )
}
