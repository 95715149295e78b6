import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { documentEntry } from '#app/parts/audit-names.ts'
import { planReversal, readForReversal } from '#app/parts/plan-reversal.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { dayIn } from '#lib/zoned-time.ts'

/**
 * Takes a posted sales transaction back by a second journal, where it cannot or should not be voided: the same lines with debit
 * and credit the other way round, posted once. When Xero has it, the invoice can be posted anew.
 */
export async function reverseXeroDocument(
  ctx: Context,
  { documentId, issuedOn }: { documentId: string; issuedOn?: string | undefined },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId, clock } = ctx
  const { journal } = await readForReversal(ctx, documentId)
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const on = issuedOn ?? dayIn(timeZone, clock.now())
  return await inTransaction(ctx, async (tx) => {
    const asked = { documentId, issuedOn: on, journal }
    const reversal = await planReversal(ctx, tx, asked)
    await audit(ctx, tx, { ...documentEntry('reversed', reversal), after: { issuedOn: on } })
    return viewXeroDocument(ctx, reversal)
  })
}
