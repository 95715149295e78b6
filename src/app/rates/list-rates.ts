import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { listRatesOf } from '#db/rates.ts'
import type { DatedRate, RateSubjectKind } from '#domain/rates.ts'

export type RatesView = {
  id: string
  name: string
  first: string | null
  dated: DatedRate[]
}

/** What some clients, projects, tasks or people ask, or the workspace itself, and from which days on. */
export async function listRates(
  ctx: Context,
  { kind, ids }: { kind: RateSubjectKind; ids: readonly string[] },
): Promise<RatesView[]> {
  allow(ctx, 'rates:read')
  const { workspaceId } = ctx
  const isOfWorkspace = kind === 'workspace' || kind === 'workspace_mileage'
  const wanted = isOfWorkspace ? [workspaceId] : ids
  const known = await listRatesOf(ctx.db, { workspaceId, kind, ids: wanted })
  return known.map(({ id, name, history }) => ({ id, name, ...history, dated: [...history.dated] }))
}
