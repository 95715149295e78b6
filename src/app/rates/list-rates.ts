import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { Page } from '#db/page.ts'
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
  request: PageRequest & { kind: RateSubjectKind; ids: readonly string[] },
): Promise<Page<RatesView>> {
  allow(ctx, 'rates:read')
  const { workspaceId } = ctx
  const { limit, cursor, kind, ids } = request
  const isOfWorkspace = kind === 'workspace' || kind === 'workspace_mileage'
  const wanted = isOfWorkspace ? [workspaceId] : ids
  const after = nameCursorFrom(cursor)
  const asked = { workspaceId, kind, ids: wanted, after, limit: limit + 1 }
  const known = pageOf(await listRatesOf(ctx.db, asked), limit, (row) => row.sortName)
  const items = known.items.map(({ id, name, history }) => {
    return { id, name, ...history, dated: [...history.dated] }
  })
  return { items, nextCursor: known.nextCursor }
}
