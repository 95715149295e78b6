import { answered, api } from '#client/api.ts'
import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Callout } from '../ui/Callout.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { SkeletonLines } from '../ui/SkeletonLines.tsx'
import { toast } from '../ui/toast.tsx'
import { MomentText } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import { type Email, emailKeys, emailQuery, type EmailWithLog } from './email-queries.ts'
import { EmailStateBadge } from './EmailStateBadge.tsx'
import './emails.css'

/** An e-mail beside the list: what it says, and each time it was taken to the mail server. */
export function EmailDrawer({ emailId, onClose }: { emailId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: email, error } = useQuery(emailQuery(emailId))
  return (
    <Drawer
      opened
      onClose={onClose}
      title={email?.subject ?? t('emails.email')}
      size={520}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ content: 'hb-dialog', header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          <RefusalNote refusal={error} />
          {email ? <EmailDetails email={email} /> : error ? null : <SkeletonLines />}
        </div>
        {email?.can.sendAgain.allowed ? (
          <div className="hb-dialog-footer">
            <span className="hb-dialog-space" />
            <SendAgain email={email} />
          </div>
        ) : null}
      </div>
    </Drawer>
  )
}

function EmailDetails({ email }: { email: EmailWithLog }) {
  const { t } = useTranslation()
  return (
    <>
      {email.state === 'unknown' ? (
        <Callout tone="warning" title={t('emails.unknownTitle')}>
          {t('emails.unknown')}
        </Callout>
      ) : null}
      <dl className="hb-facts">
        <div>
          <dt>{t('emails.state')}</dt>
          <dd>
            <EmailStateBadge email={email} />
          </dd>
        </div>
        <div>
          <dt>{t('emails.to')}</dt>
          <dd className="hb-email-address">{email.to.join(', ')}</dd>
        </div>
        {email.cc.length > 0 ? (
          <div>
            <dt>{t('emails.cc')}</dt>
            <dd className="hb-email-address">{email.cc.join(', ')}</dd>
          </div>
        ) : null}
        {email.nextAttemptAt && email.isWaiting ? (
          <div>
            <dt>{t('emails.nextAttempt')}</dt>
            <dd>
              <MomentText at={email.nextAttemptAt} />
            </dd>
          </div>
        ) : null}
      </dl>
      <div className="hb-email-body" lang={email.language}>
        {email.body}
      </div>
      <section aria-labelledby="email-log">
        <h3 id="email-log" className="hb-email-heading">
          {t('emails.log')}
        </h3>
        <ol className="hb-email-log">
          <li>
            <MomentText at={email.plannedAt} />
            <span>
              {email.plannedByName
                ? t('emails.plannedBy', { name: email.plannedByName })
                : t('emails.planned')}
            </span>
          </li>
          {email.log.map((each) => (
            <li key={each.attempt}>
              <MomentText at={each.startedAt} />
              <span>
                {t(each.outcome ? `emails.outcomes.${each.outcome}` : 'emails.states.sending')}
                {each.answer ? <code className="hb-email-answer">{each.answer}</code> : null}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

/** Sends once more; what may have arrived only after a warning. */
function SendAgain({ email }: { email: Email }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const isUncertain = email.state === 'unknown'
  const again = useWrite<boolean, Email>({
    send: (mayArriveTwice, headers) =>
      answered(
        api.POST('/api/v1/emails/{emailId}/send-again', {
          params: { path: { emailId: email.id } },
          body: { mayArriveTwice },
          headers,
        }),
      ),
    touches: emailKeys,
    onDone: () => {
      setAsking(false)
      toast(t('emails.sendingAgain'))
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('emails.sendAgain')}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('emails.sendAgainTitle')}
        confirmLabel={t('emails.sendAgain')}
        isDanger={isUncertain}
        isBusy={again.isPending}
        refusal={again.error}
        onConfirm={() => again.mutate(isUncertain)}
      >
        {t(isUncertain ? 'emails.mayArriveTwice' : 'emails.sendAgainText', {
          to: email.to.join(', '),
        })}
      </ConfirmDialog>
    </>
  )
}
