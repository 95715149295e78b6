import type { Email } from '#db/emails.ts'
import { sendAgainRefusal } from '#domain/email-state.ts'
import { may } from '../allow.ts'
import { type Allowance, allowanceOf } from '../allowance.ts'
import type { Context } from '../context.ts'

export type EmailView = Omit<Email, 'senderName' | 'messageId' | 'plannedBy' | 'nextAttemptAt'> & {
  /** When it is tried again; null unless it waits for that. */
  nextAttemptAt: Date | null
  can: { sendAgain: Allowance }
}

export function viewEmail(ctx: Context, email: Email): EmailView {
  const { senderName: _, messageId: __, plannedBy: ___, nextAttemptAt, ...shown } = email
  const refusal = may(ctx, 'settings:write')
    ? sendAgainRefusal(email, { mayArriveTwice: true })
    : ('not_allowed' as const)
  return {
    ...shown,
    nextAttemptAt: email.state === 'planned' ? nextAttemptAt : null,
    can: { sendAgain: allowanceOf(refusal) },
  }
}
