import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { checkReadiness } from '#app/parts/readiness.ts'
import { type ReadinessView, viewReadiness } from '#app/parts/readiness-view.ts'

/** All that would fail if everything open were exported now, in words, each with what mends it. Writes nothing. */
export async function checkXeroReadiness(
  ctx: Context,
  { refresh }: { refresh: boolean },
): Promise<ReadinessView> {
  allow(ctx, 'xero:read')
  return viewReadiness(ctx, await checkReadiness(ctx, { isFresh: refresh }))
}
