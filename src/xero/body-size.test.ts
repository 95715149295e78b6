import type { NewInvoice, NewManualJournal } from '#app/ports/accounting.ts'
import { batchSize, countInOneCall } from '#domain/sending.ts'
import { newId } from '#lib/ids.ts'
import { expect, test } from 'vitest'
import { toXeroInvoice } from './to-xero-invoice.ts'
import { toXeroManualJournal } from './to-xero-manual-journal.ts'

const mostBytes = 3_500_000

const line = (description: string) => ({
  description,
  quantity: '99999.99',
  unitPrice: '99999.9999',
  itemCode: 'X'.repeat(30),
  accountCode: 'X'.repeat(10),
  taxType: 'X'.repeat(50),
  tracking: [newId(), newId()].map((id) => ({ categoryId: id, optionId: id })),
})

function documentOf(lines: number, description: string) {
  const invoice: NewInvoice = {
    contactId: '00000000-0000-0000-0000-000000000000',
    reference: '語'.repeat(120),
    issuedOn: '2026-11-16',
    dueOn: '2026-11-30',
    currency: 'EUR',
    status: 'AUTHORISED',
    url: `https://hourbook.example.com/${'x'.repeat(200)}`,
    lines: Array.from({ length: lines }, () => line(description)),
  }
  return invoice
}

test.each([
  ['plain words', 'a'.repeat(4000)],
  ['words of three bytes', '語'.repeat(4000)],
  ['rabbits', '🐇'.repeat(2000)],
  ['lines and quotes', '\n"'.repeat(2000)],
  ['short words', 'x'],
])('a batch of invoices and of journals fits into one call: %s', (_, description) => {
  const invoices = Array.from({ length: batchSize }, (__, index) =>
    documentOf(index % 2 ? 40 : 500, description),
  )
  const together = invoices.slice(0, countInOneCall(invoices))
  const bytes = (body: unknown) => Buffer.byteLength(JSON.stringify(body))
  if (together.length > 1) {
    expect(bytes({ Invoices: together.map(toXeroInvoice) })).toBeLessThan(mostBytes)
    const journals = together.map(({ lines, reference, issuedOn, url }): NewManualJournal => ({
      narration: reference,
      postedOn: issuedOn,
      taxMode: 'exclusive',
      url,
      lines: lines.map((each) => ({
        ...each,
        accountCode: each.accountCode ?? '',
        amountMinor: -99_999_999_999,
      })),
    }))
    expect(bytes({ ManualJournals: journals.map(toXeroManualJournal) })).toBeLessThan(mostBytes)
  }
  expect(together.length).toBeGreaterThan(0)
})
