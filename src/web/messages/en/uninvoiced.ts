export const uninvoiced = {
  title: 'Uninvoiced',
} as const
