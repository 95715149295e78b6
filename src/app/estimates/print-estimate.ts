import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { estimatePaper } from '#app/parts/estimate-paper.ts'
import { invoiceFileName } from '#app/parts/invoice-email.ts'
import { printed } from '#app/parts/print.ts'
import { refuse } from '#app/refuse.ts'
import { findEstimate } from '#db/estimates.ts'

/** An estimate as a PDF, drafts too, which say that they are. `name` has no ending. */
export async function printEstimate(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(ctx, 'invoices:read')
  const estimate = await findEstimate(ctx.db, { workspaceId: ctx.workspaceId, estimateId })
  if (!estimate) refuse('estimate_not_found')
  const bytes = await printed(ctx.printer.invoice(await estimatePaper(ctx, estimate)))
  return { name: invoiceFileName(estimate.number ?? 'draft'), bytes }
}
