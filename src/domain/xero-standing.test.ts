import { expect, test } from 'vitest'
import { xeroStandingOf } from './xero-standing.ts'

test.each([
  ['DRAFT', null, null, 'draft'],
  ['SUBMITTED', 0, 0, 'awaiting_approval'],
  ['AUTHORISED', 0, 0, 'awaiting_payment'],
  ['AUTHORISED', 1, 0, 'part_paid'],
  ['AUTHORISED', 0, 1, 'part_paid'],
  ['PAID', 100, 0, 'paid'],
  ['PAID', 50, 50, 'paid'],
  ['PAID', 0, 100, 'credited'],
  ['POSTED', 0, 0, 'posted'],
  ['VOIDED', 0, 0, 'voided'],
  ['DELETED', null, null, 'deleted'],
  ['SOMETHING_NEW', 0, 0, null],
  [null, null, null, null],
] as const)(
  '%s with %s paid and %s credited is %s',
  (xeroStatus, xeroPaidMinor, xeroCreditedMinor, standing) => {
    expect(xeroStandingOf({ xeroStatus, xeroPaidMinor, xeroCreditedMinor })).toBe(standing)
  },
)
