export const offline = {
  newVersion: 'A new version of Hourbook is ready.',
  useNewVersion: 'Reload',
} as const
