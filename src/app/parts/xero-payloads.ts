import type { OutgoingDocument } from '#db/xero-sending.ts'
import { shownMinor } from '#domain/vat-amounts.ts'
import { assert } from '#lib/assert.ts'
import type { NewInvoice, NewManualJournal } from '../ports/accounting.ts'

/** The invoice as it is sent: always the same for the same document and contact. */
export function toNewInvoice(document: OutgoingDocument, url: string): NewInvoice {
  const { contactId, dueOn, targetStatus, brandingThemeId } = document
  assert(
    contactId !== null && dueOn !== null,
    'an invoice that is sent has a contact and a due date',
  )
  assert(targetStatus !== 'POSTED', 'only journals are posted')
  const isSale = document.invoiceId !== null
  return {
    contactId,
    reference: document.lookupText,
    issuedOn: document.issuedOn,
    dueOn,
    currency: document.currency,
    status: targetStatus,
    // An own invoice was sent, under its number; Xero gives no other, and does not work out its tax anew.
    ...(isSale && { number: document.reference, isSentToContact: true as const }),
    // Left out where Xero chooses: so what was planned before there was a choice is the same request.
    ...(brandingThemeId !== null && { brandingThemeId }),
    url: isSale
      ? `${url}/finance/invoices/${document.invoiceId}`
      : `${url}/documents/${document.id}`,
    lines: document.lines.map((line) => ({
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      itemCode: line.itemCode,
      accountCode: line.accountCode,
      taxType: line.taxType,
      tracking: [...(line.tracking ?? [])],
      ...(isSale && { taxMinor: line.taxMinor }),
    })),
  }
}

/** The journal as it is sent. Its lines say their amounts as its invoice does: Xero finds the same tax of each. */
export function toNewManualJournal(document: OutgoingDocument, url: string): NewManualJournal {
  return {
    narration: document.lookupText,
    postedOn: document.issuedOn,
    taxMode: document.pricesIncludeVat ? 'inclusive' : 'exclusive',
    ...(document.targetStatus === 'DRAFT' && { isDraft: true as const }),
    url: `${url}/finance/invoices/${document.invoiceId}`,
    lines: document.lines.map((line) => {
      assert(line.accountCode !== null, 'a journal line has an account')
      const { description, accountCode, taxType } = line
      const tracking = [...(line.tracking ?? [])]
      const amountMinor = shownMinor(line, document.pricesIncludeVat)
      return { description, accountCode, amountMinor, taxType, tracking }
    }),
  }
}
