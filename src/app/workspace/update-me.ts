import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { setMemberChoices } from '#db/me.ts'
import type { Language } from '#lib/languages.ts'
import { assert } from '#lib/assert.ts'
import { getMe } from './get-me.ts'

type Choices = { language?: Language | null | undefined; wantsApprovalEmails?: boolean | undefined }

/** Changes how Hourbook is for the one who asks: the language, where null is the workspace's, and which e-mails they get. */
export async function updateMe(ctx: Context, choices: Choices) {
  allow(ctx, 'tokens:own')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person asks')
  if (Object.values(choices).some((choice) => choice !== undefined)) {
    await inTransaction(ctx, async (tx) => {
      await setMemberChoices(tx, { workspaceId, memberId, ...choices })
    })
  }
  return await getMe(ctx)
}
