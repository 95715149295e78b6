/** What printed documents say of themselves. */
export const words = {
  page: 'Page {page} of {pages}',
  timesheet: 'Timesheet',
  client: 'Client',
  project: 'Project',
  projects: 'Projects',
  period: 'Period',
  reference: 'Reference',
  day: 'Date',
  person: 'Person',
  task: 'Task',
  notes: 'Notes',
  hours: 'Hours',
  total: 'Total',
} as const
