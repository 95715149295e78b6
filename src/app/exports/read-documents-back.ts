import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { checkDocuments } from '#app/parts/check-documents.ts'
import { closeDocument } from '#app/parts/follow-documents.ts'
import { readChangedInvoices, readChangedJournals } from '#app/parts/read-changed.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import {
  findReadingState,
  listClosedUnseen,
  lockDocumentsInXero,
  setReadingState,
} from '#db/xero-reading.ts'

/**
 * Reads what became of an organisation's documents in Xero: what changed since the last time, and once a day every open one.
 * Complete without any webhook. What fails is left for the next time, from the same moment on.
 */
export async function readDocumentsBack(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<void> {
  allow(ctx, 'xero:export')
  const { workspaceId, clock } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  if (connection?.state !== 'active') return
  await closeUnseen(ctx, connection)
  const state = await findReadingState(ctx.db, { workspaceId, connectionId })
  if (!state) return
  const now = clock.now()
  await inTransaction(ctx, async (tx) => {
    await setReadingState(tx, { workspaceId, connectionId, documentsReadAt: now })
  })
  const isRead =
    (await readChangedInvoices(ctx, connection, state)) &&
    (await readChangedJournals(ctx, connection, state))
  if (isRead) await checkDocuments(ctx, connection, state)
}

/** Documents that were voided or deleted in Xero before we knew that it had them. */
async function closeUnseen(ctx: Context, { id, tenantId }: XeroConnection): Promise<void> {
  const { workspaceId } = ctx
  const unseen = await listClosedUnseen(ctx.db, { workspaceId, connectionId: id })
  if (unseen.length === 0) return
  await inTransaction(ctx, async (tx) => {
    const xeroIds = unseen.map((each) => each.xeroId)
    for (const known of await lockDocumentsInXero(tx, { workspaceId, tenantId, xeroIds })) {
      if (known.state !== 'confirmed') continue
      const { id: documentId, xeroStatus: status } = known
      await closeDocument(ctx, tx, { documentId, event: 'void', status })
    }
  })
}
