import { expect, test } from 'vitest'
import {
  changeRefusal,
  closingStatus,
  creditedRefusal,
  discardRefusal,
  type DocumentState,
  exportState,
  retryRefusal,
  statesBefore,
} from './document-state.ts'

const states: DocumentState[] = [
  'planned',
  'sending',
  'confirmed',
  'rejected',
  'unknown',
  'discarded',
  'voided',
  'credited',
]

test.each([
  ['send', ['planned', 'unknown']], // 'unknown' only to repeat the same call
  ['confirm', ['sending', 'unknown']],
  ['lose', ['sending', 'unknown']],
  ['release', ['sending', 'unknown']],
  ['retry', ['rejected']],
  ['discard', ['planned', 'rejected']],
  ['void', ['confirmed']],
  ['credit', ['confirmed']],
] as const)('%s can happen from %j', (event, from) => {
  expect(statesBefore(event)).toEqual(from)
})

test('only what Xero refused can be tried again', () => {
  expect(states.filter((state) => !retryRefusal({ state }))).toEqual(['rejected'])
})

// Freeing the items of a document that Xero may have would bill them twice.
test('only what is certainly not in Xero can be given up', () => {
  const after = (attempts: number) => states.filter((state) => !discardRefusal({ state, attempts }))
  expect(after(0)).toEqual(['planned', 'rejected'])
  expect(after(1)).toEqual(['rejected'])
})

test.each([
  [['confirmed', 'discarded', 'voided', 'credited'], 'done'],
  [['confirmed', 'unknown'], 'sending'],
  [['planned', 'rejected'], 'attention'],
  [[], 'done'],
] as [DocumentState[], string][])('documents that are %j make an export %s', (each, state) => {
  expect(exportState(each)).toBe(state)
})

const inXero = {
  kind: 'invoice',
  invoiceId: null,
  state: 'confirmed',
  xeroStatus: 'AUTHORISED',
  xeroPaidMinor: 0,
  xeroCreditedMinor: 0,
  xeroTotalMinor: 100,
  xeroSentToContact: null,
  reversesId: null,
  reversal: null,
  hasLiveChange: false,
  creditNote: null,
} as const

const notYet = 'document_is_not_approved'
test.each([
  [{ xeroStatus: 'DRAFT' }, [undefined, undefined, notYet]],
  [{ xeroStatus: 'SUBMITTED' }, [undefined, undefined, notYet]],
  [{ xeroStatus: 'AUTHORISED' }, [undefined, 'document_is_approved', undefined]],
  [{ xeroPaidMinor: 1 }, ['document_is_paid', 'document_is_approved', undefined]],
  [{ xeroCreditedMinor: 1 }, ['document_is_paid', 'document_is_approved', 'document_has_credits']],
  [{ xeroStatus: 'PAID' }, ['document_is_paid', 'document_is_approved', undefined]],
  [
    { xeroStatus: 'SOMETHING_NEW' },
    ['document_is_closed', 'document_is_closed', 'document_is_closed'],
  ],
  [
    { kind: 'manual_journal', xeroStatus: 'POSTED' },
    [undefined, 'document_is_a_journal', 'document_is_a_journal'],
  ],
  [
    { creditNote: { allocatedMinor: 100 }, xeroCreditedMinor: 100 },
    ['document_is_credited', 'document_is_approved', 'document_is_credited'],
  ],
  [
    { creditNote: { allocatedMinor: null } },
    ['document_is_credited', 'document_is_approved', undefined],
  ],
  [
    { hasLiveChange: true },
    ['document_is_being_changed', 'document_is_being_changed', 'document_is_being_changed'],
  ],
  [{ state: 'voided' }, ['document_is_closed', 'document_is_closed', 'document_is_closed']],
  [
    { state: 'planned' },
    ['document_is_not_in_xero', 'document_is_not_in_xero', 'document_is_not_in_xero'],
  ],
] as const)('with %j void, update and credit are refused as %j', (facts, refusals) => {
  const changes = ['void', 'update', 'credit'] as const
  expect(changes.map((each) => changeRefusal({ ...inXero, ...facts }, each))).toEqual(refusals)
})

test.each([
  [{ xeroCreditedMinor: 100 }, undefined],
  [{ xeroCreditedMinor: 99 }, 'document_is_not_credited'],
  [{ xeroCreditedMinor: 0, xeroTotalMinor: 0 }, 'document_is_not_credited'],
  [{ xeroCreditedMinor: 100, kind: 'manual_journal' }, 'document_is_a_journal'],
  [{ xeroCreditedMinor: 100, state: 'credited' }, 'document_is_closed'],
  [{ xeroCreditedMinor: 100, hasLiveChange: true }, 'document_is_being_changed'],
  [{ creditNote: { allocatedMinor: 0 }, xeroStatus: 'PAID', xeroPaidMinor: 100 }, undefined],
  [{ creditNote: { allocatedMinor: null } }, 'document_is_not_credited'],
] as const)('with %j what it bills is freed: %s', (facts, refusal) => {
  expect(creditedRefusal({ ...inXero, ...facts })).toBe(refusal)
})

test('what was approved is voided, what was not is deleted', () => {
  const statuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'POSTED']
  expect(statuses.map(closingStatus)).toEqual(['DELETED', 'DELETED', 'VOIDED', 'VOIDED'])
})
