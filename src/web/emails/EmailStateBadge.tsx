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
export function EmailStateBadge({ email }: { email: Pick<Email, 'state' | 'attempts'> }) {
  const { t } = useTranslation()
  const isWaiting = email.state === 'planned' && email.attempts > 0
  return (
    <StatusBadge tone={isWaiting ? 'warning' : tones[email.state]} isLive={isUnderWay(email)}>
      {t(isWaiting ? 'emails.waiting' : `emails.states.${email.state}`)}
    </StatusBadge>
  )
}
