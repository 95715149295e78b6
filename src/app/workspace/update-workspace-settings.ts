import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refusePlaceholders } from '#app/parts/refuse-placeholders.ts'
import { refuse } from '#app/refuse.ts'
import { getWorkspace, setWorkspaceSettings, type WorkspaceSettings } from '#db/workspaces.ts'
import { type LineTexts, lineTextNames, linePlaceholders } from '#domain/line-texts.ts'
import { isCurrency } from '#domain/currencies.ts'
import { isTimeZone } from '#lib/zoned-time.ts'

/** Changes the given settings. */
export async function updateWorkspaceSettings(
  ctx: Context,
  { changes }: { changes: Partial<WorkspaceSettings> },
): Promise<WorkspaceSettings> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const { currency, timeZone } = changes
  if (currency !== undefined && !isCurrency(currency)) {
    refuse('currency_is_unknown', { field: 'currency' })
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    refuse('time_zone_is_unknown', { field: 'timeZone' })
  }
  const { lineTexts } = changes
  const kept = lineTexts && { lineTexts: ownTexts(lineTexts) }
  return await inTransaction(ctx, async (tx) => {
    if (Object.keys(changes).length === 0) return await getWorkspace(tx, { workspaceId })
    const before = await getWorkspace(tx, { workspaceId })
    const after = await setWorkspaceSettings(tx, {
      workspaceId,
      changes: { ...changes, ...kept },
    })
    const about = { subject: 'workspace', id: workspaceId, name: after.name } as const
    await audit(ctx, tx, { action: 'changed', ...about, before, after })
    return after
  })
}

/** The texts that are there; refuses one that names something a line has not. */
function ownTexts(texts: LineTexts): LineTexts {
  const own: LineTexts = {}
  for (const name of lineTextNames) {
    const text = texts[name]?.trim()
    if (!text) continue
    refusePlaceholders(text, `lineTexts.${name}`, linePlaceholders)
    own[name] = text
  }
  return own
}
