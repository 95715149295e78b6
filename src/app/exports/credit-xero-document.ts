import { listClientLanguages } from '#db/clients.ts'
import { fileWords } from '#domain/words/file-words.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { readForCredit } from '#app/parts/read-for-credit.ts'
import { requestChange } from '#app/parts/request-change.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { refuse } from '#app/refuse.ts'
import { insertCreditNote, takeUpCreditNote } from '#db/xero-credit-notes.ts'
import { invoiceReference } from '#domain/lookup-text.ts'
import { newId } from '#lib/ids.ts'

/**
 * Asks for a credit note over all of an approved invoice. When Xero has it and it is taken off the invoice, what the invoice
 * billed can be billed again, or stays billed. One that Xero has but could not take off is not written twice.
 */
export async function creditXeroDocument(
  ctx: Context,
  asked: { documentId: string; billAgain: boolean; previewHash?: string | null | undefined },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const { documentId, billAgain: billsAgain, previewHash } = asked
  const { planned } = await readForCredit(ctx, documentId)
  if (previewHash && previewHash !== planned.hash) refuse('preview_is_outdated')
  return await inTransaction(ctx, async (tx) => {
    const { document, changeId } = await requestChange(ctx, tx, { documentId, kind: 'credit' })
    const { creditNote, xeroNumber } = document
    if (creditNote && creditNote.goneAt === null) {
      const creditNoteId = creditNote.id
      await takeUpCreditNote(tx, { workspaceId, creditNoteId, changeId, billsAgain })
      return viewXeroDocument(ctx, document)
    }
    const id = newId()
    const { clientId } = document
    const languages = await listClientLanguages(tx, { workspaceId, clientIds: [clientId] })
    const words = fileWords(languages.get(clientId) ?? null)
    const lookupText = invoiceReference(
      words('Credit of {{number}}', { number: xeroNumber ?? '' }),
      id,
    )
    const { issuedOn, taxMode, lines, subtotalMinor, taxMinor, totalMinor } = planned
    const amounts = { subtotalMinor, taxMinor, totalMinor }
    const about = { id, documentId, changeId, billsAgain, lookupText }
    const creditNotePlanned = { ...about, issuedOn, taxMode, lines, ...amounts }
    await insertCreditNote(tx, { workspaceId, planned: creditNotePlanned })
    return viewXeroDocument(ctx, document)
  })
}
