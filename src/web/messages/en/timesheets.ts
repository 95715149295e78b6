export const timesheets = {
  title: 'Timesheets',
} as const
