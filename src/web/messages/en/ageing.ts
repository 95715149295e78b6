export const ageing = {
  title: 'Ageing',
  description:
    'What clients owe on own invoices, by how long it is overdue. Sales transactions are journals in Xero, so they are not among its receivables.',
  on: 'On',
  due: 'Due',
  total: 'Total',
  late: 'Days late',
  buckets: {
    current: 'Not yet due',
    days30: '1–30 days',
    days60: '31–60 days',
    days90: '61–90 days',
    older: 'Over 90 days',
  },
  ofClient: '{{client}} on {{day}}',
  emptyTitle: 'Nothing is due',
  empty: 'On this day every own invoice was paid or credited, or there was none yet.',
} as const
