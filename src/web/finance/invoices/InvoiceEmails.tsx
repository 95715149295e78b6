import { answered, api } from '#client/api.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmailDrawer } from '../../emails/EmailDrawer.tsx'
import { isUnderWay } from '../../emails/email-queries.ts'
import { EmailStateBadge } from '../../emails/EmailStateBadge.tsx'
import { MomentText } from '../../ui/Values.tsx'
import type { Invoice } from '../types.ts'
import '../../emails/emails.css'

const pollMs = 1000
const mostShown = 20

/** How an invoice went out by e-mail, the last time first. */
export function InvoiceEmails({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [openId, setOpenId] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['emails', 'invoice', invoice.id],
    queryFn: () =>
      answered(
        api.GET('/api/v1/emails', {
          params: { query: { invoiceId: invoice.id, limit: mostShown } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? pollMs : false),
  })
  const emails = data?.items ?? []
  // The invoice is sent once the mail server took it: then it is read again.
  const isJustSent = invoice.state === 'finalised' && emails.some(({ state }) => state === 'sent')
  useEffect(() => {
    if (isJustSent) void queryClient.invalidateQueries({ queryKey: ['invoices'] })
  }, [isJustSent, queryClient])
  if (emails.length === 0) return null
  return (
    <section aria-label={t('emails.ofInvoice')}>
      <h2 className="hb-invoice-side-title">{t('emails.ofInvoice')}</h2>
      {emails.map((email) => (
        <div key={email.id} className="hb-email-of-invoice">
          <span>
            <button
              type="button"
              className="hb-link-button hb-email-address"
              onClick={() => setOpenId(email.id)}
            >
              {email.to.join(', ')}
            </button>{' '}
            <EmailStateBadge email={email} />
          </span>
          <span className="hb-cell-sub">
            {email.reminderStep === null
              ? null
              : `${t('reminders.step', { step: email.reminderStep })} · `}
            <MomentText at={email.sentAt ?? email.lastAttemptAt ?? email.plannedAt} />
          </span>
        </div>
      ))}
      {openId ? <EmailDrawer emailId={openId} onClose={() => setOpenId(null)} /> : null}
    </section>
  )
}
