/** What is read again after something was billed or freed: rows show whether they are invoiced. */
export const billedKeys = [
  ['time-entries'],
  ['expenses'],
  ['mileages'],
  ['uninvoiced'],
  ['budgets'],
  ['write-offs'],
  ['subscriptions'],
  ['invoices'],
  ['xero-exports'],
] as const
