import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayText, Money } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { reasonOf, type Invoice } from '../types.ts'
import { PaymentDialog } from './PaymentDialog.tsx'

type Payment = Invoice['payments'][number]

/** What was paid on an invoice and what is still due; payments are written down and taken back here. */
export function Payments({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const can = useCan()
  const [isPaying, setIsPaying] = useState(false)
  const [taken, setTaken] = useState<Payment | null>(null)
  if (invoice.state === 'draft' || invoice.creditsId !== null) return null
  const { payments, dueMinor, overdueDays, currency } = invoice
  return (
    <section aria-label={t('invoices.payments.title')}>
      <h2 className="hb-invoice-side-title">{t('invoices.payments.title')}</h2>
      {payments.map((payment) => (
        <PaymentLine
          key={payment.id}
          payment={payment}
          onTakeBack={
            can('invoices:write') && payment.createdByName !== null
              ? () => setTaken(payment)
              : undefined
          }
        />
      ))}
      <div className="hb-payments-due">
        <span>
          {t(dueMinor < 0 ? 'invoices.payments.toRefund' : 'invoices.payments.due')}
          {overdueDays > 0 ? (
            <span className="hb-payments-late">
              {t('invoices.payments.late', { count: overdueDays })}
            </span>
          ) : null}
        </span>
        <strong>
          <Money minor={Math.abs(dueMinor)} currency={currency} />
        </strong>
      </div>
      {invoice.can.pay.because?.code === 'payments_are_kept_in_xero' ? (
        <span className="hb-cell-sub">{t('invoices.payments.keptInXero')}</span>
      ) : can('invoices:write') ? (
        <ReasonButton
          variant="default"
          disabledReason={reasonOf(invoice.can.pay)}
          onClick={() => setIsPaying(true)}
        >
          {t(dueMinor < 0 ? 'invoices.payments.addRefund' : 'invoices.payments.add')}
        </ReasonButton>
      ) : null}
      {isPaying ? <PaymentDialog invoice={invoice} onClose={() => setIsPaying(false)} /> : null}
      {taken ? (
        <TakeBackDialog invoice={invoice} payment={taken} onClose={() => setTaken(null)} />
      ) : null}
    </section>
  )
}

type PaymentLineProps = { payment: Payment; onTakeBack: (() => void) | undefined }

function PaymentLine({ payment, onTakeBack }: PaymentLineProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { paidOn, amountMinor, method, reference, takenBackByName, takenBackAt } = payment
  const isTakenBack = takenBackAt !== null
  const words = t(`invoices.payments.methods.${method}`)
  return (
    <div className="hb-payment" data-gone={isTakenBack || undefined}>
      <span className="hb-payment-words">
        <DayText day={paidOn} />
        <span className="hb-cell-sub">{reference ? `${words} · ${reference}` : words}</span>
        {isTakenBack ? (
          <span className="hb-cell-sub">
            {takenBackByName === null
              ? t('invoices.payments.goneInXero')
              : t('invoices.payments.takenBackBy', { name: takenBackByName })}
          </span>
        ) : null}
      </span>
      <span className="hb-payment-amount">
        {isTakenBack ? (
          <s>
            <Money minor={amountMinor} currency={null} />
          </s>
        ) : (
          <Money minor={amountMinor} currency={null} />
        )}
        {onTakeBack && !isTakenBack ? (
          <Button
            size="xs"
            variant="default"
            aria-label={t('invoices.payments.takeBackOne', {
              amount: formats.money(amountMinor, null),
              day: formats.day(paidOn),
            })}
            onClick={onTakeBack}
          >
            {t('invoices.payments.takeBack')}
          </Button>
        ) : null}
      </span>
    </div>
  )
}

type TakeBackDialogProps = { invoice: Invoice; payment: Payment; onClose: () => void }

function TakeBackDialog({ invoice, payment, onClose }: TakeBackDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const takeBack = useWrite<void, unknown>({
    send: (_, headers) =>
      answered(
        api.DELETE('/api/v1/invoices/{invoiceId}/payments/{paymentId}', {
          params: { path: { invoiceId: invoice.id, paymentId: payment.id } },
          headers,
        }),
      ),
    touches: [['invoices'], ['ageing']],
    onDone: () => {
      onClose()
      toast(t('invoices.payments.takenBackToast'))
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('invoices.payments.takeBackTitle')}
      confirmLabel={t('invoices.payments.takeBack')}
      isDanger
      isBusy={takeBack.isPending}
      refusal={takeBack.error}
      onConfirm={() => takeBack.mutate()}
    >
      {t('invoices.payments.takeBackText', {
        amount: formats.money(payment.amountMinor, invoice.currency),
        day: formats.day(payment.paidOn),
      })}
    </ConfirmDialog>
  )
}
