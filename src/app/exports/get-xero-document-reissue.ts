import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import type { ExportRequest } from '#app/parts/plan-export.ts'
import { refuse } from '#app/refuse.ts'
import { listItemsOfDocument } from '#db/allocations.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { findXeroExportOptions } from '#db/xero-exports.ts'
import { attachNothing, type AttachOptions } from '#domain/attachments.ts'

export type Reissue = {
  items: ItemSelection
  options: Omit<ExportRequest, 'items' | 'reference' | 'dueOn' | 'email' | 'attach'> & {
    email: boolean
    attach: AttachOptions
    reference: string
    dueOn: string | null
  }
  /** How many of the items can be billed now. */
  count: number
}

/** What to ask for to export once more what a document billed, as it was exported; without what is billed elsewhere by now. */
export async function getXeroDocumentReissue(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<Reissue> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!document) refuse('xero_document_not_found')
  if (document.kind === 'manual_journal') refuse('document_is_a_journal')
  if (document.exportId === null) refuse('document_is_an_own_invoice')
  const { exportId } = document
  const items = await listItemsOfDocument(ctx.db, { workspaceId, documentId })
  const options = await findXeroExportOptions(ctx.db, { workspaceId, exportId })
  const idsOf = (kind: string) =>
    items.flatMap((each) => (each.itemKind === kind ? each.itemId : []))
  return {
    count: items.length,
    items: {
      timeEntryIds: idsOf('time_entry'),
      expenseIds: idsOf('expense'),
      mileageIds: idsOf('mileage'),
      instalments: items.flatMap(({ itemKind, projectId, plannedId, amountMinor, description }) => {
        if (itemKind !== 'instalment' || !projectId) return []
        return plannedId ? { projectId, plannedId } : { projectId, amountMinor, description }
      }),
      subscriptionPeriods: items.flatMap(({ itemKind, projectId, startsOn }) =>
        itemKind === 'subscription_period' && projectId && startsOn ? { projectId, startsOn } : [],
      ),
      uninvoiced: [],
    },
    options: {
      per: options?.per ?? 'client',
      groupBy: options?.groupBy ?? 'project',
      issuedOn: document.issuedOn,
      dueOn: options?.dueOn ?? null,
      reference: document.reference,
      status: document.targetStatus === 'POSTED' ? 'DRAFT' : document.targetStatus,
      ...(options?.brandingThemeId !== undefined && { brandingThemeId: options.brandingThemeId }),
      email: options?.email ?? false,
      attach: options?.attach ?? attachNothing,
    },
  }
}
