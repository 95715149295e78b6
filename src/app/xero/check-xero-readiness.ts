import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { checkReadiness } from '#app/parts/readiness.ts'
import type { Asked } from '#app/parts/xero-settings.ts'
import { type ReadinessView, viewReadiness } from '#app/parts/readiness-view.ts'

/**
 * All that would fail in an administration if everything open of its clients were exported now, in words, each with what
 * mends it. Writes nothing.
 */
export async function checkXeroReadiness(
  ctx: Context,
  { refresh, connectionId }: { refresh: boolean } & Asked,
): Promise<ReadinessView> {
  allow(ctx, 'xero:read')
  return viewReadiness(ctx, await checkReadiness(ctx, { isFresh: refresh, connectionId }))
}
