import { expect, test } from 'vitest'
import {
  attachmentRetryRefusal,
  attachNothing,
  type BilledReceipt,
  callsToAttach,
  planFiles,
} from './attachments.ts'

const all = { timesheet: true, receipts: true, online: false, note: true }

test('the timesheet comes first, receipts after it by their day and name', () => {
  const receipts = [
    aReceipt({ name: 'Taxi.pdf' }),
    aReceipt({ name: 'Lunch.jpg', mediaType: 'image/jpeg' }),
  ]
  expect(planFiles({ hasHours: true, receipts }, all)).toEqual({
    files: [
      { kind: 'timesheet', name: 'Timesheet.pdf', fileId: null },
      { kind: 'receipt', name: '2026-11-16 Taxi.pdf', fileId: receipts[0]?.fileId },
      { kind: 'receipt', name: '2026-11-16 Lunch.jpg', fileId: receipts[1]?.fileId },
    ],
    leftOut: [],
  })
  expect(planFiles({ hasHours: false, receipts: [] }, all).files).toEqual([])
  expect(planFiles({ hasHours: true, receipts }, attachNothing).files).toEqual([])
})

test('names differ within a document, whatever their case, and hold nothing that Xero forbids', () => {
  const names = ['a.pdf', 'A.pdf', 'a.PDF', 'a+b#1 & 2%.pdf', 'a_b_1 _ 2_.pdf']
  const receipts = names.map((name) => aReceipt({ name }))
  expect(planFiles({ hasHours: false, receipts }, all).files.map((file) => file.name)).toEqual([
    '2026-11-16 a.pdf',
    '2026-11-16 A (2).pdf',
    '2026-11-16 a (3).PDF',
    '2026-11-16 a_b_1 _ 2_.pdf',
    '2026-11-16 a_b_1 _ 2_ (2).pdf',
  ])
})

test('what Xero does not take is left out, with the reason', () => {
  const picture = aReceipt({ name: 'photo.heic', mediaType: 'image/heic' })
  const eleven = Array.from({ length: 11 }, (_, index) => aReceipt({ name: `${index}.pdf` }))
  const { files, leftOut } = planFiles({ hasHours: true, receipts: [picture, ...eleven] }, all)
  expect(files).toHaveLength(10)
  expect(leftOut).toMatchObject([
    { expenseId: picture.expenseId, name: 'photo.heic', reason: 'receipt_is_not_for_xero' },
    { expenseId: eleven[9]?.expenseId, name: '9.pdf', reason: 'too_many_files' },
    { expenseId: eleven[10]?.expenseId, name: '10.pdf', reason: 'too_many_files' },
  ])
})

test('one paper for two expenses goes along once', () => {
  const receipts = [aReceipt({ fileId: 'same' }), aReceipt({ fileId: 'same' })]
  expect(planFiles({ hasHours: false, receipts }, all).files).toHaveLength(1)
})

test('each file costs a call, and each note', () => {
  const documents = [
    planFiles({ hasHours: true, receipts: [aReceipt()] }, all),
    planFiles({ hasHours: false, receipts: [] }, all),
  ]
  expect(callsToAttach(documents, all)).toBe(4)
  expect(callsToAttach(documents, { ...all, note: false })).toBe(2)
})

test('only what was refused is sent once more by hand', () => {
  expect(attachmentRetryRefusal({ state: 'rejected' })).toBeUndefined()
  expect(attachmentRetryRefusal({ state: 'unknown' })).toBe('attachment_is_not_rejected')
})

let made = 0

function aReceipt(values: Partial<BilledReceipt> = {}): BilledReceipt {
  made += 1
  const ids = { expenseId: `expense-${made}`, receiptId: `receipt-${made}`, fileId: `file-${made}` }
  return {
    ...ids,
    spentOn: '2026-11-16',
    name: 'Taxi.pdf',
    mediaType: 'application/pdf',
    ...values,
  }
}
