import type { EmailState } from '#domain/email-state.ts'
import { useTranslation } from 'react-i18next'
import { StatusBadge, type StatusTone } from '../ui/StatusBadge.tsx'
import { isUnderWay, type Email } from './email-queries.ts'

const tones: Record<EmailState, StatusTone> = {
  planned: 'info',
  sending: 'info',
  sent: 'success',
  refused: 'danger',
  unknown: 'warning',
}

/** What became of an e-mail, in a word or two. */
export function EmailStateBadge({ email }: { email: Pick<Email, 'state' | 'isWaiting'> }) {
  const { t } = useTranslation()
  return (
    <StatusBadge tone={email.isWaiting ? 'warning' : tones[email.state]} isLive={isUnderWay(email)}>
      {t(email.isWaiting ? 'emails.waiting' : `emails.states.${email.state}`)}
    </StatusBadge>
  )
}
