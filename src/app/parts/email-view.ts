import type { Email } from '#db/emails.ts'
import { without } from '#lib/without.ts'
import { sendAgainRefusal } from '#domain/email-state.ts'
import { may } from '../allow.ts'
import { type Allowance, allowanceOf } from '../allowance.ts'
import type { Context } from '../context.ts'

export type EmailView = Omit<
  Email,
  'senderName' | 'messageId' | 'plannedBy' | 'nextAttemptAt' | 'fileId'
> & {
  /** When it is tried again; null unless it waits for that. */
  nextAttemptAt: Date | null
  /** Whether that is still to come. */
  isWaiting: boolean
  can: { sendAgain: Allowance }
}

export function viewEmail(ctx: Context, email: Email): EmailView {
  const shown = without(email, 'senderName', 'messageId', 'plannedBy', 'fileId')
  const isPlanned = email.state === 'planned'
  const refusal = maySendAgain(ctx, email)
    ? sendAgainRefusal(email, { mayArriveTwice: true })
    : ('not_allowed' as const)
  return {
    ...shown,
    nextAttemptAt: isPlanned ? email.nextAttemptAt : null,
    isWaiting: isPlanned && email.nextAttemptAt > ctx.clock.now(),
    can: { sendAgain: allowanceOf(refusal) },
  }
}

/** Whether the person may read an e-mail: who sees invoices reads those with invoices, and nobody's rejections. */
export function mayReadEmail(ctx: Context, { kind }: Pick<Email, 'kind'>): boolean {
  return may(ctx, 'settings:write') || (kind === 'invoice' && may(ctx, 'invoices:read'))
}

function maySendAgain(ctx: Context, { kind }: Email): boolean {
  return may(ctx, 'settings:write') || (kind === 'invoice' && may(ctx, 'invoices:write'))
}
