export const xeroSettings = {
  title: 'Xero',
} as const
