import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { readXeroBrandingThemes } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** How invoices can look in the administration, live; its own default first. */
export async function listXeroBrandingThemes(
  ctx: Context,
  { refresh, connectionId }: { refresh: boolean } & Asked,
) {
  allow(ctx, 'xero:read')
  const connection = await requireAdministration(ctx, { connectionId })
  const themes = expectXero(await readXeroBrandingThemes(ctx, { connection, isFresh: refresh }))
  const items = themes.map(({ themeId, ...theme }) => ({ brandingThemeId: themeId, ...theme }))
  return { items, nextCursor: null }
}
