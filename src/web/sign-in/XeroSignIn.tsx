import { Button } from '@mantine/core'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isLeaving } from '../offline/account.ts'
import { finishLeaving } from '../offline/leaving.ts'
import { Callout } from '../ui/Callout.tsx'

const problems = [
  'consent_was_denied',
  'consent_does_not_match',
  'consent_was_used',
  'consent_has_expired',
  'xero_sign_in_is_off',
  'xero_sign_up_is_off',
  'xero_identity_is_in_doubt',
  'xero_tells_no_email',
  'email_can_sign_in_already',
  'xero_identity_is_taken',
  'xero_identity_is_linked',
  'xero_does_not_answer',
  'xero_is_busy',
  'member_is_archived',
  'not_signed_in',
] as const

/** What went wrong on the way to Xero and back; the callback puts the code into the address. */
export function XeroSignInProblem({
  problem,
  detail,
}: {
  problem: string | undefined
  detail: string | undefined
}) {
  const { t } = useTranslation()
  if (!problem) return null
  const known = problems.find((each) => each === problem) ?? 'other'
  return (
    <Callout
      isLive
      tone={known === 'consent_was_denied' ? 'warning' : 'danger'}
      title={t(`signIn.xeroProblems.${known}.title`)}
    >
      {t(`signIn.xeroProblems.${known}.text`)}
      {detail && (known === 'other' || known === 'xero_identity_is_in_doubt') ? (
        <div className="hb-small">{detail}</div>
      ) : null}
    </Callout>
  )
}

type XeroSignInProps = { mayStrangersSignUp: boolean; returnTo: string | undefined }

/** The way in by Xero; for strangers too, where they may sign up. */
export function XeroSignIn({ mayStrangersSignUp, returnTo }: XeroSignInProps) {
  const { t } = useTranslation()
  const query = returnTo === undefined ? '' : `?${new URLSearchParams({ returnTo })}`
  const address = `/api/xero/sign-in${query}`
  // Else the session that Xero opens would be the one that is ended then.
  async function leaveFirst(event: MouseEvent): Promise<void> {
    if (!isLeaving()) return
    event.preventDefault()
    await finishLeaving()
    window.location.assign(address)
  }
  return (
    <div className="hb-sign-in-xero">
      <div className="hb-sign-in-or">{t('signIn.or')}</div>
      <Button
        component="a"
        href={address}
        variant="default"
        size="md"
        fullWidth
        onClick={(event: MouseEvent) => void leaveFirst(event)}
      >
        {t('signIn.withXero')}
      </Button>
      {mayStrangersSignUp ? <p className="hb-dim hb-small">{t('signIn.newHere')}</p> : null}
    </div>
  )
}
