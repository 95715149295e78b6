import { expect, test } from 'vitest'
import { openOnly } from './report-queries.ts'

// "All that match" of a filter must never offer work for billing that the filter leaves out.
test('a filter is narrowed to what can still be billed', () => {
  const open = { billable: 'true', invoiced: 'false' }
  expect(openOnly({})).toEqual({ ...open, status: ['open'] })
  expect(openOnly({ status: ['open', 'invoiced'] })).toEqual({ ...open, status: ['open'] })
  expect(openOnly({ status: ['xero_voided', 'written_off'] })).toEqual({
    ...open,
    status: ['xero_voided'],
  })
  expect(openOnly({ status: ['xero_paid', 'invoiced'] })).toBeUndefined()
  expect(openOnly({ billable: 'false' })).toBeUndefined()
})
