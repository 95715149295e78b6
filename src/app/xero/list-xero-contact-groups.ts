import { allow } from '#app/allow.ts'
import { readContactGroups } from '#app/parts/contact-groups.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** The contact groups of the administration, live. */
export async function listXeroContactGroups(ctx: Context, asked: Asked = {}) {
  allow(ctx, 'xero:read')
  const connection = await requireAdministration(ctx, asked)
  return { items: expectXero(await readContactGroups(ctx, connection)), nextCursor: null }
}
