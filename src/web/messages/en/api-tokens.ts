export const apiTokens = {
  title: 'API tokens',
} as const
