/** What the lists of tasks, products and VAT rates have in common. */
export const catalogue = {
  archived: 'Archived',
  added: '{{name}} added',
  saved: '{{name}} saved',
  archive: 'Archive',
  restore: 'Take out of the archive',
  archivedDone: '{{name}} archived',
  restoredDone: '{{name}} is active again',
  deleteTitle: 'Delete {{name}}?',
  deleteText: 'It disappears for good. This cannot be undone.',
  delete: 'Delete',
  deleted: '{{name}} deleted',
  archiveInstead: 'Archive instead',
  actionsFor: 'Actions for {{name}}',
  defaultItem: 'Default product',
  itemHelp: 'What lines in Xero are booked as. Empty: the default product of Settings, Xero.',
  itemTyped: 'The code of an item in Xero. The list appears once Xero is connected.',
} as const
