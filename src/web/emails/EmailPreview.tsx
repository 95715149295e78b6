import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../ui/buttons.tsx'
import './emails.css'

type EmailPreviewProps = {
  from: string
  to: readonly string[]
  cc?: readonly string[]
  bcc?: readonly string[]
  subject: string
  body: string
  language: string
  attachment?: { name: string; href: string }
}

/** An e-mail as its reader gets it. */
export function EmailPreview(email: EmailPreviewProps) {
  const { t } = useTranslation()
  const heads = [
    { label: t('emails.sender'), value: email.from },
    { label: t('emails.to'), value: email.to.join(', ') },
    { label: t('emails.cc'), value: (email.cc ?? []).join(', ') },
    { label: t('emails.bcc'), value: (email.bcc ?? []).join(', ') },
    { label: t('emails.subject'), value: email.subject },
  ].filter(({ value }) => value !== '')
  return (
    <div className="hb-email-preview">
      <dl className="hb-email-head">
        {heads.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {email.attachment ? (
          <div>
            <dt>{t('emails.attachment')}</dt>
            <dd>
              <ExternalLink href={email.attachment.href}>{email.attachment.name}</ExternalLink>
            </dd>
          </div>
        ) : null}
      </dl>
      <div className="hb-email-body" lang={email.language}>
        {email.body}
      </div>
    </div>
  )
}
