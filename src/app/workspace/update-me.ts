import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { setMemberLanguage } from '#db/me.ts'
import type { Language } from '#lib/languages.ts'
import { assert } from '#lib/assert.ts'
import { getMe } from './get-me.ts'

/** Changes how Hourbook is for the one who asks: the language, where null is the workspace's. */
export async function updateMe(ctx: Context, changes: { language?: Language | null | undefined }) {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person asks')
  const { language } = changes
  if (language !== undefined) {
    await inTransaction(ctx, async (tx) => {
      await setMemberLanguage(tx, { workspaceId, memberId, language })
    })
  }
  return await getMe(ctx)
}
