export const syncLog = {
  title: 'Sync log',
} as const
