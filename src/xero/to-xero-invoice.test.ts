import type { NewCreditNote, NewInvoice } from '#app/ports/accounting.ts'
import { expect, test } from 'vitest'
import { toXeroCreditNote } from './to-xero-credit-note.ts'
import { toXeroInvoice } from './to-xero-invoice.ts'

// Any other field of the contact would change the contact; totals are for Xero to compute.
test('a document names its contact by the id alone, and no totals', () => {
  const line = { description: 'Work', quantity: '1.5', unitPrice: '100.125', accountCode: '200' }
  const codes = { itemCode: null, taxType: null, tracking: [] }
  const about = { contactId: 'c0ffee', reference: 'HB-1', issuedOn: '2026-11-16', currency: 'EUR' }
  const lines = [{ ...line, ...codes }]
  const invoice: NewInvoice = { ...about, dueOn: '2026-12-16', status: 'DRAFT', url: null, lines }
  const creditNote: NewCreditNote = { ...about, taxMode: 'exclusive', lines }
  for (const sent of [toXeroInvoice(invoice), toXeroCreditNote(creditNote)]) {
    expect(sent['Contact']).toEqual({ ContactID: 'c0ffee' })
    expect(Object.keys(sent)).not.toContain('SubTotal')
    expect(Object.keys(sent)).not.toContain('TotalTax')
    expect(Object.keys(sent)).not.toContain('Total')
    const [first] = sent['LineItems'] as Record<string, unknown>[]
    expect(first).toEqual({
      Description: 'Work',
      Quantity: 1.5,
      UnitAmount: 100.125,
      AccountCode: '200',
    })
  }
})
