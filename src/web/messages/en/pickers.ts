export const pickers = {
  client: 'Client',
  project: 'Project',
  task: 'Task',
  person: 'Person',
  product: 'Product',
  vatRate: 'VAT rate',
  findClient: 'Find a client',
  findProject: 'Find a project or client',
  noTask: 'No task',
  defaultVatRate: 'The default rate',
} as const
