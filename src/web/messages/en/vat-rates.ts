export const vatRates = {
  title: 'VAT rates',
} as const
