import type { Transaction } from '#db/database.ts'
import { findConnection } from '#db/xero-connections.ts'
import { insertDocumentChange } from '#db/xero-document-changes.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { findXeroDocument, lockXeroDocument, type XeroDocument } from '#db/xero-documents.ts'
import {
  changeRefusal,
  type ChangeFacts,
  type DocumentChange,
  emailAgainRefusal,
} from '#domain/document-state.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { audit } from './audit.ts'
import { documentEntry } from './audit-names.ts'
import { refuse } from '../refuse.ts'
import { wakeXeroChanges } from './wake-xero-documents.ts'

/** Writes down that a document is to be changed in Xero, and lets a worker do it; refuses what is known to be refused there. */
export async function requestChange(
  ctx: Context,
  tx: Transaction,
  {
    documentId,
    kind,
    isAgain = false,
  }: { documentId: string; kind: DocumentChange; isAgain?: boolean },
): Promise<{ document: XeroDocument; changeId: string }> {
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person asks')
  const document = await lockXeroDocument(tx, { workspaceId, documentId })
  if (!document) refuse('xero_document_not_found')
  const facts = changeFacts(document)
  const again = kind === 'email' ? emailAgainRefusal(facts, { isAgain }) : undefined
  const refusal = changeRefusal(facts, kind) ?? again
  if (refusal) refuse(refusal)
  const { connectionId } = document
  const connection = await findConnection(tx, { workspaceId, connectionId })
  if (connection?.state === 'disconnected' || connection?.state === 'offered') {
    refuse('xero_is_not_connected')
  }

  const changeId = newId()
  const now = ctx.clock.now()
  const key = { workspaceId, documentId }
  const asked = {
    id: changeId,
    connectionId,
    kind,
    isAgain,
    requestedBy: memberId,
    requestedAt: now,
  }
  await insertDocumentChange(tx, { ...key, ...asked })
  const event = { kind: 'change_requested' as const, particulars: { change: kind }, memberId }
  await insertDocumentEvent(tx, { ...key, happenedAt: now, event })
  await audit(ctx, tx, documentEntry(`${kind}_requested`, document))
  await wakeXeroChanges(ctx, tx, { connectionId })
  const changed = await findXeroDocument(tx, key)
  assert(changed, 'documents are never deleted')
  return { document: changed, changeId }
}

/** What of a document decides on the changes it allows. */
export function changeFacts(document: XeroDocument): ChangeFacts {
  const { creditNote } = document
  return {
    ...document,
    hasLiveChange: isChangeLive(document),
    creditNote: creditNote && creditNote.goneAt === null ? creditNote : null,
  }
}

/** Whether a change is on its way to Xero. */
export function isChangeLive({ change }: XeroDocument): boolean {
  return change !== null && change.state !== 'done' && change.state !== 'rejected'
}
