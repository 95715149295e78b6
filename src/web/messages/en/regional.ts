export const regional = {
  title: 'Regional',
} as const
