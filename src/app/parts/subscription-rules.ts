import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import { lockProject } from '#db/projects.ts'
import { findSubscription, type KeptPause, listPauses } from '#db/subscriptions.ts'
import { pausesOverlap, type Subscription } from '#domain/subscription-billing.ts'
import { refuse } from '../refuse.ts'

type Key = { workspaceId: string; projectId: string }

/** Holds the project, so that nobody bills a period meanwhile, and answers its subscription. */
export async function lockSubscription(tx: Transaction, key: Key): Promise<Subscription> {
  if (!(await lockProject(tx, key))) refuse('project_not_found')
  return (
    (await findSubscription(tx, key)) ??
    refuse('project_has_no_subscription', { field: 'projectId' })
  )
}

/** Refuses a pause that ends before it starts, or shares a day with another. */
export async function refuseImpossiblePause(
  tx: Transaction,
  { pause, ...key }: Key & { pause: KeptPause },
): Promise<void> {
  const { startsOn, endsOn } = pause
  if (endsOn !== null && endsOn < startsOn) refuse('end_is_before_start', { field: 'endsOn' })
  const others = (await listPauses(tx, key)).filter((each) => each.id !== pause.id)
  const other = others.find((each) => pausesOverlap(each, pause))
  if (!other) return
  refuse('subscription_pauses_overlap', {
    field: 'startsOn',
    detail:
      other.endsOn === null
        ? say('It is paused from {{from}} until further notice already.', { from: other.startsOn })
        : say('It is paused from {{from}} to {{to}} already.', {
            from: other.startsOn,
            to: other.endsOn,
          }),
  })
}
