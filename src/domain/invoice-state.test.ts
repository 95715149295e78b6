import { expect, test } from 'vitest'
import {
  creditInvoiceRefusal,
  type InvoiceAction,
  invoiceNumber,
  invoiceRefusal,
  invoiceSeries,
  invoiceStates,
  type SalesTransactionFacts,
  salesTransactionRefusal,
} from './invoice-state.ts'

const actions: InvoiceAction[] = [
  'edit',
  'delete',
  'finalise',
  'send',
  'share',
  'create_sales_transaction',
  'credit',
]

test.each([
  { state: 'draft', allowed: ['edit', 'delete', 'finalise'] },
  { state: 'finalised', allowed: ['send', 'share', 'credit'] },
  { state: 'sent', allowed: ['share', 'create_sales_transaction', 'credit'] },
] as const)('a $state invoice allows $allowed', ({ state, allowed }) => {
  expect(actions.filter((action) => !invoiceRefusal({ state }, action))).toEqual(allowed)
  expect(invoiceStates).toContain(state)
})

test.each([
  [{}, undefined],
  [{ state: 'draft' }, 'invoice_is_not_finalised'],
  [{ creditsId: 'another' }, 'invoice_is_a_credit'],
  [{ isCreditedInFull: true }, 'nothing_left_to_credit'],
] as const)('crediting %j: %s', (values, refusal) => {
  const sent = { state: 'sent', creditsId: null, isCreditedInFull: false } as const
  expect(creditInvoiceRefusal({ ...sent, ...values })).toBe(refusal)
})

test('an invoice without lines cannot be finalised', () => {
  expect(invoiceRefusal({ state: 'draft', lineCount: 0 }, 'finalise')).toBe('invoice_has_no_lines')
})

test.each([
  [{}, undefined],
  [{ state: 'finalised' }, 'invoice_is_not_sent'],
  [{ hasSalesTransaction: true }, 'sales_transaction_exists'],
  [{ currency: 'USD' }, 'invoice_currency_differs'],
  [{ totalMinor: 0 }, 'invoice_comes_to_nothing'],
  [{ paidMinor: 1 }, undefined],
  [{ target: 'invoice' }, undefined],
  [{ target: 'invoice', paidMinor: 1 }, 'invoice_has_payments'],
  [{ target: 'invoice', creditsId: 'other' }, 'credit_note_cannot_be_made'],
  [
    { administration: { baseCurrency: null, refusal: 'debtors_account_not_chosen' } },
    'debtors_account_not_chosen',
  ],
] as [Partial<SalesTransactionFacts>, string | undefined][])(
  'a sales transaction with %j: %s',
  (values, refusal) => {
    const administration = { baseCurrency: 'EUR', refusal: undefined }
    const sent = {
      state: 'sent',
      currency: 'EUR',
      totalMinor: 100,
      paidMinor: 0,
      creditsId: null,
      target: 'manual_journal',
      hasSalesTransaction: false,
    } as const
    expect(salesTransactionRefusal({ ...sent, administration, ...values })).toBe(refusal)
  },
)

test('numbers carry the prefix and the year', () => {
  expect(invoiceNumber(invoiceSeries('F', '2026-11-16'), 12)).toBe('F2026-0012')
  expect(invoiceNumber(invoiceSeries('', '2026-11-16'), 12_345)).toBe('2026-12345')
})
