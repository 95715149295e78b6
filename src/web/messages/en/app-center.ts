export const appCenter = {
  title: 'App Center',
} as const
