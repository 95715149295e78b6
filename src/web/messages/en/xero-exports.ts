export const xeroExports = {
  title: 'Xero exports',
} as const
